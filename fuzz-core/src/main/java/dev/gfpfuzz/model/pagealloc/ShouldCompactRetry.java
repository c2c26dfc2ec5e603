package dev.gfpfuzz.model.pagealloc;

import static dev.gfpfuzz.model.pagealloc.SlowpathRules.costly;

import dev.gfpfuzz.kernel.TaskFlags;
import dev.gfpfuzz.step.Task;

/**
 * {@code mm/page_alloc.c, should_compact_retry} with {@code compaction_zonelist_suitable}. Never sleeps. The counter of
 * retries stays at one above its limit: no test looks further.
 */
abstract class ShouldCompactRetry {
    /** v4.17. */
    static final ShouldCompactRetry V4_17 = new V4m17();
    /** v6.1. */
    static final ShouldCompactRetry V6_1 = new V6m1();

    private static final int MAX_COMPACT_RETRIES = 16;

    /** The answer, with what the caller's variables are afterwards. */
    record Answer(boolean retry, int compactPriority, int compactionRetries) {}

    /** Whether a result leads to the question if compaction could run at all after reclaim. */
    abstract boolean asksSuitability(CompactResult result);

    /** The answer to that question. */
    abstract boolean suitable(CompactResult result);

    /** Whether a result leads straight to a higher priority. */
    abstract boolean failed(CompactResult result);

    boolean mustStop(Task current) {
        return false;
    }

    final Answer of(Zone z, Task current, int order, int allocFlags, CompactResult result, int priority, int retries) {
        if (order == 0 || mustStop(current)) {
            return new Answer(false, priority, retries);
        }
        if (z.config().compaction() == 0) {
            boolean passes = !costly(order)
                    && z.variants().watermark().ok(z, 0, z.config().min(), allocFlags);
            return new Answer(passes, priority, retries);
        }
        int n = result == CompactResult.SUCCESS ? Math.min(retries + 1, MAX_COMPACT_RETRIES + 1) : retries;
        if (asksSuitability(result)) {
            int available = z.variants().reclaimable().pages(z) / order + z.nrFreePages();
            return new Answer(suitable(Compaction.suitable(z, order, allocFlags, available)), priority, n);
        }
        if (!failed(result) && n <= (costly(order) ? MAX_COMPACT_RETRIES / 4 : MAX_COMPACT_RETRIES)) {
            return new Answer(true, priority, n);
        }
        int floor = costly(order) ? Compaction.DEF_COMPACT_PRIORITY : Compaction.MIN_COMPACT_PRIORITY;
        return priority > floor ? new Answer(true, priority - 1, 0) : new Answer(false, priority, n);
    }

    private static final class V4m17 extends ShouldCompactRetry {
        @Override
        boolean asksSuitability(CompactResult result) {
            return result == CompactResult.SKIPPED
                    || result == CompactResult.DEFERRED
                    || result == CompactResult.CONTENDED
                    || result == CompactResult.PARTIAL_SKIPPED;
        }

        @Override
        boolean suitable(CompactResult result) {
            return result != CompactResult.SKIPPED;
        }

        @Override
        boolean failed(CompactResult result) {
            return result == CompactResult.COMPLETE;
        }
    }

    private static final class V6m1 extends ShouldCompactRetry {
        @Override
        boolean mustStop(Task current) {
            return TaskFlags.fatalSignalPending(current.flags());
        }

        @Override
        boolean asksSuitability(CompactResult result) {
            return result == CompactResult.SKIPPED;
        }

        @Override
        boolean suitable(CompactResult result) {
            return result == CompactResult.CONTINUE;
        }

        @Override
        boolean failed(CompactResult result) {
            return result != CompactResult.SUCCESS;
        }
    }
}
