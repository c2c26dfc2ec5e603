package dev.gfpfuzz.model.pagealloc;

import dev.gfpfuzz.kernel.TaskFlags;
import dev.gfpfuzz.step.Task;
import dev.gfpfuzz.step.World;

/**
 * Who can be killed: {@code mm/oom_kill.c, v4.17, select_bad_process}. Victims are numbered: first the zone's processes,
 * which own its anonymous memory and are no tasks of the model; then the user tasks. The largest comes first.
 */
public final class OomState {
    static final int NOBODY = -1;

    private OomState() {}

    static int ofTask(int task) {
        return ZoneConfig.VICTIMS_MAX + task;
    }

    /** Whether the victim is one of the scenario's tasks. */
    public static boolean isTask(int victim) {
        return victim >= ZoneConfig.VICTIMS_MAX;
    }

    /** The task that is the victim. */
    public static int task(int victim) {
        return victim - ZoneConfig.VICTIMS_MAX;
    }

    static long pack(int order, int victim) {
        return (long) victim << 4 | order;
    }

    /** Order in the argument of {@link PageEvent#OOM_KILL}. */
    public static int order(long packed) {
        return (int) packed & 15;
    }

    /** Victim in the argument of {@link PageEvent#OOM_KILL}. */
    public static int victim(long packed) {
        return (int) (packed >> 4);
    }

    static String victimName(World w, int victim) {
        return isTask(victim) ? w.lookTask(task(victim)).name() : "process " + (victim + 1);
    }

    /** Whether there is somebody killed whom the reaper has not passed yet. */
    static boolean victimUnreaped(Pgdat node) {
        return (node.killed() & ~node.skipped()) != 0;
    }

    /** Those killed who may still hold memory, a bit each: while there is one nobody else is killed. */
    public static long victims(World w, Pgdat node) {
        long victims = node.killed() & ~node.skipped();
        for (int t = 0; t < w.taskCount(); t++) {
            if (w.lookTask(t).done()) {
                victims &= ~(1L << ofTask(t));
            }
        }
        return victims;
    }

    /** The next victim, or {@link #NOBODY}. */
    static int select(World w, Zone z, Pgdat node) {
        for (int v = 0; v < z.config().victims(); v++) {
            if ((node.killed() >>> v & 1) == 0) {
                return v;
            }
        }
        for (int t = 0; t < w.taskCount(); t++) {
            Task task = w.lookTask(t);
            boolean user = !task.daemon() && !task.done() && (task.flags() & TaskFlags.PF_KTHREAD) == 0;
            if (user && (node.killed() >>> ofTask(t) & 1) == 0) {
                return ofTask(t);
            }
        }
        return NOBODY;
    }
}
