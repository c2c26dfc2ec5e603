package dev.gfpfuzz.invariant;

import dev.gfpfuzz.model.poolusers.SbitmapQueue;
import dev.gfpfuzz.step.Task;
import dev.gfpfuzz.step.World;
import dev.gfpfuzz.step.WorldBuilder;
import java.util.ArrayList;
import java.util.List;

/**
 * Batched wake-ups are not lost in a race of those who count: at rest the counter is between 1 and the batch, and there
 * was a wake-up for every full batch of frees.
 *
 * <p>Mutant that it catches: {@code sbq_wake_up = adds-batch} (before v4.18).
 */
public final class WakeCounterKept extends Invariant {
    private final List<Integer> queues = new ArrayList<>();

    @Override
    public String name() {
        return "wake-counter-kept";
    }

    @Override
    public Kind kind() {
        return Kind.NEVER;
    }

    @Override
    public String statement() {
        return "With no free under way the wake counter is in 1..batch, and wake-ups are at least frees less a batch.";
    }

    @Override
    public String source() {
        return "lib/sbitmap.c, commit c854ab5773be (v4.18), sbq_wake_up";
    }

    @Override
    public String companion() {
        return "two frees are between their decrement and their wake-up";
    }

    @Override
    protected boolean attach(WorldBuilder world) {
        for (SbitmapQueue q : partsOf(world, SbitmapQueue.class)) {
            queues.add(q.id());
        }
        return !queues.isEmpty();
    }

    @Override
    public void afterStep(World w, Task task) {
        for (int id : queues) {
            SbitmapQueue q = w.look(id);
            if (q.under() > 1) {
                exercised(w);
            }
            if (q.under() > 0) {
                continue;
            }
            int wanted = q.frees() / q.wakeBatch() * q.wakeBatch();
            if (q.waitCnt() < 1 || q.waitCnt() > q.wakeBatch() || q.wakeUps() < wanted) {
                broken(
                        w,
                        task,
                        "After " + q.frees() + " frees in batches of " + q.wakeBatch() + " the wake counter of "
                                + q.name() + " is " + q.waitCnt() + " and " + q.wakeUps() + " wake-ups were issued.",
                        "wake counter out of range at rest");
            }
        }
    }
}
