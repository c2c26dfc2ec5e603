package dev.gfpfuzz.model.memcg;

import dev.gfpfuzz.kernel.Gfp;
import dev.gfpfuzz.kernel.TaskFlags;

/**
 * In what {@code mm/memcontrol.c, try_charge} differs between kernels.
 *
 * @param retries rounds without progress before the charge fails: {@code nr_retries}
 * @param forcing bits of a mask that charge over the limit rather than fail
 * @param dyingForces whether a task that is about to exit is charged over the limit at once
 */
record ChargeRules(int retries, int forcing, boolean dyingForces) {
    /** v4.17, also as far back as v3.19: {@code MEM_CGROUP_RECLAIM_RETRIES}. */
    static final ChargeRules V4_17 = new ChargeRules(5, Gfp.NOFAIL, true);

    /**
     * v6.1, {@code try_charge_memcg}: {@code MAX_RECLAIM_RETRIES} since d977aa939035 (v5.9), a dying task is not exempt
     * since a4ebf1b6ca1e (v5.16), HIGH forces since 1461e8c2b6af (v5.18).
     */
    static final ChargeRules V6_1 = new ChargeRules(16, Gfp.NOFAIL | Gfp.HIGH, false);

    boolean forces(int gfp) {
        return (gfp & forcing) != 0;
    }

    /** Charged over the limit without reclaim, since it leads to memory being freed. */
    boolean bypasses(int taskFlags) {
        return (taskFlags & TaskFlags.PF_MEMALLOC) != 0 || dyingForces && TaskFlags.fatalSignalPending(taskFlags);
    }
}
