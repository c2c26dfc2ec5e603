package dev.gfpfuzz.model.pagealloc;

import static dev.gfpfuzz.model.pagealloc.PageAllocator.NULL;

import dev.gfpfuzz.kernel.Gfp;
import dev.gfpfuzz.step.Fields;
import dev.gfpfuzz.step.Next;
import dev.gfpfuzz.step.Task;
import dev.gfpfuzz.step.World;

/**
 * {@code mm/page_alloc.c, v4.17, __alloc_pages_slowpath}. Holds no lock; sleeps only if the mask has {@code
 * __GFP_DIRECT_RECLAIM}. Returns a page or NULL. Left out: cpusets and their restarts, memory policies, warnings.
 */
final class AllocPagesSlowpath extends ZoneFrame<AllocPagesSlowpath.At> {
    enum At {
        PROLOG,
        TRIED_FIRST,
        COMPACTED_FIRST,
        RETRY,
        TRIED,
        RECLAIMED,
        COMPACTED,
        RECLAIM_RETRY,
        OUT_OF_MEMORY,
        NOPAGE,
        NOFAIL_TRIED,
        NOFAIL_AGAIN
    }

    private int gfp;
    private int order;
    private final SlowpathRules rules;
    private int allocFlags;
    private boolean didSomeProgress;
    private int compactPriority;
    private CompactResult compactResult = CompactResult.SKIPPED;
    private int compactionRetries;
    private int noProgressLoops;
    private boolean leftAfterOneRound;

    AllocPagesSlowpath(int zone, int gfp, int order, SlowpathRules rules) {
        super(At.PROLOG, zone);
        this.gfp = gfp;
        this.order = order;
        this.rules = rules;
    }

    @Override
    Next step(World w, Task current, Zone z) {
        return switch (at) {
            case PROLOG -> prolog(w, current, z);
            case TRIED_FIRST -> triedFirst(current, z);
            case COMPACTED_FIRST -> compactedFirst(current);
            case RETRY -> retry(w, current, z);
            case TRIED -> tried(current, z);
            case RECLAIMED -> {
                if (PageAnd.page(current.ret()) != NULL) {
                    yield ret(current, PageAnd.page(current.ret()));
                }
                didSomeProgress = PageAnd.number(current.ret()) > 0;
                yield call(
                        current,
                        z.variants().callees().directCompact(zone(), gfp, order, allocFlags, compactPriority),
                        At.COMPACTED);
            }
            case COMPACTED -> compacted(current, z);
            case RECLAIM_RETRY -> reclaimRetry(current, z);
            case OUT_OF_MEMORY -> afterGate(current);
            case NOPAGE -> {
                if (!rules.nofail(gfp, leftAfterOneRound)) {
                    yield ret(current, NULL);
                }
                yield call(current, z.variants().getPage(zone(), order, rules.nofailFlags()), At.NOFAIL_TRIED);
            }
            case NOFAIL_TRIED -> current.ret() != NULL ? ret(current, current.ret()) : pauseAt(At.NOFAIL_AGAIN);
            case NOFAIL_AGAIN -> goTo(At.RETRY);
        };
    }

    private Next prolog(World w, Task current, Zone z) {
        if (Gfp.has(gfp, Gfp.ATOMIC_BIT | Gfp.DIRECT_RECLAIM)) {
            gfp &= ~Gfp.ATOMIC_BIT;
        }
        compactionRetries = 0;
        noProgressLoops = 0;
        compactPriority = Compaction.DEF_COMPACT_PRIORITY;
        allocFlags = z.variants().rights().of(current.flags(), gfp, order);
        WakeupKswapd.run(w, current, z, gfp, order);
        return call(current, z.variants().getPage(zone(), order, allocFlags), At.TRIED_FIRST);
    }

    private Next triedFirst(Task current, Zone z) {
        if (current.ret() != NULL) {
            return ret(current, current.ret());
        }
        boolean pfmemallocAllowed = z.variants().reserve().of(current.flags(), gfp) != 0;
        if (!Gfp.allowsBlocking(gfp) || !rules.compactsFirst(gfp, order) || pfmemallocAllowed) {
            return goTo(At.RETRY);
        }
        return call(
                current,
                z.variants().callees().directCompact(zone(), gfp, order, allocFlags, Compaction.INIT_COMPACT_PRIORITY),
                At.COMPACTED_FIRST);
    }

