package dev.gfpfuzz.model.dmbufio;

import dev.gfpfuzz.kernel.Gfp;
import dev.gfpfuzz.step.Fields;
import dev.gfpfuzz.step.Next;
import dev.gfpfuzz.step.Task;
import dev.gfpfuzz.step.World;

/**
 * {@code drivers/md/dm-bufio.c, v4.17, __alloc_buffer_wait_no_callback}. Entered and left with c->lock held; drops it for
 * the one NOIO attempt and while it sleeps. Returns a buffer that is linked nowhere; NULL only for a prefetch.
 *
 * <p>{@code tried_noio_alloc} belongs to the call, not to the wake-up: a woken task goes from regaining the lock to the
 * reserve and the lru lists without dropping it. With {@code noioAfterEachWake}, the mutant, it forgets that. Left out:
 * the debug mode in which the cache-size latch is 1.
 */
final class AllocBufferWaitNoCallback extends BufioFrame<AllocBufferWaitNoCallback.At> {
    enum At {
        LOOP,
        NOWAIT_DONE,
        DROPPED_FOR_NOIO,
        NOIO_DONE,
        RELOCKED,
        NO_PAGE,
        UNCLAIMED_DONE,
        WOKEN
    }

    /** Flags with which dm-bufio wants to hear of a failure early and silently, and not to touch the reserves. */
    static final int FLAGS = Gfp.NORETRY | Gfp.NOMEMALLOC | Gfp.NOWARN;

    private boolean noioAfterEachWake;
    private NewFlag nf;
    private boolean triedNoioAlloc;
    private int b = NULL;

    AllocBufferWaitNoCallback(int client, NewFlag nf, boolean noioAfterEachWake) {
        super(At.LOOP, client);
        this.nf = nf;
        this.noioAfterEachWake = noioAfterEachWake;
    }

    @Override
    Next step(World w, Task current, DmBufioClient c) {
        return switch (at) {
            case LOOP -> call(current, new AllocBuffer(c.id(), Gfp.GFP_NOWAIT | FLAGS), At.NOWAIT_DONE);
            case NOWAIT_DONE -> {
                b = (int) current.ret();
                if (b != NULL || nf == NewFlag.PREFETCH) {
                    yield ret(current, b);
                }
                if (triedNoioAlloc) {
                    yield goTo(At.NO_PAGE);
                }
                c.unlock(w, current);
                yield pauseAt(At.DROPPED_FOR_NOIO);
            }
            case DROPPED_FOR_NOIO -> call(current, new AllocBuffer(c.id(), Gfp.GFP_NOIO | FLAGS), At.NOIO_DONE);
            case NOIO_DONE -> {
                b = (int) current.ret();
                yield lockThen(current, c.lock(), At.RELOCKED);
            }
            case RELOCKED -> {
                if (b != NULL) {
                    yield ret(current, b);
                }
                triedNoioAlloc = true;
                yield goTo(At.NO_PAGE);
            }
            case NO_PAGE -> {
                if (c.reserveLength() > 0) {
                    b = c.takeReserved(w, current);
                    w.emit(BufioEvent.RESERVE_TAKEN, current, c.id(), b);
                    yield ret(current, b);
                }
                yield call(current, c.variants().getUnclaimedBuffer().enter(c.id()), At.UNCLAIMED_DONE);
            }
            case UNCLAIMED_DONE -> {
                b = (int) current.ret();
                yield b != NULL
                        ? ret(current, b)
                        : call(current, c.variants().waitForFreeBuffer().enter(c.id()), At.WOKEN);
            }
            case WOKEN -> {
                triedNoioAlloc = !noioAfterEachWake;
                yield goTo(At.LOOP);
            }
        };
    }

    @Override
    public String function() {
        return "__alloc_buffer_wait_no_callback";
    }

    @Override
    void locals(Fields f) {
        noioAfterEachWake = f.of(noioAfterEachWake);
        nf = f.of(nf);
        triedNoioAlloc = f.of(triedNoioAlloc);
        b = f.of(b);
    }
}
