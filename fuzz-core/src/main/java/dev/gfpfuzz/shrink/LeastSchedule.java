package dev.gfpfuzz.shrink;

import java.util.List;

/**
 * Looks for the least run of the target as it is. If its search comes to an end, no run of this target that shows the bug
 * is smaller, and the passes over single choices are not needed.
 */
final class LeastSchedule implements ShrinkPass {
    @Override
    public String name() {
        return "least schedule";
    }

    @Override
    public boolean choicesOnly() {
        return true;
    }

    @Override
    public List<Candidate> candidates(Round round) {
        return List.of(round.candidate(
                round.failure().target(), List.of(new Plan.Search(round.limits().statesLeast()))));
    }
}
