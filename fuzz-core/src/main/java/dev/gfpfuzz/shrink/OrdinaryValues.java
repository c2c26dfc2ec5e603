package dev.gfpfuzz.shrink;

import java.util.ArrayList;
import java.util.List;

/** Gives ordinary answers instead of injected ones: to all questions at once, then in each single step. */
final class OrdinaryValues implements ShrinkPass {
    private static final int ALL = -1;

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
        List<Integer> injecting = new ArrayList<>();
        for (int i = 0; i < steps.size(); i++) {
            if (steps.get(i).injects()) {
                injecting.add(i);
            }
        }
        if (injecting.size() > 1) {
            injecting.add(0, ALL);
        }
        return Proposals.of(injecting, i -> {
            if (i == ALL) {
                return round.follow(steps.stream().map(Taken::ordinary).toList());
            }
            List<Taken> changed = new ArrayList<>(steps);
            changed.set(i, steps.get(i).ordinary());
            return round.follow(changed);
        });
    }
}
