package dev.gfpfuzz.shrink;

import java.util.Comparator;
import java.util.List;

/** Removes a task. Tries each, the one with the most operations first. */
final class RemoveTasks implements ShrinkPass {
    @Override
    public String name() {
        return "remove a task";
    }

    @Override
    public boolean choicesOnly() {
        return false;
    }

    @Override
    public List<Candidate> candidates(Round round) {
        return round.failure().target().withoutOneTask().stream()
                .sorted(Comparator.comparingInt(r -> r.smaller().operations()))
                .map(round::reduced)
                .toList();
    }
}
