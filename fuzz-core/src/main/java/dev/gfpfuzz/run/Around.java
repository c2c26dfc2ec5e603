package dev.gfpfuzz.run;

import dev.gfpfuzz.schedule.Schedule.Circle;
import dev.gfpfuzz.step.Violation;
import dev.gfpfuzz.step.World;

/**
 * Watches one time around of a run that is said to go on for ever: whether the state is the same again, and everybody who
 * could run in between did. Then nothing that the others do ends it, for they have done it all: a livelock.
 */
public final class Around {
    /** What a livelock is reported as. */
    public static final String NO_LIVELOCK = "no-livelock";

    public static final String STATEMENT =
            "No run goes round for ever in which everybody runs who can: some schedule leads to the end.";
    public static final String SOURCE = "what a scenario's tasks are to do has an end; no rule of one function";

    private final Circle circle;
    private final long state;
    private final int running;
    private long ran;
    private long couldRun;

    /** @param w the world after {@code circle.from()} steps */
    Around(Circle circle, World w) {
        this.circle = circle;
        state = w.hash();
        running = w.running();
    }

    void couldRun(int[] enabled, int n) {
        for (int i = 0; i < n; i++) {
            couldRun |= 1L << enabled[i];
        }
    }

    void ran(int task) {
        ran |= 1L << task;
    }

    /** Once around: whether it is a circle that nobody ends. */
    boolean closes(World w) {
        return w.hash() == state && w.running() == running && (couldRun & ~ran) == 0;
    }

    Violation violation(World w) {
        StringBuilder who = new StringBuilder();
        StringBuilder where = new StringBuilder();
        for (long rest = ran; rest != 0; rest &= rest - 1) {
            var task = w.lookTask(Long.numberOfTrailingZeros(rest));
            who.append(who.isEmpty() ? "" : ", ").append(task.name());
            where.append(';').append(task.where());
        }
        return new Violation(
                NO_LIVELOCK,
                false,
                "Livelock: after step " + circle.end() + " everything is as it was after step " + circle.from()
                        + ", and everybody ran in between who could (" + who
                        + "): nothing that anybody does ends it.",
                "round and round" + where,
                World.NOBODY);
    }
}
