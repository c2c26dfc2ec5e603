package dev.gfpfuzz.shrink;

import java.util.ArrayList;
import java.util.List;

/** Gives ordinary answers instead of injected ones: to all questions at once, then in each single step. */
final class OrdinaryValues implements ShrinkPass {
    @Override
    public String name() {
        return "ordinary values";
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
            if (steps.get(i).injects()) {
                List<Taken> changed = new ArrayList<>(steps);
                changed.set(i, steps.get(i).ordinary());
                out.add(round.follow(changed));
            }
        }
        if (out.size() > 1) {
            out.add(0, round.follow(steps.stream().map(Taken::ordinary).toList()));
        }
        return out;
    }
}
