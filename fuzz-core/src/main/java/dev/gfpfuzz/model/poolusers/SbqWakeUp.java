package dev.gfpfuzz.model.poolusers;

import dev.gfpfuzz.step.Fields;
import dev.gfpfuzz.step.Frame;
import dev.gfpfuzz.step.Next;
import dev.gfpfuzz.step.Task;
import dev.gfpfuzz.step.World;

/**
 * {@code lib/sbitmap.c, v4.18, sbq_wake_up}, called when a bit is freed while somebody waits. The decrement and the
 * compare-and-exchange are two steps; others run in between.
 */
public final class SbqWakeUp extends Frame<SbqWakeUp.At> {
    enum At {
        ENTRY,
        DECREMENT,
        EXCHANGE
    }

    /** What whoever reaches zero does. */
    public enum Shape {
        WINNER_RESETS,
        ADDS_BATCH
    }

    private int queue;
    private int seen;

    public SbqWakeUp(int queue) {
        super(At.ENTRY);
        this.queue = queue;
    }

    @Override
    protected Next step(World w, Task current) {
        SbitmapQueue q = w.part(queue);
        return switch (at) {
            case ENTRY -> pauseAt(At.DECREMENT);
            case DECREMENT -> {
                q.enter();
                seen = q.waitCnt() - 1;
                q.setWaitCnt(seen);
                if (seen > 0) {
                    q.leave();
                    yield ret(current);
                }
                yield pauseAt(At.EXCHANGE);
            }
            case EXCHANGE -> exchange(current, q);
        };
    }

    private Next exchange(Task current, SbitmapQueue q) {
        boolean won = q.waitCnt() == seen;
        if (q.shape() == Shape.ADDS_BATCH) {
            if (won) {
                q.setWaitCnt(seen + q.wakeBatch());
            }
            q.wake();
        } else if (won) {
            q.setWaitCnt(q.wakeBatch());
            q.wake();
        } else {
            seen = q.waitCnt() - 1;
            q.setWaitCnt(seen);
            if (seen <= 0) {
                return pauseAt(At.EXCHANGE);
            }
        }
        q.leave();
        return ret(current);
    }

    @Override
    public String function() {
        return "sbq_wake_up";
    }

    @Override
    protected void fields(Fields f) {
        queue = f.of(queue);
        seen = f.of(seen);
    }
}