    private Next compactedFirst(Task current) {
        if (PageAnd.page(current.ret()) != NULL) {
            return ret(current, PageAnd.page(current.ret()));
        }
        compactResult = CompactResult.of(PageAnd.number(current.ret()));
        if (SlowpathRules.costly(order) && (gfp & Gfp.NORETRY) != 0) {
            if (rules.givesUpAfterFirstCompaction(gfp, compactResult)) {
                return goTo(At.NOPAGE);
            }
            compactPriority = Compaction.INIT_COMPACT_PRIORITY;
        }
        return goTo(At.RETRY);
    }

    private Next retry(World w, Task current, Zone z) {
        w.emit(PageEvent.RETRIES, current, gfp, order);
        WakeupKswapd.run(w, current, z, gfp, order);
        int reserveFlags = z.variants().reserve().of(current.flags(), gfp);
        if (reserveFlags != 0) {
            allocFlags = reserveFlags;
        }
        return call(current, z.variants().getPage(zone(), order, allocFlags), At.TRIED);
    }

    private Next tried(Task current, Zone z) {
        if (current.ret() != NULL) {
            return ret(current, current.ret());
        }
        leftAfterOneRound = false;
        if (rules.cannotSleep(gfp) || rules.worksForReclaim(current.flags())) {
            return goTo(At.NOPAGE);
        }
        return call(current, z.variants().callees().directReclaim(zone(), gfp, order, allocFlags), At.RECLAIMED);
    }

    private Next compacted(Task current, Zone z) {
        if (PageAnd.page(current.ret()) != NULL) {
            return ret(current, PageAnd.page(current.ret()));
        }
        if (order > 0) {
            compactResult = CompactResult.of(PageAnd.number(current.ret()));
        }
        if (rules.oneRoundOnly(gfp)) {
            leftAfterOneRound = true;
            return goTo(At.NOPAGE);
        }
        if (rules.tooCostly(gfp, order)) {
            return goTo(At.NOPAGE);
        }
        return call(
                current,
                z.variants().callees().reclaimRetry(zone(), order, allocFlags, didSomeProgress, noProgressLoops),
                At.RECLAIM_RETRY);
    }

    private Next reclaimRetry(Task current, Zone z) {
        noProgressLoops = ShouldReclaimRetry.loops(current.ret());
        if (ShouldReclaimRetry.retries(current.ret())) {
            return goTo(At.RETRY);
        }
        if (rules.endsAfterRetryTest(gfp)) {
            return goTo(At.NOPAGE);
        }
        if (didSomeProgress && rules.compactionMayRetry(gfp)) {
            ShouldCompactRetry.Answer answer = z.variants()
                    .callees()
                    .compactRetry(z, current, order, allocFlags, compactResult, compactPriority, compactionRetries);
            compactPriority = answer.compactPriority();
            compactionRetries = answer.compactionRetries();
            if (answer.retry()) {
                return goTo(At.RETRY);
            }
        }
        return call(current, z.variants().callees().mayOom(zone(), gfp, order), At.OUT_OF_MEMORY);
    }

    private Next afterGate(Task current) {
        if (PageAnd.page(current.ret()) != NULL) {
            return ret(current, PageAnd.page(current.ret()));
        }
        didSomeProgress = PageAnd.number(current.ret()) > 0;
        if (rules.victimGivesUp(current.flags(), gfp, allocFlags)) {
            return goTo(At.NOPAGE);
        }
        if (rules.retriesAfterGate(didSomeProgress)) {
            noProgressLoops = 0;
            return goTo(At.RETRY);
        }
        return goTo(At.NOPAGE);
    }

    @Override
    public String function() {
        return "__alloc_pages_slowpath";
    }

    @Override
    void locals(Fields f) {
        gfp = f.of(gfp);
        order = f.of(order);
        allocFlags = f.of(allocFlags);
        didSomeProgress = f.of(didSomeProgress);
        compactPriority = f.of(compactPriority);
        compactResult = f.of(compactResult);
        compactionRetries = f.of(compactionRetries);
        noProgressLoops = f.of(noProgressLoops);
        leftAfterOneRound = f.of(leftAfterOneRound);
    }
}
