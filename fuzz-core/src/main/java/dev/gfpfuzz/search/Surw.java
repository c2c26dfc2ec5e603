package dev.gfpfuzz.search;

import dev.gfpfuzz.schedule.SplitMix64;
import dev.gfpfuzz.step.StateView;
import dev.gfpfuzz.step.World;

/**
 * SURW, the selectively uniform random walk: Zhao, Wolff, Mathur, Roychoudhury 2025 (ASPLOS), "Selectively uniform
 * concurrency testing", algorithm 2. A walk that weighs each task by the number of interesting events it has left meets
 * every order of the interesting events about equally often, where the plain random walk prefers few of them. Which
 * events are interesting is drawn for each run: the accesses to one thing that several tasks lock or declare to access,
 * or all steps.
 *
 * <p>The task whose interesting event comes next is drawn in advance, by weight; until it gets there, tasks that stand
 * before an interesting event and were not drawn wait while any other can run. Departures: the counts are those of a few
 * random runs, not a profile of the program; a drawn task that is blocked is drawn again; nondeterministic values are
 * uniform; a run of {@link Pct#FAIR_AFTER} times as many steps as the longest of those goes on as a random walk, since
 * the tasks that wait before an interesting event may be those that the others go round for.
 */
public final class Surw implements Strategy {
    /** Of the draws over what is interesting, the share of "all steps". */
    private static final int ALL_STEPS = -1;

    private final Pilot pilot;
    private final int[] left;
    private final int[] free;
    private final SplitMix64 random = new SplitMix64(0);
    /** What accesses are interesting to, or {@link #ALL_STEPS}: no access is to that. */
    private long interesting;

    private int intended;
    private int steps;

    Surw(Pilot pilot) {
        this.pilot = pilot;
        this.left = new int[pilot.steps().length];
        this.free = new int[left.length];
    }

    @Override
    public String name() {
        return "surw";
    }

    @Override
    public void startRun(long seed) {
        random.reseed(seed);
        int drawn = random.nextInt(pilot.thingCount() + 1) - 1;
        int[] counts = drawn == ALL_STEPS ? pilot.steps() : pilot.accesses(drawn);
        interesting = drawn == ALL_STEPS ? ALL_STEPS : pilot.thing(drawn);
        System.arraycopy(counts, 0, left, 0, left.length);
        intended = World.NOBODY;
        steps = 0;
    }

    @Override
    public int nextTask(StateView at, int[] enabled, int n) {
        int choice = choose(at, enabled, n);
        onlyTask(at, enabled[choice]);
        return choice;
    }

    private int choose(StateView at, int[] enabled, int n) {
        if (steps >= Pct.FAIR_AFTER * pilot.longestRun()) {
            return random.nextInt(n);
        }
        if (indexOf(intended, enabled, n) < 0) {
            intended = enabled[weighted(enabled, n)];
        }
        int candidates = 0;
        for (int i = 0; i < n; i++) {
            if (enabled[i] == intended || !interesting(at, enabled[i])) {
                free[candidates++] = i;
            }
        }
        return free[random.nextInt(candidates)];
    }

    private int weighted(int[] enabled, int n) {
        int sum = 0;
        for (int i = 0; i < n; i++) {
            sum += weight(enabled[i]);
        }
        int draw = random.nextInt(sum);
        int i = 0;
        while (draw >= weight(enabled[i])) {
            draw -= weight(enabled[i++]);
        }
        return i;
    }

    private int weight(int task) {
        return Math.max(1, left[task]);
    }

    private static int indexOf(int task, int[] enabled, int n) {
        for (int i = 0; i < n; i++) {
            if (enabled[i] == task) {
                return i;
            }
        }
        return -1;
    }

    private boolean interesting(StateView at, int task) {
        return interesting == ALL_STEPS || StateView.thing(at.nextAccess(task)) == interesting;
    }

    @Override
    public void onlyTask(StateView at, int task) {
        steps++;
        if (interesting(at, task)) {
            left[task]--;
            intended = World.NOBODY;
        }
    }

    @Override
    public int nextValue(StateView at, int bound, String reason) {
        return random.nextInt(bound);
    }
}
