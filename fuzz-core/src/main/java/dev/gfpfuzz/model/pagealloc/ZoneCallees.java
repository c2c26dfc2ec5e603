package dev.gfpfuzz.model.pagealloc;

import dev.gfpfuzz.step.Frame;
import dev.gfpfuzz.step.Task;

/** What the slow path calls, in the variants of a row. */
record ZoneCallees(DirectCompact compact, ReclaimRetry retry, ShouldCompactRetry compactRetry)
        implements ZoneVariants.Callees {
    /** Enters {@code __alloc_pages_direct_compact}. */
    interface DirectCompact {
        Frame<?> enter(int zone, int gfp, int order, int allocFlags, int priority);
    }

    /** Enters {@code should_reclaim_retry}. */
    interface ReclaimRetry {
        Frame<?> enter(int zone, int order, int allocFlags, boolean didSomeProgress, int noProgressLoops);
    }

    @Override
    public Frame<?> getPage(int zone, int order, int allocFlags) {
        return new GetPageFromFreelist(zone, order, allocFlags);
    }

    @Override
    public Frame<?> directReclaim(int zone, int gfp, int order, int allocFlags) {
        return new AllocPagesDirectReclaim(zone, gfp, order, allocFlags);
    }

    @Override
    public Frame<?> directCompact(int zone, int gfp, int order, int allocFlags, int priority) {
        return compact.enter(zone, gfp, order, allocFlags, priority);
    }

    @Override
    public Frame<?> reclaimRetry(int zone, int order, int allocFlags, boolean didSomeProgress, int noProgressLoops) {
        return retry.enter(zone, order, allocFlags, didSomeProgress, noProgressLoops);
    }

    @Override
    public ShouldCompactRetry.Answer compactRetry(
            Zone z, Task current, int order, int allocFlags, CompactResult result, int priority, int retries) {
        return compactRetry.of(z, current, order, allocFlags, result, priority, retries);
    }

    @Override
    public Frame<?> mayOom(int zone, int gfp, int order) {
        return new AllocPagesMayOom(zone, gfp, order);
    }
}
