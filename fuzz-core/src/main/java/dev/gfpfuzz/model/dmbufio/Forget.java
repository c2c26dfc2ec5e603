package dev.gfpfuzz.model.dmbufio;

import dev.gfpfuzz.step.Fields;
import dev.gfpfuzz.step.Next;
import dev.gfpfuzz.step.Task;
import dev.gfpfuzz.step.World;

/** {@code drivers/md/dm-bufio.c, v4.17, dm_bufio_forget}. Entered and left without c->lock. */
public final class Forget extends BufioFrame<Forget.At> {
    enum At {
        ENTRY,
        LOCKED,
        UNLOCKED
    }

    private int block;

    public Forget(int client, int block) {
        super(At.ENTRY, client);
        this.block = block;
    }

    @Override
    Next step(World w, Task current, DmBufioClient c) {
        return switch (at) {
            case ENTRY -> lockThen(current, c.lock(), At.LOCKED);
            case LOCKED -> {
                int b = c.find(block);
                if (b != NULL && c.holdCount(b) == 0 && c.state(b) == 0) {
                    w.emit(BufioEvent.EVICTED, current, c.id(), b);
                    c.unlink(w, current, b);
                    c.variants().freeBufferWake().run(w, current, c, b);
                }
                c.unlock(w, current);
                yield pauseAt(At.UNLOCKED);
            }
            case UNLOCKED -> ret(current);
        };
    }

    @Override
    public String function() {
        return "dm_bufio_forget";
    }

    @Override
    void locals(Fields f) {
        block = f.of(block);
    }
}
