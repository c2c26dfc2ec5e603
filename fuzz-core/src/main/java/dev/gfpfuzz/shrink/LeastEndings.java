package dev.gfpfuzz.shrink;

import java.util.ArrayList;
import java.util.List;

/**
 * Where the whole space is too large to be searched: keeps the run up to one of its context switches and looks for the
 * least way to go on from there. One candidate for each of the last switches, the earliest first: the earlier, the more may
 * change, and the sooner the search gives up.
 */
final class LeastEndings implements ShrinkPass {
    private static final int LAST = 32;

    @Override
    public String name() {
        return "least ending";
    }

    @Override
    public boolean choicesOnly() {
        return true;
    }

    @Override
    public List<Candidate> candidates(Round round) {
        Failure f = round.failure();
        Segments s = new Segments(f.steps());
        List<Integer> kept = new ArrayList<>();
        for (int i = Math.max(1, s.count() - LAST); i < s.count(); i++) {
            kept.add(i);
        }
        return Proposals.of(
                kept,
                k -> round.candidate(
                        f.target(),
                        List.of(new Plan.Complete(s.steps(0, k), round.limits().statesPart()))));
    }
}
