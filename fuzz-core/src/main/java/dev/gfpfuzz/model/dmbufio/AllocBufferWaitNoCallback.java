package dev.gfpfuzz.model.dmbufio;

import dev.gfpfuzz.kernel.Gfp;
import dev.gfpfuzz.kernel.TaskFlags;
import dev.gfpfuzz.step.Fields;
import dev.gfpfuzz.step.Next;
import dev.gfpfuzz.step.Task;
import dev.gfpfuzz.step.World;

/**
 * {@code drivers/md/dm-bufio.c, v4.17, __alloc_buffer_wait_no_callback}. Entered and left with c->lock held; drops it for
 * the one NOIO attempt and while it sleeps. Returns a buffer that is linked nowhere; NULL only for a prefetch.
 *
 * <p>{@code tried_noio_alloc} belongs to the call, not to the wake-up: a woken task goes from regaining the lock to the
 * reserve and the lru lists without dropping it, if it has tried before it slept. It has not while the cache had its debug
 * size. A {@link Shape} of the row may depart from that.
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

    /** How the function departs from 4.17. */
    enum Shape {
        V4_17,
        /** Patch of 28 June 2018: the task is marked PF_LESS_THROTTLE during the NOIO attempt. */
        LESS_THROTTLE,
        /** Mutant: a woken task makes the NOIO attempt again. */
        NOIO_EACH_WAKE,
        /** Mutant: the attempts are repeated until one succeeds, and the reserve is never looked at. */
        NOIO_UNTIL_IT_WORKS,
        /** Mutant: the NOIO attempt lacks NORETRY, so that it never fails. */
        WITHOUT_NORETRY
    }

    /** Flags with which dm-bufio wants to hear of a failure early and silently, and not to touch the reserves. */
    static final int FLAGS = Gfp.NORETRY | Gfp.NOMEMALLOC | Gfp.NOWARN;

    private Shape shape;
    private NewFlag nf;
    private boolean triedNoioAlloc;
    private int savedFlags;
    private int b = NULL;

    AllocBufferWaitNoCallback(int client, NewFlag nf, Shape shape) {
        super(At.LOOP, client);
        this.nf = nf;
        this.shape = shape;
    }

    @Override
    Next step(World w, Task current, DmBufioClient c) {
        return switch (at) {
            case LOOP -> {
                if (c.module(w).mayAllocate()) {
                    yield call(current, new AllocBuffer(c.id(), Gfp.GFP_NOWAIT | FLAGS), At.NOWAIT_DONE);
                }
                yield nf == NewFlag.PREFETCH ? ret(current, NULL) : goTo(At.NO_PAGE);
            }
            case NOWAIT_DONE -> {
                b = (int) current.ret();
                if (b != NULL || nf == NewFlag.PREFETCH) {
                    yield ret(current, b);
                }
                if (triedNoioAlloc || !c.module(w).mayAllocate()) {
                    yield goTo(At.NO_PAGE);
                }
                c.unlock(w, current);
                yield pauseAt(At.DROPPED_FOR_NOIO);
            }
            case DROPPED_FOR_NOIO -> {
                savedFlags = current.flags();
                if (shape == Shape.LESS_THROTTLE) {
                    current.setFlags(savedFlags | TaskFlags.PF_LESS_THROTTLE);
                }
                int gfp = Gfp.GFP_NOIO | (shape == Shape.WITHOUT_NORETRY ? FLAGS & ~Gfp.NORETRY : FLAGS);
                yield call(current, new AllocBuffer(c.id(), gfp), At.NOIO_DONE);
            }
            case NOIO_DONE -> {
                b = (int) current.ret();
                current.setFlags(savedFlags);
                yield lockThen(current, c.lock(), At.RELOCKED);
            }
            case RELOCKED -> {
                if (b != NULL) {
                    yield ret(current, b);
                }
                if (shape == Shape.NOIO_UNTIL_IT_WORKS) {
                    yield goTo(At.LOOP);
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
                if (shape == Shape.NOIO_EACH_WAKE) {
                    triedNoioAlloc = false;
                }
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
        shape = f.of(shape);
        nf = f.of(nf);
        triedNoioAlloc = f.of(triedNoioAlloc);
        savedFlags = f.of(savedFlags);
        b = f.item(client(), b);
    }
}
