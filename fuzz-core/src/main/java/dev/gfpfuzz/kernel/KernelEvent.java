package dev.gfpfuzz.kernel;

import dev.gfpfuzz.step.Event;
import dev.gfpfuzz.step.Task;
import dev.gfpfuzz.step.World;

/** What tasks do to the shared kernel vocabulary and to memory. */
public enum KernelEvent implements Event {
    /** a = wait queue's part id. The task is queued and no longer running, but has not slept yet. */
    WAIT_QUEUED,
    /** a = the woken task's id, b = wait queue's part id. */
    WOKEN,
    /** a = mask, b = order. */
    ALLOC_REQUESTED,
    /** a = mask, b = order. */
    ALLOC_SUCCEEDED,
    /** a = mask, b = order. */
    ALLOC_FAILED,
    /** a = mask after the task's scope. The task may sleep for reclaim from here on. */
    DIRECT_RECLAIM_ENTERED,
    /** a = pages reclaimed. */
    DIRECT_RECLAIM_LEFT,
    /** a = mask given to the shrinker, b = shrinker's part id. */
    SHRINKER_ENTERED,
    /** a = shrinker's part id, b = what it returned. The shrinker that {@link #SHRINKER_ENTERED} named is done. */
    SHRINKER_LEFT,
    /** {@code might_sleep}: the task is about to do what may sleep; a = mask if it is an allocation. */
    MIGHT_SLEEP,
    SOFTIRQ_BEGINS,
    SOFTIRQ_ENDS,
    /** a = pages returned to the allocator. */
    PAGES_FREED;

    @Override
    public String describe(World w, Task task, long a, long b) {
        return switch (this) {
            case WAIT_QUEUED -> "queues itself on " + w.look((int) a).name();
            case WOKEN ->
                "wakes " + w.lookTask((int) a).name() + " on " + w.look((int) b).name();
            case ALLOC_REQUESTED -> "asks for " + pages(b) + " with " + Gfp.toString((int) a);
            case ALLOC_SUCCEEDED -> "gets " + pages(b);
            case ALLOC_FAILED -> "gets no page (" + Gfp.toString((int) a) + ")";
            case DIRECT_RECLAIM_ENTERED -> "enters direct reclaim with " + Gfp.toString((int) a);
            case DIRECT_RECLAIM_LEFT -> "leaves direct reclaim, " + a + " page" + (a == 1 ? "" : "s") + " reclaimed";
            case SHRINKER_ENTERED ->
                "calls the shrinker of " + w.look((int) b).name() + " with " + Gfp.toString((int) a);
            case SHRINKER_LEFT ->
                "is back from the shrinker of " + w.look((int) a).name();
            case MIGHT_SLEEP -> "may sleep from here";
            case SOFTIRQ_BEGINS -> "begins as a softirq, on top of what the CPU was doing";
            case SOFTIRQ_ENDS -> "ends as a softirq";
            case PAGES_FREED -> "frees " + a + " page" + (a == 1 ? "" : "s");
        };
    }

    @Override
    public boolean told() {
        return this != MIGHT_SLEEP;
    }

    private static String pages(long order) {
        return order == 0 ? "a page" : "an order-" + order + " block";
    }
}
