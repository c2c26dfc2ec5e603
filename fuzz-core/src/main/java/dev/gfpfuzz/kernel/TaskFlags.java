package dev.gfpfuzz.kernel;

import java.util.Map;
import java.util.TreeMap;

/** Task flags that change what an allocation may do: {@code include/linux/sched.h, v4.17}. Bits are our own numbering. */
public final class TaskFlags {
    /** May dip into all reserves and must not enter direct reclaim. */
    public static final int PF_MEMALLOC = 1;
    /** Every allocation of the task loses IO and FS. */
    public static final int PF_MEMALLOC_NOIO = 1 << 1;
    /** Every allocation of the task loses FS. */
    public static final int PF_MEMALLOC_NOFS = 1 << 2;
    /** Not throttled on a bdi that is not congested itself; {@code PF_LOCAL_THROTTLE} since v5.8. */
    public static final int PF_LESS_THROTTLE = 1 << 3;

    public static final int PF_KTHREAD = 1 << 4;
    public static final int PF_WQ_WORKER = 1 << 5;
    public static final int PF_DUMPCORE = 1 << 6;
    public static final int PF_KSWAPD = 1 << 7;
    /** No flag in the kernel: the task's policy is a real-time one. */
    public static final int RT_TASK = 1 << 8;
    /** The OOM killer has chosen this task; a fatal signal is pending. */
    public static final int TIF_MEMDIE = 1 << 9;
    /** No flag in the kernel: {@code current->backing_dev_info} is set, as inside a file's write path. */
    public static final int BACKING_DEV_INFO = 1 << 10;
    /** No flag in the kernel: that device is congested for writes. */
    public static final int BDI_WRITE_CONGESTED = 1 << 11;

    /** No flag of this kind in the kernel: SIGKILL is pending. */
    public static final int SIGKILL = 1 << 12;

    private static final Map<String, Integer> NAMES = names();

    private TaskFlags() {}

    /** The names that scenario files may use. */
    public static java.util.List<String> knownNames() {
        return java.util.List.copyOf(NAMES.keySet());
    }

    /** {@code fatal_signal_pending}: somebody has killed the task, the OOM killer or not. */
    public static boolean fatalSignalPending(int taskFlags) {
        return (taskFlags & (TIF_MEMDIE | SIGKILL)) != 0;
    }

    /** The bit of a name, or -1. */
    public static int named(String name) {
        return NAMES.getOrDefault(name, -1);
    }

    /**
     * {@code include/linux/sched/mm.h, v4.17, current_gfp_context}: what the task's scope leaves of a mask. NOIO has
     * precedence over NOFS.
     */
    public static int currentGfpContext(int taskFlags, int gfp) {
        if ((taskFlags & PF_MEMALLOC_NOIO) != 0) {
            return gfp & ~(Gfp.IO | Gfp.FS);
        }
        if ((taskFlags & PF_MEMALLOC_NOFS) != 0) {
            return gfp & ~Gfp.FS;
        }
        return gfp;
    }

    private static Map<String, Integer> names() {
        Map<String, Integer> m = new TreeMap<>();
        m.put("PF_MEMALLOC", PF_MEMALLOC);
        m.put("PF_MEMALLOC_NOIO", PF_MEMALLOC_NOIO);
        m.put("PF_MEMALLOC_NOFS", PF_MEMALLOC_NOFS);
        m.put("PF_LESS_THROTTLE", PF_LESS_THROTTLE);
        m.put("PF_KTHREAD", PF_KTHREAD);
        m.put("PF_WQ_WORKER", PF_WQ_WORKER);
        m.put("PF_DUMPCORE", PF_DUMPCORE);
        m.put("PF_KSWAPD", PF_KSWAPD);
        m.put("RT_TASK", RT_TASK);
        m.put("TIF_MEMDIE", TIF_MEMDIE);
        m.put("BACKING_DEV_INFO", BACKING_DEV_INFO);
        m.put("BDI_WRITE_CONGESTED", BDI_WRITE_CONGESTED);
        return m;
    }
}
