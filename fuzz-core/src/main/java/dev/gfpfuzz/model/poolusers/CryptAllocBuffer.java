package dev.gfpfuzz.model.poolusers;

import dev.gfpfuzz.kernel.Gfp;
import dev.gfpfuzz.kernel.Mutex;
import dev.gfpfuzz.model.mempool.Mempool;
import dev.gfpfuzz.step.Fields;
import dev.gfpfuzz.step.Frame;
import dev.gfpfuzz.step.Next;
import dev.gfpfuzz.step.Task;
import dev.gfpfuzz.step.World;

/**
 * {@code drivers/md/dm-crypt.c, v4.17, crypt_alloc_buffer}, followed by {@code crypt_free_buffer_pages} once the write is
 * over. A request needs up to {@link #PAGES_MAX} pages at once; two that sleep for page after page can each hold what the
 * other needs.
 */
public final class CryptAllocBuffer extends Frame<CryptAllocBuffer.At> {
    enum At {
        ENTRY,
        NEXT_PAGE,
        PAGE_RETURNED,
        GAVE_BACK,
        LOCKED,
        UNLOCKED,
        WRITTEN,
        FREED
    }

    /** How a request gets its pages. */
    public enum Shape {
        TRY_THEN_SERIALIZE,
        INTERLEAVED
    }

    /** Most pages of a request. */
    public static final int PAGES_MAX = 4;

    private int cc;
    private int pages;
    private boolean blocking;
    private boolean givingBack;
    private int got;
    private long p0;
    private long p1;
    private long p2;
    private long p3;

    /** @param pages pages that the request needs, 1..{@link #PAGES_MAX} */
    public CryptAllocBuffer(int cc, int pages) {
        super(At.ENTRY);
        this.cc = cc;
        this.pages = pages;
    }

    @Override
    protected Next step(World w, Task current) {
        CryptConfig c = w.part(cc);
        return switch (at) {
            case ENTRY -> {
                blocking = c.shape() == Shape.INTERLEAVED;
                yield goTo(At.NEXT_PAGE);
            }
            case LOCKED -> goTo(At.NEXT_PAGE);
            case NEXT_PAGE -> {
                if (got == pages) {
                    yield allThere(w, current, c);
                }
                int gfp = (blocking ? Gfp.GFP_NOIO : Gfp.GFP_NOWAIT) | Gfp.HIGHMEM;
                yield call(current, pool(w, c).variants().alloc().enter(c.pool(), gfp), At.PAGE_RETURNED);
            }
            case PAGE_RETURNED -> {
                long page = current.ret();
                if (page == Mempool.NULL) {
                    givingBack = true;
                    yield goTo(At.FREED);
                }
                set(got++, page);
                yield goTo(At.NEXT_PAGE);
            }
            case GAVE_BACK -> {
                blocking = true;
                yield lockThen(current, c.bioAllocLock(), At.LOCKED);
            }
            case UNLOCKED -> pauseAt(At.WRITTEN);
            case WRITTEN -> goTo(At.FREED);
            case FREED -> {
                if (got > 0) {
                    got--;
                    yield call(current, pool(w, c).variants().free().enter(c.pool(), take(got)), At.FREED);
                }
                if (givingBack) {
                    givingBack = false;
                    yield goTo(At.GAVE_BACK);
                }
                yield ret(current);
            }
        };
    }

    private Next allThere(World w, Task current, CryptConfig c) {
        if (current.holds(c.bioAllocLock())) {
            w.<Mutex>part(c.bioAllocLock()).unlock(w, current);
            return pauseAt(At.UNLOCKED);
        }
        return goTo(At.UNLOCKED);
    }

    private static Mempool pool(World w, CryptConfig c) {
        return w.part(c.pool());
    }

    private void set(int i, long page) {
        switch (i) {
            case 0 -> p0 = page;
            case 1 -> p1 = page;
            case 2 -> p2 = page;
            default -> p3 = page;
        }
    }

    private long take(int i) {
        long page = i == 0 ? p0 : i == 1 ? p1 : i == 2 ? p2 : p3;
        set(i, 0);
        return page;
    }

    @Override
    public String function() {
        return "crypt_alloc_buffer";
    }

    @Override
    protected void fields(Fields f) {
        cc = f.of(cc);
        pages = f.of(pages);
        blocking = f.of(blocking);
        givingBack = f.of(givingBack);
        got = f.of(got);
        p0 = f.of(p0);
        p1 = f.of(p1);
        p2 = f.of(p2);
        p3 = f.of(p3);
    }
}
