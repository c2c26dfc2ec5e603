package dev.gfpfuzz.search;

import dev.gfpfuzz.schedule.SplitMix64;
import dev.gfpfuzz.step.StateView;
import dev.gfpfuzz.step.World;
import java.util.Arrays;

/**
 * Delay-bounded scheduling: Emmi, Qadeer, Rakamarić 2011, "Delay-bounded scheduling", section 3. A deterministic
 * scheduler lets the running task go on until it blocks and then takes the next in cyclic order; at a few random step
 * numbers the task that would run is passed over once.
 *
 * <p>Departures: the paper enumerates the places of the delays, here they are drawn; the first task is drawn too, as all
 * tasks are ready at the start; nondeterministic values, which the paper does not have, are ordinary with probability
 * 1/2 and uniform otherwise; a run of {@link Pct#FAIR_AFTER} times as many steps goes on as a random walk, since the
 * ordinary schedule never leaves a task that goes round.
 */
public final class DelayBounded implements Strategy {
    private final int delays;
    private final int stepsMax;
    private final int tasks;
    private final int[] delayed;
    private final SplitMix64 random = new SplitMix64(0);
    private int first;
    private int next;
    private int steps;

    /**
     * @param delays tasks passed over in a run, at least 0
     * @param stepsMax steps among which the delays are drawn, at least 1
     */
    public DelayBounded(int delays, int stepsMax, int tasks) {
        this.delays = delays;
        this.stepsMax = stepsMax;
        this.tasks = tasks;
        this.delayed = new int[delays];
    }

    @Override
    public String name() {
        return "delay-bounded:delays=" + delays;
    }

    @Override
    public void startRun(long seed) {
        random.reseed(seed);
        first = random.nextInt(tasks);
        for (int i = 0; i < delays; i++) {
            delayed[i] = random.nextInt(stepsMax);
        }
        Arrays.sort(delayed);
        next = 0;
        steps = 0;
    }

    @Override
    public int nextTask(StateView at, int[] enabled, int n) {
        int step = steps++;
        if (step >= Pct.FAIR_AFTER * stepsMax) {
            return random.nextInt(n);
        }
        int choice = at.running() == World.NOBODY ? first % n : 0;
        while (next < delays && delayed[next] <= step) {
            choice = choice + 1 == n ? 0 : choice + 1;
            next++;
        }
        return choice;
    }

    @Override
    public void onlyTask(StateView at, int task) {
        int step = steps++;
        while (next < delays && delayed[next] <= step) {
            next++;
        }
    }

    @Override
    public int nextValue(StateView at, int bound, String reason) {
        return (random.nextLong() & 1) == 0 ? 0 : random.nextInt(bound);
    }
}
