package dev.gfpfuzz.shrink;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/** Leaves out single steps: an interrupt that nobody needed, a timer that need not fire. */
final class RemoveSteps implements ShrinkPass {
    @Override
    public String name() {
        return "remove steps";
    }

    @Override
    public boolean choicesOnly() {
        return true;
    }

    @Override
    public List<Candidate> candidates(Round round) {
        List<Taken> steps = round.failure().steps();
        List<Integer> all = IntStream.range(0, steps.size()).boxed().toList();
        return Proposals.of(all, i -> {
            List<Taken> rest = new ArrayList<>(steps);
            rest.remove((int) i);
            return round.follow(rest);
        });
    }
}
