package dev.gfpfuzz.shrink;

import java.util.ArrayList;
import java.util.List;

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
        List<Candidate> out = new ArrayList<>();
        for (int i = 0; i < steps.size(); i++) {
            List<Taken> rest = new ArrayList<>(steps);
            rest.remove(i);
            out.add(round.follow(rest));
        }
        return out;
    }
}
