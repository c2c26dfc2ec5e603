package dev.gfpfuzz.shrink;

import java.util.ArrayList;
import java.util.List;

/**
 * Delays a context switch: the task goes on with all that it ever does later, as far as nothing blocks it, and only then
 * the others have their turn. One candidate for each switch.
 */
final class DelaySwitches implements ShrinkPass {
    @Override
    public String name() {
        return "delay switches";
    }

    @Override
    public boolean choicesOnly() {
        return true;
    }

    @Override
    public List<Candidate> candidates(Round round) {
        Segments s = new Segments(round.failure().steps());
        List<Integer> delayed = new ArrayList<>();
        for (int i = 0; i + 1 < s.count(); i++) {
            if (s.nextOfSameTask(i) < s.count()) {
                delayed.add(i);
            }
        }
        return Proposals.of(delayed, i -> {
            List<Taken> own = new ArrayList<>();
            List<Taken> others = new ArrayList<>();
            for (Taken step : s.steps(i + 1, s.count())) {
                (step.task().equals(s.task(i)) ? own : others).add(step);
            }
            List<Taken> all = new ArrayList<>(s.steps(0, i + 1));
            all.addAll(own);
            all.addAll(others);
            return round.follow(all);
        });
    }
}
