package dev.gfpfuzz.model.blkcg;

import dev.gfpfuzz.kernel.Gfp;
import dev.gfpfuzz.model.pagealloc.PageAllocator;
import dev.gfpfuzz.step.Fields;
import dev.gfpfuzz.step.Frame;
import dev.gfpfuzz.step.Next;
import dev.gfpfuzz.step.Task;
import dev.gfpfuzz.step.World;

/**
 * {@code block/blk-cgroup.c, v4.17, blkg_conf_prep} with {@code blkg_lookup_check} and {@code blkg_create}. Entered and left
 * without the queue's lock. Looks a cgroup's group up and creates one where there is none. One page stands for the group
 * and its per-CPU counters. Left out: parents, RCU, the policy's own data.
 */
public final class BlkgConfPrep extends Frame<BlkgConfPrep.At> {
    enum At {
        ENTRY,
        LOCKED,
        NOWAIT_RETURNED,
        UNLOCKED,
        SLEEPING_RETURNED,
        RELOCKED,
        NOT_NEEDED,
        DONE
    }

    /** Where the group is allocated. */
    public enum Shape {
        DROPS_LOCK,
        NOWAIT,
        NO_SECOND_LOOK
    }

    private int queue;
    private int cgroup;
    private long blkg = PageAllocator.NULL;

    public BlkgConfPrep(int queue, int cgroup) {
        super(At.ENTRY);
        this.queue = queue;
        this.cgroup = cgroup;
    }

    @Override
    protected Next step(World w, Task current) {
        RequestQueue q = w.part(queue);
        return switch (at) {
            case ENTRY -> lockThen(current, q.queueLock(), At.LOCKED);
            case LOCKED -> {
                if (q.groups(cgroup) > 0) {
                    w.emit(BlkcgEvent.FOUND, current, queue, cgroup);
                    yield unlock(w, current, q, At.DONE);
                }
                w.emit(BlkcgEvent.LOOKED_UP, current, queue, cgroup);
                yield q.shape() == Shape.NOWAIT
                        ? call(current, q.memory(w).allocPages(Gfp.GFP_NOWAIT | Gfp.NOWARN, 0), At.NOWAIT_RETURNED)
                        : unlock(w, current, q, At.UNLOCKED);
            }
            case NOWAIT_RETURNED -> {
                blkg = current.ret();
                if (blkg == PageAllocator.NULL) {
                    w.emit(BlkcgEvent.FAILED, current, queue, cgroup);
                } else {
                    insert(w, current, q);
                }
                yield unlock(w, current, q, At.DONE);
            }
            case UNLOCKED -> call(current, q.memory(w).allocPages(Gfp.GFP_KERNEL, 0), At.SLEEPING_RETURNED);
            case SLEEPING_RETURNED -> {
                blkg = current.ret();
                if (blkg == PageAllocator.NULL) {
                    w.emit(BlkcgEvent.FAILED, current, queue, cgroup);
                    yield goTo(At.DONE);
                }
                yield lockThen(current, q.queueLock(), At.RELOCKED);
            }
            case RELOCKED -> {
                if (q.shape() == Shape.DROPS_LOCK && q.groups(cgroup) > 0) {
                    w.emit(BlkcgEvent.FOUND, current, queue, cgroup);
                    yield unlock(w, current, q, At.NOT_NEEDED);
                }
                insert(w, current, q);
                yield unlock(w, current, q, At.DONE);
            }
            case NOT_NEEDED -> {
                q.memory(w).freePages(w, current, blkg);
                blkg = PageAllocator.NULL;
                yield goTo(At.DONE);
            }
            case DONE -> ret(current);
        };
    }

    private void insert(World w, Task current, RequestQueue q) {
        q.insert(cgroup);
        w.emit(BlkcgEvent.INSERTED, current, queue, cgroup);
    }

    private Next unlock(World w, Task current, RequestQueue q, At then) {
        q.lock(w).unlock(w, current);
        return pauseAt(then);
    }

    @Override
    public String function() {
        return "blkg_conf_prep";
    }

    @Override
    protected void fields(Fields f) {
        queue = f.of(queue);
        cgroup = f.of(cgroup);
        blkg = f.of(blkg);
    }
}
