package dev.gfpfuzz.invariant;

import dev.gfpfuzz.kernel.ExclusiveLock;
import dev.gfpfuzz.kernel.Gfp;
import dev.gfpfuzz.kernel.KernelEvent;
import dev.gfpfuzz.step.Event;
import dev.gfpfuzz.step.Task;
import dev.gfpfuzz.step.World;
import dev.gfpfuzz.step.WorldBuilder;
import java.util.ArrayList;
import java.util.List;

/**
 * No task enters the page allocator's direct reclaim while it holds a dm-bufio client's lock, or any other lock marked as
 * hot: everybody who needs it, reclaim itself included, would wait for reclaim.
 *
 * <p>Mutant that it catches: {@code __alloc_buffer_wait_no_callback = noio-under-lock} (v3.2 to v4.9). A residual
 * hole of v4.17 is reported only: the page table of a vmalloc area is allocated with GFP_KERNEL whatever the mask. Another,
 * the bios of submissions made under the lock, is outside the model.
 */
public final class NoReclaimUnderClientLock extends Invariant {
    public static final String NAME = "no-reclaim-under-client-lock";

    /** Whose allocations sleep whatever the caller's mask: the known hole. */
    private static final String PAGE_TABLE = "map_vm_area";

    private final List<Integer> locks = new ArrayList<>();

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Kind kind() {
        return Kind.NEVER;
    }

    @Override
    public String statement() {
        return "No task enters direct reclaim while it holds a dm-bufio client's lock or another hot one.";
    }

    @Override
    public String source() {
        return "drivers/md/dm-bufio.c, commit 9ea61cac0b1a (v4.10): 90.8 s of reclaim with the lock held were seen";
    }

    @Override
    public String companion() {
        return "a task that uses the client enters direct reclaim";
    }

    @Override
    protected boolean attach(WorldBuilder world) {
        for (ExclusiveLock l : partsOf(world, ExclusiveLock.class)) {
            if (l.hot()) {
                locks.add(l.id());
            }
        }
        return !locks.isEmpty();
    }

    @Override
    public List<Event> hears() {
        return List.of(KernelEvent.DIRECT_RECLAIM_ENTERED);
    }

    @Override
    public void on(World w, Event event, Task task, long a, long b) {
        if (event != KernelEvent.DIRECT_RECLAIM_ENTERED) {
            return;
        }
        exercised(w);
        for (int lock : locks) {
            if (task.holds(lock)) {
                entered(w, task, (int) a, lock);
                return;
            }
        }
    }

    private void entered(World w, Task task, int gfp, int lock) {
        String sentence = "Task " + task.name() + " enters direct reclaim (" + Gfp.toString(gfp) + ") while it holds "
                + w.look(lock).name() + "; everyone who needs it waits for reclaim.";
        if (isFor(task, PAGE_TABLE)) {
            reported(w, task, sentence, "direct reclaim for a page table;hot lock held");
        } else {
            broken(w, task, sentence, "direct reclaim;client lock held;in " + function(task));
        }
    }

    private static boolean isFor(Task task, String function) {
        for (int i = 0; i < task.depth(); i++) {
            if (task.frame(i).function().equals(function)) {
                return true;
            }
        }
        return false;
    }

    /** The innermost dm-bufio function that decided to allocate. */
    private static String function(Task task) {
        for (int i = task.depth() - 1; i >= 0; i--) {
            if (task.frame(i).function().contains("buffer_wait")) {
                return task.frame(i).function();
            }
        }
        return task.frame(0).function();
    }
}
