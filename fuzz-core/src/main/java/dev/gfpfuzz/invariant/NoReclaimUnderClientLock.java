package dev.gfpfuzz.invariant;

import dev.gfpfuzz.kernel.Gfp;
import dev.gfpfuzz.kernel.KernelEvent;
import dev.gfpfuzz.model.dmbufio.DmBufioClient;
import dev.gfpfuzz.step.Event;
import dev.gfpfuzz.step.Task;
import dev.gfpfuzz.step.World;
import dev.gfpfuzz.step.WorldBuilder;
import java.util.ArrayList;
import java.util.List;

/**
 * No task enters the page allocator's direct reclaim while it holds a dm-bufio client's lock: everybody who needs the
 * client, reclaim itself included, would wait for reclaim.
 *
 * <p>Mutant that it catches: {@code __alloc_buffer_wait_no_callback = noio-under-lock} (v3.2 to v4.9). Known residual
 * holes of v4.17, outside the model: bio allocation in submissions made under the lock, page tables in vmalloc mode.
 */
public final class NoReclaimUnderClientLock extends Invariant {
    public static final String NAME = "no-reclaim-under-client-lock";

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
        return "No task enters direct reclaim while it holds a dm-bufio client's lock.";
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
        for (DmBufioClient c : partsOf(world, DmBufioClient.class)) {
            locks.add(c.lock());
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
                broken(
                        w,
                        task,
                        "Task " + task.name() + " enters direct reclaim (" + Gfp.toString((int) a) + ") while it holds "
                                + w.look(lock).name() + "; everyone who needs the client waits for reclaim.",
                        "direct reclaim;client lock held;in " + function(task));
                return;
            }
        }
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
