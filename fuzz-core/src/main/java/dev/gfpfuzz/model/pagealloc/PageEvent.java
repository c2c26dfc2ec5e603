package dev.gfpfuzz.model.pagealloc;

import dev.gfpfuzz.kernel.Gfp;
import dev.gfpfuzz.step.Event;
import dev.gfpfuzz.step.Task;
import dev.gfpfuzz.step.World;

/** What happens inside the page allocator. */
public enum PageEvent implements Event {
    /** An attempt passed the watermark test; the block is not taken yet. a = order, b = alloc flags. */
    WATERMARK_PASSED {
        @Override
        public String describe(World w, Task task, long a, long b) {
            return "passes the watermark test at order " + a + " (" + AllocFlags.toString((int) b) + ")";
        }
    },
    /** A block left the free lists for the task. a = handle, b = alloc flags. */
    BLOCK_TAKEN {
        @Override
        public String describe(World w, Task task, long a, long b) {
            return "takes the order-" + Zone.order(a) + " block at page " + Zone.pfn(a) + " ("
                    + AllocFlags.toString((int) b) + ")";
        }
    },
    /** A user gave a block back. a = handle, b = zone's part id. */
    BLOCK_FREED {
        @Override
        public String describe(World w, Task task, long a, long b) {
            return "frees the order-" + Zone.order(a) + " block at page " + Zone.pfn(a);
        }
    },
    /** The slow path goes back to its retry label. a = mask, b = order. */
    RETRIES {
        @Override
        public String describe(World w, Task task, long a, long b) {
            return "tries again (" + Gfp.toString((int) a) + ", order " + b + ")";
        }
    },
    /** {@code should_reclaim_retry} answers. a = 1 for yes, b = order. */
    RECLAIM_RETRY {
        @Override
        public String describe(World w, Task task, long a, long b) {
            return a != 0 ? "sees a chance in another round of reclaim" : "sees no chance in another round of reclaim";
        }
    },
    /** a = mask, b = order and priority, see {@link Compaction#pack}. */
    COMPACTION_ENTERED {
        @Override
        public String describe(World w, Task task, long a, long b) {
            return "compacts for order " + (b & 15) + " at priority " + (b >> 4);
        }
    },
    /** a = {@link CompactResult} ordinal. */
    COMPACTION_LEFT {
        @Override
        public String describe(World w, Task task, long a, long b) {
            return "compaction answers " + CompactResult.of((int) a);
        }
    },
    /** {@code out_of_memory} is called. a = mask, b = order. */
    OUT_OF_MEMORY {
        @Override
        public String describe(World w, Task task, long a, long b) {
            return "calls out_of_memory for order " + b;
        }
    },
    /** The OOM killer kills. a = mask of the request, b = order and victim, see {@link OomState#pack}. */
    OOM_KILL {
        @Override
        public String describe(World w, Task task, long a, long b) {
            return "OOM-kills " + OomState.victimName(w, OomState.victim(b)) + " for an order-" + OomState.order(b)
                    + " request with " + Gfp.toString((int) a);
        }
    },
    /** The victim's memory is freed and it is passed over from now on. a = victim, b = pages freed. */
    OOM_REAPED {
        @Override
        public String describe(World w, Task task, long a, long b) {
            return "reaps " + OomState.victimName(w, (int) a) + ", " + b + " pages";
        }
    },
    /** kswapd is woken. a = order. */
    KSWAPD_WOKEN {
        @Override
        public String describe(World w, Task task, long a, long b) {
            return "wakes kswapd for order " + a;
        }
    },
    /** A whole call of {@code balance_pgdat} reclaimed nothing. a = failures in a row that are counted. */
    BALANCE_FAILED {
        @Override
        public String describe(World w, Task task, long a, long b) {
            return "reclaims nothing in a whole balance_pgdat";
        }
    },
    /** Somebody's pass over the lists has reclaimed something, after kswapd had failed to. */
    FAILURES_FORGOTTEN {
        @Override
        public String describe(World w, Task task, long a, long b) {
            return "has reclaimed something, so that kswapd's failures are forgotten";
        }
    },
    /** kswapd goes to sleep. a = 1 if the node is balanced, b = failures. */
    KSWAPD_SLEEPS {
        @Override
        public String describe(World w, Task task, long a, long b) {
            return (a != 0 ? "finds the node balanced" : "gives up after " + b + " failures") + " and sleeps";
        }
    },
    /** A reclaimer is slowed down. a = {@link Throttle} ordinal, b = latest tick of its end. */
    THROTTLED {
        @Override
        public String describe(World w, Task task, long a, long b) {
            return "sleeps in " + Throttle.of((int) a);
        }
    },
    /** A direct reclaimer came to {@code wait_iff_congested} and did not enter it. a = mask. */
    NOT_THROTTLED {
        @Override
        public String describe(World w, Task task, long a, long b) {
            return "is not made to wait for the device";
        }

        @Override
        public boolean told() {
            return false;
        }
    },
    /** Somebody else has oom_lock: the request takes that for progress. a = mask, b = order. */
    OOM_LOCK_BUSY {
        @Override
        public String describe(World w, Task task, long a, long b) {
            return "cannot get oom_lock, takes that for progress and sleeps a tick";
        }
    },
    /** a = task killed. */
    KILLED {
        @Override
        public String describe(World w, Task task, long a, long b) {
            return "sends SIGKILL to " + w.lookTask((int) a).name();
        }
    },
    /** kswapd finds the node balanced and stays awake. a = tasks on pfmemalloc_wait, a bit each. */
    KSWAPD_STAYS_AWAKE {
        @Override
        public String describe(World w, Task task, long a, long b) {
            return "finds the node balanced, but "
                    + w.lookTask(Long.numberOfTrailingZeros(a)).name()
                    + " on pfmemalloc_wait, wakes the queue and stays awake";
        }
    },
    /** Reclaim works on the LRU lists for a mask. a = mask used, b = pages reclaimed. */
    LRU_SHRUNK {
        @Override
        public String describe(World w, Task task, long a, long b) {
            return "reclaims " + b + " page" + (b == 1 ? "" : "s") + " from the LRU lists with "
                    + Gfp.toString((int) a);
        }
    },
    /** {@code memalloc_noio_save} or {@code memalloc_nofs_save}. a = scope bit, b = old bit. */
    SCOPE_ENTERED {
        @Override
        public String describe(World w, Task task, long a, long b) {
            return "enters a scope";
        }
    },
    /** The matching restore has run. a = scope bit, b = the bit that the task must have now. */
    SCOPE_LEFT {
        @Override
        public String describe(World w, Task task, long a, long b) {
            return "leaves a scope";
        }
    };
}
