package dev.gfpfuzz.kernel;

import dev.gfpfuzz.step.Event;
import dev.gfpfuzz.step.Task;
import dev.gfpfuzz.step.World;

/** What tasks do to the shared kernel vocabulary and to memory. */
public enum KernelEvent implements Event {
    /** a = wait queue's part id. The task is queued and no longer running, but has not slept yet. */
    WAIT_QUEUED {
        @Override
        public String describe(World w, Task task, long a, long b) {
            return "queues itself on " + w.look((int) a).name();
        }
    },
    /** a = the woken task's id, b = wait queue's part id. */
    WOKEN {
        @Override
        public String describe(World w, Task task, long a, long b) {
            return "wakes " + w.lookTask((int) a).name() + " on "
                    + w.look((int) b).name();
        }
    },
    /** a = mask, b = order. */
    ALLOC_REQUESTED {
        @Override
        public String describe(World w, Task task, long a, long b) {
            return "asks for " + pages(b) + " with " + Gfp.toString((int) a);
        }
    },
    /** a = mask, b = order. */
    ALLOC_SUCCEEDED {
        @Override
        public String describe(World w, Task task, long a, long b) {
            return "gets " + pages(b);
        }
    },
    /** a = mask, b = order. */
    ALLOC_FAILED {
        @Override
        public String describe(World w, Task task, long a, long b) {
            return "gets no page (" + Gfp.toString((int) a) + ")";
        }
    },
    /** a = mask after the task's scope. The task may sleep for reclaim from here on. */
    DIRECT_RECLAIM_ENTERED {
        @Override
        public String describe(World w, Task task, long a, long b) {
            return "enters direct reclaim with " + Gfp.toString((int) a);
        }
    },
    /** a = pages reclaimed. */
    DIRECT_RECLAIM_LEFT {
        @Override
        public String describe(World w, Task task, long a, long b) {
            return "leaves direct reclaim, " + a + " page" + (a == 1 ? "" : "s") + " reclaimed";
        }
    },
    /** a = mask given to the shrinker, b = shrinker's part id. */
    SHRINKER_ENTERED {
        @Override
        public String describe(World w, Task task, long a, long b) {
            return "calls the shrinker of " + w.look((int) b).name() + " with " + Gfp.toString((int) a);
        }
    },
    /** a = shrinker's part id, b = what it returned. The shrinker that {@link #SHRINKER_ENTERED} named is done. */
    SHRINKER_LEFT {
        @Override
        public String describe(World w, Task task, long a, long b) {
            return "is back from the shrinker of " + w.look((int) a).name();
        }
    },
    /** {@code might_sleep}: the task is about to do what may sleep; a = mask if it is an allocation. */
    MIGHT_SLEEP {
        @Override
        public String describe(World w, Task task, long a, long b) {
            return "may sleep from here";
        }

        @Override
        public boolean told() {
            return false;
        }
    },
    SOFTIRQ_BEGINS {
        @Override
        public String describe(World w, Task task, long a, long b) {
            return "begins as a softirq, on top of what the CPU was doing";
        }
    },
    SOFTIRQ_ENDS {
        @Override
        public String describe(World w, Task task, long a, long b) {
            return "ends as a softirq";
        }
    },
    /** a = pages returned to the allocator. */
    PAGES_FREED {
        @Override
        public String describe(World w, Task task, long a, long b) {
            return "frees " + a + " page" + (a == 1 ? "" : "s");
        }
    };

    private static String pages(long order) {
        return order == 0 ? "a page" : "an order-" + order + " block";
    }
}
