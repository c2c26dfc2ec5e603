package dev.gfpfuzz.shrink;

import java.util.Comparator;
import java.util.List;

/**
 * Removes operations of one task: runs of them (which is how a repeat loses its rounds), an operation together with those
 * that use its result, and each single one. Large removals first.
 */
final class RemoveOperations implements ShrinkPass {
    @Override
    public String name() {
        return "remove operations";
    }

    @Override
    public boolean choicesOnly() {
        return false;
    }

    @Override
    public List<Candidate> candidates(Round round) {
        return round.failure().target().withoutOperations().stream()
                .sorted(Comparator.comparingInt(r -> r.smaller().operations()))
                .map(round::reduced)
                .toList();
    }
}
