package dev.gfpfuzz.shrink;

import java.util.ArrayList;
import java.util.List;

/**
 * Where the whole space is too large to be searched: keeps the run up to one of its context switches and looks for the
 * least way to go on from there. One candidate for each switch, the earliest first: the earlier, the more may change, and
 * the sooner the search gives up.
 */
final class LeastEndings implements ShrinkPass {
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
        List<Candidate> out = new ArrayList<>();
        Failure f = round.failure();
        Segments s = new Segments(f.steps());
        for (int kept = 1; kept < s.count(); kept++) {
            Plan ending = new Plan.Complete(s.steps(0, kept), round.limits().statesPart());
            out.add(round.candidate(f.target(), List.of(ending)));
        }
        return out;
    }
}
