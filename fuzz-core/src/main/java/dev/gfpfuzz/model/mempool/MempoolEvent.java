package dev.gfpfuzz.model.mempool;

import dev.gfpfuzz.kernel.Gfp;
import dev.gfpfuzz.step.Event;
import dev.gfpfuzz.step.Task;
import dev.gfpfuzz.step.World;

/** What happens to a mempool. a = pool's part id. */
public enum MempoolEvent implements Event {
    /** b = the caller's mask. */
    ALLOC_BEGINS("asks %p for an element with %g"),
    /** The page allocator gave an element. */
    ELEMENT_ALLOCATED("gets an element for %p from the page allocator"),
    /** b = elements left in the reserve. */
    RESERVE_TAKEN("takes an element from the reserve of %p; %b left"),
    /** The task found no element and is about to sleep for one. */
    WAIT_BEGINS("finds no element in %p and goes to sleep for one"),
    /** b = 1 for an element, 0 for NULL. */
    ALLOC_ENDS("is back from mempool_alloc on %p") {
        @Override
        public String describe(World w, Task task, long a, long b) {
            return super.describe(w, task, a, b) + (b == 1 ? " with an element" : " with NULL");
        }
    },
    /** A freed element went into the reserve; b = elements there now. */
    RESERVE_REFILLED("puts an element back into %p; %b there now"),
    /** A freed element went back to the page allocator. */
    ELEMENT_FREED("gives an element of %p back to the page allocator"),
    /** b = the new size. */
    RESIZE_BEGINS("resizes %p to %b"),
    /** A growing resize added an element and wakes nobody; b = elements there now. */
    RESERVE_GROWN("adds an element to %p; %b there now"),
    /** b = elements in the reserve. */
    RESIZE_ENDS("is done resizing %p; %b elements there"),
    DESTROYED("destroys %p"),
    /** The unlocked look at the level saw what it was before the element was taken; b = that. */
    LEVEL_READ_STALE(
            "looks at %p without the lock and still sees %b there, the level from before the element was taken"),
    /** a = handover's part id. */
    ELEMENT_PASSED("leaves its element in %p"),
    /** a = handover's part id. */
    ELEMENT_PICKED_UP("finds an element in %p");

    private final String text;

    MempoolEvent(String text) {
        this.text = text;
    }

    @Override
    public String describe(World w, Task task, long a, long b) {
        return text.replace("%p", w.look((int) a).name())
                .replace("%b", Long.toString(b))
                .replace("%g", Gfp.toString((int) b));
    }
}
