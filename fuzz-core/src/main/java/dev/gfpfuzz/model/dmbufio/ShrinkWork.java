package dev.gfpfuzz.model.dmbufio;

import static dev.gfpfuzz.model.dmbufio.DmBufioClient.LIST_CLEAN;
import static dev.gfpfuzz.model.dmbufio.DmBufioClient.LIST_DIRTY;

import dev.gfpfuzz.step.Fields;
import dev.gfpfuzz.step.Next;
import dev.gfpfuzz.step.Task;
import dev.gfpfuzz.step.World;

/**
 * {@code drivers/md/dm-bufio.c, v6.1, shrink_work} with {@code __scan}: the work that 70704c333 moved eviction to. It runs
 * in a workqueue that is guaranteed to make progress and is free to block, since reclaim does not wait for it. Entered and
 * left without c->lock. Left out: {@code cond_resched}.
 */
final class ShrinkWork extends BufioFrame<ShrinkWork.At> {
    enum At {
        ENTRY,
        QUEUED,
        LOCKED,
        NEXT,
        EVICTED,
        UNLOCKED
    }

    private int list;
    private int i;
    private int count;
    private int freed;

    ShrinkWork(int client) {
        super(At.ENTRY, client);
    }

    @Override
    Next step(World w, Task worker, DmBufioClient c) {
        return switch (at) {
            case ENTRY, UNLOCKED -> awaitThen(worker, At.QUEUED);
            case QUEUED -> {
                c.shrinkWorkBegins();
                yield lockThen(worker, c.lock(), At.LOCKED);
            }
            case LOCKED -> {
                list = LIST_CLEAN;
                i = 0;
                freed = 0;
                count = c.nBuffers(LIST_CLEAN) + c.nBuffers(LIST_DIRTY);
                yield goTo(At.NEXT);
            }
            case NEXT -> {
                if (i == c.nBuffers(list) && list == LIST_CLEAN) {
                    list = LIST_DIRTY;
                    i = 0;
                }
                if (i == c.nBuffers(list)) {
                    yield finish(w, worker, c);
                }
                if (count - freed <= c.config().retainBuffers()) {
                    c.setNeedShrink(0);
                }
                yield c.needShrink() == 0
                        ? finish(w, worker, c)
                        : call(worker, c.variants().tryEvictBuffer().enter(c.id(), c.lru(list, i), true), At.EVICTED);
            }
            case EVICTED -> {
                if (worker.retTrue()) {
                    c.setNeedShrink(c.needShrink() - 1);
                    freed++;
                } else {
                    i++;
                }
                yield goTo(At.NEXT);
            }
        };
    }

    /** What is left of the request waits for the next time that reclaim queues the work. */
    private Next finish(World w, Task worker, DmBufioClient c) {
        c.unlock(w, worker);
        c.shrinkWorkEnds();
        return pauseAt(At.UNLOCKED);
    }

    @Override
    protected boolean ready(World w, Task worker) {
        return look(w).shrinkQueued();
    }

    @Override
    public String waitsFor(World w, Task worker) {
        return "reclaim to ask for buffers";
    }

    @Override
    public String function() {
        return "shrink_work";
    }

    @Override
    void locals(Fields f) {
        list = f.of(list);
        i = f.of(i);
        count = f.of(count);
        freed = f.of(freed);
    }
}
