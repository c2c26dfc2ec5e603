package dev.gfpfuzz.model.dmbufio;

import dev.gfpfuzz.kernel.Gfp;
import dev.gfpfuzz.step.Fields;
import dev.gfpfuzz.step.Next;
import dev.gfpfuzz.step.Task;
import dev.gfpfuzz.step.World;

/**
 * {@code drivers/md/dm-bufio.c, __alloc_buffer_wait_no_callback} as commit 9ea61cac0b1a alone left it (v4.10 carries the
 * next commit too). Entered and left with c->lock held; drops it only while it sleeps. Falls to the reserve and to
 * eviction as soon as the free lists are short, so the cache stops growing under pressure.
 */
final class AllocBufferWaitNowait extends BufioFrame<AllocBufferWaitNowait.At> {
    enum At {
        LOOP,
        NOWAIT_DONE,
        NO_PAGE,
        UNCLAIMED_DONE,
        WOKEN
    }

    private NewFlag nf;

    AllocBufferWaitNowait(int client, NewFlag nf) {
        super(At.LOOP, client);
        this.nf = nf;
    }

    @Override
    Next step(World w, Task current, DmBufioClient c) {
        return switch (at) {
            case LOOP -> {
                if (c.module(w).mayAllocate()) {
                    yield call(
                            current,
                            new AllocBuffer(c.id(), Gfp.GFP_NOWAIT | AllocBufferWaitNoCallback.FLAGS),
                            At.NOWAIT_DONE);
                }
                yield nf == NewFlag.PREFETCH ? ret(current, NULL) : goTo(At.NO_PAGE);
            }
            case NOWAIT_DONE -> {
                int b = (int) current.ret();
                yield b != NULL || nf == NewFlag.PREFETCH ? ret(current, b) : goTo(At.NO_PAGE);
            }
            case NO_PAGE -> {
                if (c.reserveLength() > 0) {
                    int b = c.takeReserved(w, current);
                    w.emit(BufioEvent.RESERVE_TAKEN, current, c.id(), b);
                    yield ret(current, b);
                }
                yield call(current, c.variants().getUnclaimedBuffer().enter(c.id()), At.UNCLAIMED_DONE);
            }
            case UNCLAIMED_DONE -> {
                int b = (int) current.ret();
                yield b != NULL
                        ? ret(current, b)
                        : call(current, c.variants().waitForFreeBuffer().enter(c.id()), At.WOKEN);
            }
            case WOKEN -> goTo(At.LOOP);
        };
    }

    @Override
    public String function() {
        return "__alloc_buffer_wait_no_callback";
    }

    @Override
    void locals(Fields f) {
        nf = f.of(nf);
    }
}
