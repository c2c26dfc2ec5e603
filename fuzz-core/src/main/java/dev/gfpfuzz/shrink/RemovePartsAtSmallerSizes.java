package dev.gfpfuzz.shrink;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Makes one size smaller and removes a task or operations at the same time. A smaller reserve may need fewer readers to
 * empty it, and yet need more switches as long as the readers are there: neither step alone would be one forward.
 */
final class RemovePartsAtSmallerSizes implements ShrinkPass {
    /** There are many candidates and few succeed, so each is searched that much less. */
    private static final int EFFORT = 8;

    @Override
    public String name() {
        return "remove parts at smaller sizes";
    }

    @Override
    public boolean choicesOnly() {
        return false;
    }

    @Override
    public List<Candidate> candidates(Round round) {
        List<Reduction> reductions = new ArrayList<>();
        for (Target smaller : round.failure().target().withOneSizeSmaller()) {
            reductions.addAll(smaller.withoutOneTask());
            reductions.addAll(smaller.withoutOperations());
        }
        return reductions.stream()
                .sorted(Comparator.<Reduction>comparingInt(r -> r.smaller().tasks())
                        .thenComparingInt(r -> r.smaller().operations()))
                .map(r -> round.reduced(r, round.limits().statesPart() / EFFORT))
                .toList();
    }
}
