package dev.gfpfuzz.model.pagealloc;

import dev.gfpfuzz.kernel.Gfp;
import dev.gfpfuzz.kernel.TaskFlags;

/** {@code mm/page_alloc.c, gfp_to_alloc_flags} and {@code __gfp_pfmemalloc_flags}: what a mask and a task may use. */
final class AllocRights {
    private AllocRights() {}

    /** v4.17: HIGH is kept; ATOMIC and real-time tasks try harder. */
    static int v4m17(int taskFlags, int gfp, int order) {
        int flags = AllocFlags.WMARK_MIN | AllocFlags.CPUSET;
        if ((gfp & Gfp.HIGH) != 0) {
            flags |= AllocFlags.HIGH;
        }
        if ((gfp & Gfp.ATOMIC_BIT) != 0) {
            if ((gfp & Gfp.NOMEMALLOC) == 0) {
                flags |= AllocFlags.HARDER;
            }
            flags &= ~AllocFlags.CPUSET;
        } else if ((taskFlags & TaskFlags.RT_TASK) != 0) {
            flags |= AllocFlags.HARDER;
        }
        return flags;
    }

    /** v6.1: what counts is whether the request can sleep, not ATOMIC. */
    static int v6m1(int taskFlags, int gfp, int order) {
        int flags = AllocFlags.WMARK_MIN | AllocFlags.CPUSET;
        if ((gfp & Gfp.HIGH) != 0) {
            flags |= AllocFlags.MIN_RESERVE;
        }
        if (!Gfp.allowsBlocking(gfp)) {
            if ((gfp & Gfp.NOMEMALLOC) == 0) {
                flags |= AllocFlags.NON_BLOCK;
                if (order > 0 && (flags & AllocFlags.MIN_RESERVE) != 0) {
                    flags |= AllocFlags.HIGHATOMIC;
                }
            }
            if ((flags & AllocFlags.MIN_RESERVE) != 0) {
                flags &= ~AllocFlags.CPUSET;
            }
        } else if ((taskFlags & TaskFlags.RT_TASK) != 0) {
            flags |= AllocFlags.MIN_RESERVE;
        }
        return flags;
    }

    /** v4.17: the right that replaces the flags, or 0. NOMEMALLOC wins over all. */
    static int reserveV4m17(int taskFlags, int gfp) {
        if ((gfp & Gfp.NOMEMALLOC) != 0) {
            return 0;
        }
        return (gfp & Gfp.MEMALLOC) != 0 ? AllocFlags.NO_WATERMARKS : ofTask(taskFlags, AllocFlags.OOM);
    }

    /** Up to v4.11: an OOM victim ({@code TIF_MEMDIE}) has all reserves. */
    static int reserveV4m11(int taskFlags, int gfp) {
        if ((gfp & Gfp.NOMEMALLOC) != 0) {
            return 0;
        }
        return (gfp & Gfp.MEMALLOC) != 0 ? AllocFlags.NO_WATERMARKS : ofTask(taskFlags, AllocFlags.NO_WATERMARKS);
    }

    /** Mutant: MEMALLOC is tested before NOMEMALLOC. */
    static int reserveMemallocFirst(int taskFlags, int gfp) {
        return (gfp & Gfp.MEMALLOC) != 0 ? AllocFlags.NO_WATERMARKS : reserveV4m17(taskFlags, gfp);
    }

    private static int ofTask(int taskFlags, int victims) {
        if ((taskFlags & TaskFlags.PF_MEMALLOC) != 0) {
            return AllocFlags.NO_WATERMARKS;
        }
        return (taskFlags & TaskFlags.TIF_MEMDIE) != 0 ? victims : 0;
    }
}
