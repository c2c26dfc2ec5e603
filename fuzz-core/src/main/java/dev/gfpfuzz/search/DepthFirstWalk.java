package dev.gfpfuzz.search;

import dev.gfpfuzz.run.Outcome;
import dev.gfpfuzz.step.StateView;
import java.util.Arrays;

/**
 * Every schedule once, in lexicographic order of its choices: the depth-first walk over schedules without any state kept
 * but the last schedule's choices. When all were run it starts over. Ignores seeds, so each shard runs the same ones.
 *
 * <p>Two schedules that differ count as two even when they pass the same states; {@link BreadthFirst} visits states.
 */
public final class DepthFirstWalk implements Strategy {
    private int[] choices = new int[64];
    private int[] bounds = new int[64];
    private int given;
    private int made;
    private boolean exhausted;

    @Override
    public String name() {
        return "dfs";
    }

    @Override
    public void startRun(long seed) {
        made = 0;
        exhausted = false;
    }

    @Override
    public int nextTask(StateView at, int[] enabled, int n) {
        return choice(n);
    }

    @Override
    public int nextValue(StateView at, int bound, String reason) {
        return choice(bound);
    }

    private int choice(int bound) {
        if (made == choices.length) {
            choices = Arrays.copyOf(choices, made * 2);
            bounds = Arrays.copyOf(bounds, made * 2);
        }
        int value = made < given ? choices[made] : 0;
        choices[made] = value;
        bounds[made] = bound;
        made++;
        return value;
    }

    @Override
    public void endRun(Outcome outcome) {
        int last = made - 1;
        while (last >= 0 && choices[last] + 1 == bounds[last]) {
            last--;
        }
        exhausted = last < 0;
        given = last + 1;
        if (!exhausted) {
            choices[last]++;
        }
    }

    /** Whether the run that ended last was the last of all schedules. */
    public boolean exhausted() {
        return exhausted;
    }
}
