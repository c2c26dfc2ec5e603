package dev.gfpfuzz.invariant;

import dev.gfpfuzz.kernel.Softirq;
import dev.gfpfuzz.model.blkcg.RequestQueue;
import dev.gfpfuzz.model.callers.Caller;
import dev.gfpfuzz.model.dmbufio.DmBufioClient;
import dev.gfpfuzz.model.fs.Filesystem;
import dev.gfpfuzz.model.mempool.Mempool;
import dev.gfpfuzz.model.pagealloc.Zone;
import dev.gfpfuzz.model.poolusers.SbitmapQueue;
import dev.gfpfuzz.model.poolusers.Snapshot;
import dev.gfpfuzz.step.Part;
import dev.gfpfuzz.step.WorldBuilder;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/**
 * Every built-in invariant. A new one is a class, its name in {@link #NAMES}, and a line in {@link #about}.
 *
 * <p>A world gets only those that are about something in it. The others would not attach, and to load their classes takes
 * longer than a unit test's own run.
 */
public final class Invariants {
    private static final List<String> NAMES = List.of(
            "buffers-linked-once",
            "lists-match-state",
            "held-buffers-stay",
            "one-buffer-per-block",
            "one-group-per-cgroup",
            "no-lost-freed-buffer",
            "no-stuck-waiter",
            "no-reclaim-under-client-lock",
            "shrinker-respects-mask",
            "no-noretry-loss",
            "no-curable-loss",
            "noretry-has-effect",
            "flags-agree",
            "no-spurious-failure",
            "queue-stays-bounded",
            "wake-counter-kept",
            "scans-keep-their-word",
            "pool-sleep-after-full-try",
            "bounded-waiting",
            "errors-delivered",
            "dirty-data-kept",
            "pool-reserve-kept",
            "pool-alloc-keeps-its-word",
            "pool-waiter-wakes",
            "no-progress-by-timer",
            "destroy-not-stalled",
            "no-sleep-in-atomic",
            "softirq-safe-locks",
            "lock-order",
            "pages-accounted-for",
            "free-blocks-disjoint",
            "buddies-merged",
            "one-page-one-owner",
            "min-watermark-kept",
            "reserve-fractions-kept",
            "nomemalloc-stays-out",
            "scopes-nest",
            "scope-reaches-reclaim",
            "mayfail-never-kills",
            "oom-kill-allowed",
            "one-victim-at-a-time",
            "oom-kill-helps",
            "reaper-gets-oom-lock",
            "noretry-one-round",
            "costly-gives-up",
            "small-order-never-null",
            "nofail-keeps-its-word",
            "kswapd-not-stuck",
            "throttled-by-the-rules",
            "throttle-not-circular",
            "reclaim-keeps-the-mask",
            "no-livelock",
            "no-deadlock");

    private Invariants() {}

    /** The names, in the order of {@link #all}. */
    public static List<String> names() {
        return NAMES;
    }

    /** A fresh instance of each, for one world. */
    public static List<Invariant> all() {
        return about(part -> true);
    }

    /** Fresh instances of those that may find something to watch in a world, in the order of {@link #all}. */
    public static List<Invariant> of(WorldBuilder world) {
        List<Part> parts = world.parts();
        return about(type -> {
            for (Part p : parts) {
                if (type.isInstance(p)) {
                    return true;
                }
            }
            return false;
        });
    }

    private static List<Invariant> about(Predicate<Class<? extends Part>> has) {
        List<Invariant> all = new ArrayList<>();
        boolean bufio = has.test(DmBufioClient.class);
        boolean mempool = has.test(Mempool.class);
        if (bufio) {
            all.add(new BuffersLinkedOnce());
            all.add(new ListsMatchState());
            all.add(new HeldBuffersStay());
            all.add(new OneBufferPerBlock());
        }
        if (has.test(RequestQueue.class)) {
            all.add(new OneGroupPerCgroup());
        }
        if (bufio) {
            all.add(new NoLostFreedBuffer());
            all.add(new NoStuckWaiter());
        }
        all.add(new NoReclaimUnderClientLock());
        if (bufio) {
            all.add(new ShrinkerRespectsMask());
        }
        if (has.test(Caller.class)) {
            all.add(new NoNoretryLoss());
            all.add(new NoCurableLoss());
            all.add(new NoretryHasEffect());
            all.add(new FlagsAgree());
        }
        boolean zone = has.test(Zone.class);
        if (zone) {
            all.add(new NoSpuriousFailure());
        }
        if (has.test(Snapshot.class)) {
            all.add(new QueueStaysBounded());
        }
        if (has.test(SbitmapQueue.class)) {
            all.add(new WakeCounterKept());
        }
        if (bufio) {
            all.add(new ScansKeepTheirWord());
        }
        if (mempool) {
            all.add(new PoolSleepAfterFullTry());
        }
        if (bufio) {
            all.add(new BoundedWaiting());
            all.add(new ErrorsDelivered());
        }
        if (has.test(Filesystem.class)) {
            all.add(new DirtyDataKept());
        }
        if (mempool) {
            all.add(new PoolReserveKept());
            all.add(new PoolAllocKeepsItsWord());
            all.add(new PoolWaiterWakes());
            all.add(new NoProgressByTimer());
        }
        all.add(new DestroyNotStalled());
        all.add(new NoSleepInAtomic());
        if (has.test(Softirq.class)) {
            all.add(new SoftirqSafeLocks());
        }
        all.add(new LockOrder());
        if (zone) {
            aboutZones(all);
        }
        all.add(new NoDeadlock());
        return all;
    }

    private static void aboutZones(List<Invariant> all) {
        all.add(new PagesAccountedFor());
        all.add(new FreeBlocksDisjoint());
        all.add(new BuddiesMerged());
        all.add(new OnePageOneOwner());
        all.add(new MinWatermarkKept());
        all.add(new ReserveFractionsKept());
        all.add(new NomemallocStaysOut());
        all.add(new ScopesNest());
        all.add(new ScopeReachesReclaim());
        all.add(new MayfailNeverKills());
        all.add(new OomKillAllowed());
        all.add(new OneVictimAtATime());
        all.add(new OomKillHelps());
        all.add(new ReaperGetsOomLock());
        all.add(new NoretryOneRound());
        all.add(new CostlyGivesUp());
        all.add(new SmallOrderNeverNull());
        all.add(new NofailKeepsItsWord());
        all.add(new KswapdNotStuck());
        all.add(new ThrottledByTheRules());
        all.add(new ThrottleNotCircular());
        all.add(new ReclaimKeepsTheMask());
        all.add(new NoLivelock());
    }
}
