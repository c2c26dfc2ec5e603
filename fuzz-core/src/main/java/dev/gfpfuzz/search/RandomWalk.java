package dev.gfpfuzz.search;

import dev.gfpfuzz.schedule.SplitMix64;
import dev.gfpfuzz.step.StateView;

/**
 * Uniform choice among the enabled tasks at every step, and among the values of every question: the random walk. Cheap,
 * and hard to beat on bugs that need many ordering constraints.
 */
public final class RandomWalk implements Strategy {
    private final SplitMix64 random = new SplitMix64(0);

    @Override
    public String name() {
        return "random";
    }

    @Override
    public void startRun(long seed) {
        random.reseed(seed);
    }

    @Override
    public int nextTask(StateView at, int[] enabled, int n) {
        return random.nextInt(n);
    }

    @Override
    public int nextValue(StateView at, int bound, String reason) {
        return random.nextInt(bound);
    }
}
