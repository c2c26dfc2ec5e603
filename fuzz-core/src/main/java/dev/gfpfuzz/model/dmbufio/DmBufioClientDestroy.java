package dev.gfpfuzz.model.dmbufio;

import static dev.gfpfuzz.model.dmbufio.DmBufioClient.LIST_CLEAN;
import static dev.gfpfuzz.model.dmbufio.DmBufioClient.LIST_DIRTY;

import dev.gfpfuzz.kernel.RwSem;
import dev.gfpfuzz.step.Fields;
import dev.gfpfuzz.step.KernelBug;
import dev.gfpfuzz.step.Next;
import dev.gfpfuzz.step.Task;
import dev.gfpfuzz.step.World;

/**
 * {@code drivers/md/dm-bufio.c, v4.17, dm_bufio_client_destroy} with {@code drop_buffers}. Entered and left without locks.
 * Nobody else may use the client any more, reclaim excepted: to take the shrinker out it waits for {@code shrinker_rwsem},
 * hence for every task that is inside any shrinker; then (v6.1) for the shrink work, if there is one. Left out: freeing the caches and the struct.
 */
public final class DmBufioClientDestroy extends BufioFrame<DmBufioClientDestroy.At> {
    enum At {
        ENTRY,
        WRITES_STARTED,
        DROP,
        UNCLAIMED_DONE,
        UNLOCKED,
        UNREGISTER,
        UNREGISTERED,
        FLUSHED,
        REMOVE,
        REMOVED
    }

    public DmBufioClientDestroy(int client) {
        super(At.ENTRY, client);
    }

    @Override
    Next step(World w, Task current, DmBufioClient c) {
        int rwsem = c.allocator(w).shrinkerRwsem();
        return switch (at) {
            case ENTRY -> call(current, new WriteDirtyBuffersAsyncCall(c.id()), At.WRITES_STARTED);
            case WRITES_STARTED -> lockThen(current, c.lock(), At.DROP);
            case DROP -> call(current, c.variants().getUnclaimedBuffer().enter(c.id()), At.UNCLAIMED_DONE);
            case UNCLAIMED_DONE -> {
                int b = (int) current.ret();
                if (b != NULL) {
                    w.emit(BufioEvent.EVICTED, current, c.id(), b);
                    c.variants().freeBufferWake().run(w, current, c, b);
                    yield goTo(At.DROP);
                }
                if (c.nBuffers(LIST_CLEAN) + c.nBuffers(LIST_DIRTY) > 0) {
                    throw new KernelBug("!list_empty(&c->lru[i])");
                }
                c.unlock(w, current);
                yield pauseAt(At.UNLOCKED);
            }
            case UNLOCKED -> rwsem < 0 ? goTo(At.UNREGISTERED) : lockThen(current, rwsem, RwSem.WRITE, At.UNREGISTER);
            case UNREGISTER -> {
                w.<RwSem>part(rwsem).up(w, current);
                yield pauseAt(At.UNREGISTERED);
            }
            case UNREGISTERED -> c.shrinkWorkIdle() ? goTo(At.FLUSHED) : awaitThen(current, At.FLUSHED);
            case FLUSHED -> lockThen(current, c.module(w).clientsLock(), At.REMOVE);
            case REMOVE -> {
                DmBufioModule m = c.module(w);
                m.remove(c.id());
                m.refresh();
                m.lock(w).unlock(w, current);
                yield pauseAt(At.REMOVED);
            }
            case REMOVED -> {
                if (c.needReservedBuffers() > 0) {
                    throw new KernelBug("c->need_reserved_buffers");
                }
                while (c.reserveLength() > 0) {
                    c.freeBuffer(w, current, c.popReserve());
                }
                c.setDestroyed();
                w.emit(BufioEvent.CLIENT_DESTROYED, current, c.id());
                yield ret(current);
            }
        };
    }

    /** {@code flush_work}. */
    @Override
    protected boolean ready(World w, Task current) {
        return look(w).shrinkWorkIdle();
    }

    @Override
    public String waitsFor(World w, Task current) {
        return "the shrink work to end";
    }

    @Override
    public String function() {
        return "dm_bufio_client_destroy";
    }

    @Override
    void locals(Fields f) {}
}
