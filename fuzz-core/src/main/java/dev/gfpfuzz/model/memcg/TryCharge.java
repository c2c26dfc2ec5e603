package dev.gfpfuzz.model.memcg;

import dev.gfpfuzz.kernel.Gfp;
import dev.gfpfuzz.kernel.TaskFlags;
import dev.gfpfuzz.step.Fields;
import dev.gfpfuzz.step.Next;
import dev.gfpfuzz.step.Task;
import dev.gfpfuzz.step.World;

/**
 * {@code mm/memcontrol.c, v4.17, try_charge}: charges the pages or reclaims from the cgroup and tries again. NORETRY gives up
 * after the second reclaim: the first is repeated once other CPUs' stocks were drained, whatever the mask says. Others go on
 * while reclaim makes progress for an order up to 3, and five times without. NOFAIL is charged over the limit, even where
 * NORETRY or a mask without direct reclaim has ended the attempts; RETRY_MAYFAIL is not looked at. Returns 1 if it is charged.
 *
 * <p>Left out: the hierarchy, charging in batches (so no stock holds a page), swap accounting, waiting for a task move, and
 * the cgroup's OOM killer: v4.17 only remembers it here for the end of a page fault, from v4.19 on it runs here.
 */
public final class TryCharge extends MemcgFrame<TryCharge.At> {
    enum At {
        RETRY,
        RECLAIMED
    }

    private int gfp;
    private int nrPages;
    private int failedRounds;
    private boolean drained;

    public TryCharge(int memcg, int gfp, int nrPages) {
        super(At.RETRY, memcg);
        this.gfp = gfp;
        this.nrPages = nrPages;
    }

    @Override
    Next step(World w, Task current, Memcg g) {
        return switch (at) {
            case RETRY -> {
                if (g.tryCharge(nrPages)) {
                    w.emit(MemcgEvent.CHARGED, current, g.id(), nrPages);
                    yield ret(current, 1);
                }
                if (g.rules().bypasses(current.flags())) {
                    yield force(w, current, g);
                }
                if (!Gfp.allowsBlocking(gfp)) {
                    yield nomem(w, current, g);
                }
                int scoped = TaskFlags.currentGfpContext(current.flags(), gfp);
                w.emit(MemcgEvent.LIMIT_REACHED, current, g.id(), scoped);
                yield call(current, new TryToFreeMemCgroupPages(g.id(), scoped), At.RECLAIMED);
            }
            case RECLAIMED -> again(g, current.ret() > 0) ? goTo(At.RETRY) : nomem(w, current, g);
        };
    }

    private boolean again(Memcg g, boolean progress) {
        if (g.margin() >= nrPages) {
            return true;
        }
        if (!drained) {
            drained = true;
            return true;
        }
        if ((gfp & Gfp.NORETRY) != 0) {
            return false;
        }
        return progress && nrPages <= 1 << Gfp.PAGE_ALLOC_COSTLY_ORDER
                || failedRounds++ < g.rules().retries();
    }

    private Next nomem(World w, Task current, Memcg g) {
        if (g.rules().forces(gfp)) {
            return force(w, current, g);
        }
        w.emit(MemcgEvent.CHARGE_FAILED, current, g.id(), nrPages);
        return ret(current, 0);
    }

    private Next force(World w, Task current, Memcg g) {
        g.forceCharge(nrPages);
        w.emit(MemcgEvent.CHARGE_FORCED, current, g.id(), nrPages);
        return ret(current, 1);
    }

    @Override
    public String function() {
        return "try_charge";
    }

    @Override
    void locals(Fields f) {
        gfp = f.of(gfp);
        nrPages = f.of(nrPages);
        failedRounds = f.of(failedRounds);
        drained = f.of(drained);
    }
}
