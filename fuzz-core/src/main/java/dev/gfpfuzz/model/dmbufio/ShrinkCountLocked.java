package dev.gfpfuzz.model.dmbufio;

import dev.gfpfuzz.kernel.Gfp;
import dev.gfpfuzz.step.Fields;
import dev.gfpfuzz.step.Next;
import dev.gfpfuzz.step.Task;
import dev.gfpfuzz.step.World;

/**
 * {@code drivers/md/dm-bufio.c, v3.10, shrink} called to count. Blocks on c->lock if the mask has IO, else counts nothing
 * when the lock is taken: the queue behind a task that reclaims with the lock held.
 */
final class ShrinkCountLocked extends BufioFrame<ShrinkCountLocked.At> {
    enum At {
        ENTRY,
        LOCKED,
        UNLOCKED
    }

    private int gfp;
    private int count;

    ShrinkCountLocked(int client, int gfp) {
        super(At.ENTRY, client);
        this.gfp = gfp;
    }

    @Override
    Next step(World w, Task current, DmBufioClient c) {
        return switch (at) {
            case ENTRY -> {
                if ((gfp & Gfp.IO) != 0) {
                    yield lockThen(current, c.lock(), At.LOCKED);
                }
                yield c.trylock(w, current) ? goTo(At.LOCKED) : ret(current, 0);
            }
            case LOCKED -> {
                count = c.shrinkable();
                c.unlock(w, current);
                yield pauseAt(At.UNLOCKED);
            }
            case UNLOCKED -> ret(current, count);
        };
    }

    @Override
    public String function() {
        return "shrink";
    }

    @Override
    void locals(Fields f) {
        gfp = f.of(gfp);
        count = f.of(count);
    }
}
