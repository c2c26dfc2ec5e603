package dev.gfpfuzz.model.pagealloc;

import dev.gfpfuzz.kernel.Mutex;
import dev.gfpfuzz.step.Fields;
import dev.gfpfuzz.step.Next;
import dev.gfpfuzz.step.Task;
import dev.gfpfuzz.step.World;

/**
 * {@code mm/oom_kill.c, v4.17, oom_reaper} with {@code oom_reap_task_mm}: frees a victim's anonymous memory, with oom_lock
 * held in the default shape, then marks it as one to pass over. What of it is in the swap cache goes with its slot of swap
 * space ({@code free_swap_and_cache}), except while it is written. A daemon. The victim's exit, which would free the same
 * memory, is left out, and so are the slots of pages that only swap space has.
 */
final class OomReaper extends ZoneFrame<OomReaper.At> {
    enum At {
        START,
        VICTIM,
        REAP,
        SKIP
    }

    /** Whether there is a reaper, and whether it takes oom_lock. */
    enum Shape {
        /** e2fe14564d33, v4.7, to v4.18. */
        LOCKED,
        /** af5679fbc669, v4.19. */
        UNLOCKED,
        /** Before aac453635549, v4.6: a victim has to exit by itself. */
        NONE
    }

    private final Shape shape;
    private int victim;
    private int freed;

    OomReaper(int zone, Shape shape) {
        super(At.START, zone);
        this.shape = shape;
    }

    @Override
    Next step(World w, Task current, Zone z) {
        Pgdat node = w.part(z.node());
        switch (at) {
            case START:
                return awaitThen(current, At.VICTIM);
            case VICTIM:
                return shape == Shape.LOCKED ? lockThen(current, node.oomLock(), At.REAP) : goTo(At.REAP);
            case REAP:
                victim = Long.numberOfTrailingZeros(node.killed() & ~node.skipped());
                freed = OomState.isTask(victim) ? 0 : reap(z);
                if (current.holds(node.oomLock())) {
                    w.<Mutex>part(node.oomLock()).unlock(w, current);
                }
                return pauseAt(At.SKIP);
            case SKIP:
                node.skip(victim);
                w.emit(PageEvent.OOM_REAPED, current, victim, freed);
                victim = 0;
                freed = 0;
                return awaitThen(current, At.VICTIM);
            default:
                throw new AssertionError(at);
        }
    }

    private static int reap(Zone z) {
        int mapped = Math.min(z.config().victimPages(), Math.max(0, z.onList(PageKind.ANON)));
        for (int i = 0; i < mapped; i++) {
            z.reclaim(PageKind.ANON);
        }
        int cached = Math.min(z.config().victimPages() - mapped, z.swapCacheOnList());
        for (int i = 0; i < cached; i++) {
            z.reclaim(PageKind.SWAP_CACHE);
            z.giveSwapBack();
        }
        return mapped + cached;
    }

    @Override
    protected boolean ready(World w, Task current) {
        return OomState.victimUnreaped(w.look(look(w).node()));
    }

    @Override
    public String function() {
        return "oom_reaper";
    }

    @Override
    public String waitsFor(World w, Task current) {
        return "a victim";
    }

    @Override
    void locals(Fields f) {
        victim = f.of(victim);
        freed = f.of(freed);
    }
}
