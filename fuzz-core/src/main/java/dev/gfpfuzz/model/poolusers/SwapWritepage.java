package dev.gfpfuzz.model.poolusers;

import dev.gfpfuzz.kernel.Gfp;
import dev.gfpfuzz.model.mempool.Mempool;
import dev.gfpfuzz.step.Fields;
import dev.gfpfuzz.step.Frame;
import dev.gfpfuzz.step.Next;
import dev.gfpfuzz.step.Task;
import dev.gfpfuzz.step.World;

/**
 * {@code mm/page_io.c, v4.17, swap_writepage} over a device-mapper target, with {@code drivers/md/dm.c, clone_bio}: writes
 * pages to swap, for each of which the target clones a bio out of its pool. Does not wait for them; the pool does that,
 * when it is empty.
 */
public final class SwapWritepage extends Frame<SwapWritepage.At> {
    enum At {
        NEXT,
        CLONED
    }

    private int target;
    private int pages;

    /** @param pages pages to write, at most {@link JobQueue#JOBS_MAX} */
    public SwapWritepage(int target, int pages) {
        super(At.NEXT);
        this.target = target;
        this.pages = pages;
    }

    @Override
    protected Next step(World w, Task current) {
        JobQueue q = w.part(target);
        return switch (at) {
            case NEXT -> {
                if (pages == 0) {
                    yield ret(current);
                }
                pages--;
                Mempool pool = w.part(q.pool());
                yield call(current, pool.variants().alloc().enter(q.pool(), Gfp.GFP_NOIO), At.CLONED);
            }
            case CLONED -> {
                int bio = q.newJob();
                q.hold(bio, current.ret());
                q.put(0, bio);
                q.changeOutstanding(1);
                yield pauseAt(At.NEXT);
            }
        };
    }

    @Override
    public String function() {
        return "swap_writepage";
    }

    @Override
    protected void fields(Fields f) {
        target = f.of(target);
        pages = f.of(pages);
    }
}
