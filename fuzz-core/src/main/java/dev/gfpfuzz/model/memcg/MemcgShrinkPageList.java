package dev.gfpfuzz.model.memcg;

import dev.gfpfuzz.kernel.Gfp;
import dev.gfpfuzz.step.Fields;
import dev.gfpfuzz.step.Next;
import dev.gfpfuzz.step.Task;
import dev.gfpfuzz.step.World;

/**
 * {@code mm/vmscan.c, v4.17, shrink_page_list} for a cgroup's limit: frees clean pages; a page under writeback is marked
 * when it is met first and waited for when it is met again, since nothing else holds up who fills the cgroup with dirty
 * pages. Whether a mask allows the wait is the {@link Memcg.WaitsFor} of the row. Dirty pages are left to the flusher.
 * What reclaim for all of memory does is {@code ShrinkInactiveList}. Returns the pages freed.
 */
final class MemcgShrinkPageList extends MemcgFrame<MemcgShrinkPageList.At> {
    enum At {
        ENTRY,
        NEXT,
        WRITTEN
    }

    private int gfp;
    private int page;
    private int nrReclaimed;

    MemcgShrinkPageList(int memcg, int gfp) {
        super(At.ENTRY, memcg);
        this.gfp = gfp;
    }

    @Override
    Next step(World w, Task current, Memcg g) {
        return switch (at) {
            case ENTRY -> pauseAt(At.NEXT);
            case NEXT -> {
                long rest = g.onLists() >>> page << page;
                if (rest == 0) {
                    yield ret(current, nrReclaimed);
                }
                page = Long.numberOfTrailingZeros(rest);
                yield one(w, current, g);
            }
            case WRITTEN -> goTo(At.NEXT);
        };
    }

    private Next one(World w, Task current, Memcg g) {
        if (g.writeback(page) && g.reclaim(page) && mayWait(g)) {
            w.emit(MemcgEvent.WAITS_FOR_WRITEBACK, current, g.id(), page);
            return awaitThen(current, At.WRITTEN);
        }
        if (g.writeback(page)) {
            g.setReclaim(page);
        } else if (g.clean(page)) {
            g.free(page);
            nrReclaimed++;
        }
        page++;
        return goTo(At.NEXT);
    }

    private boolean mayWait(Memcg g) {
        return (gfp & (g.waitsFor() == Memcg.WaitsFor.FS ? Gfp.FS : Gfp.IO)) != 0;
    }

    @Override
    protected boolean ready(World w, Task current) {
        return !look(w).writeback(page);
    }

    @Override
    public String waitsFor(World w, Task current) {
        return "PageWriteback of page " + page + " of " + look(w).name() + " to clear"
                + (look(w).isSubmitted(page) ? "" : ", which is in a bio that was not submitted");
    }

    @Override
    public String function() {
        return "shrink_page_list";
    }

    @Override
    void locals(Fields f) {
        gfp = f.of(gfp);
        page = f.of(page);
        nrReclaimed = f.of(nrReclaimed);
    }
}
