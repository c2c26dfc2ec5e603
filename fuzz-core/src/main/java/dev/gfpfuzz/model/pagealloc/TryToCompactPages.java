package dev.gfpfuzz.model.pagealloc;

import dev.gfpfuzz.kernel.Gfp;
import dev.gfpfuzz.step.Fields;
import dev.gfpfuzz.step.Next;
import dev.gfpfuzz.step.Task;
import dev.gfpfuzz.step.World;

/**
 * {@code mm/compaction.c, v4.17, try_to_compact_pages} with {@code compact_zone_order}: needs IO, is deferred after
 * failures below the highest priority, works as one step. Returns a {@link CompactResult}'s ordinal.
 */
final class TryToCompactPages extends ZoneFrame<TryToCompactPages.At> {
    enum At {
        ENTRY,
        COMPACT
    }

    private int gfp;
    private int order;
    private int allocFlags;
    private int priority;

    TryToCompactPages(int zone, int gfp, int order, int allocFlags, int priority) {
        super(At.ENTRY, zone);
        this.gfp = gfp;
        this.order = order;
        this.allocFlags = allocFlags;
        this.priority = priority;
    }

    @Override
    Next step(World w, Task current, Zone z) {
        switch (at) {
            case ENTRY:
                w.emit(PageEvent.COMPACTION_ENTERED, current, gfp, Compaction.pack(order, priority));
                if ((gfp & Gfp.IO) == 0) {
                    return leave(w, current, CompactResult.SKIPPED);
                }
                if (priority > Compaction.MIN_COMPACT_PRIORITY && z.compactionDeferred(order)) {
                    return leave(w, current, CompactResult.DEFERRED);
                }
                CompactResult suitable = Compaction.suitable(z, order, allocFlags);
                return suitable == CompactResult.CONTINUE
                        ? pauseAt(At.COMPACT)
                        : leave(w, current, status(z, suitable));
            case COMPACT:
                return leave(w, current, status(z, compactZone(w, z)));
            default:
                throw new AssertionError(at);
        }
    }

    /** {@code compact_zone}. */
    private CompactResult compactZone(World w, Zone z) {
        int start = Compaction.candidate(z, order);
        boolean async = priority == Compaction.INIT_COMPACT_PRIORITY;
        if (z.config().compaction() == 2) {
            int choices = async ? 3 : 2;
            int answer = w.choose(choices, "compaction's result");
            if (answer == 1) {
                return CompactResult.PARTIAL_SKIPPED;
            }
            if (answer == 2) {
                return CompactResult.CONTENDED;
            }
        }
        if (start == FreeLists.NONE) {
            return CompactResult.COMPLETE;
        }
        Compaction.empty(z, start, order);
        return CompactResult.SUCCESS;
    }

    private CompactResult status(Zone z, CompactResult r) {
        if (r == CompactResult.SUCCESS) {
            z.compactionDeferReset(order, false);
        } else if (priority != Compaction.INIT_COMPACT_PRIORITY
                && (r == CompactResult.COMPLETE || r == CompactResult.PARTIAL_SKIPPED)) {
            z.deferCompaction(order);
        }
        return r;
    }

    private Next leave(World w, Task current, CompactResult r) {
        w.emit(PageEvent.COMPACTION_LEFT, current, r.ordinal());
        return ret(current, r.ordinal());
    }

    @Override
    public String function() {
        return "try_to_compact_pages";
    }

    @Override
    void locals(Fields f) {
        gfp = f.of(gfp);
        order = f.of(order);
        allocFlags = f.of(allocFlags);
        priority = f.of(priority);
    }
}
