package dev.gfpfuzz.invariant;

import java.util.List;
import java.util.function.Supplier;

/** Every built-in invariant. A new one is a class and a line here. */
public final class Invariants {
    private static final List<Supplier<Invariant>> ALL = List.of(
            BuffersLinkedOnce::new,
            ListsMatchState::new,
            HeldBuffersStay::new,
            OneBufferPerBlock::new,
            OneGroupPerCgroup::new,
            NoLostFreedBuffer::new,
            NoStuckWaiter::new,
            NoReclaimUnderClientLock::new,
            ShrinkerRespectsMask::new,
            NoNoretryLoss::new,
            NoretryHasEffect::new,
            FlagsAgree::new,
            NoSpuriousNull::new,
            NoSpuriousFailure::new,
            QueueStaysBounded::new,
            WakeCounterKept::new,
            ScansKeepTheirWord::new,
            PoolSleepAfterFullTry::new,
            BoundedWaiting::new,
            ErrorsDelivered::new,
            DirtyDataKept::new,
            PoolReserveKept::new,
            PoolAllocKeepsItsWord::new,
            PoolWaiterWakes::new,
            NoProgressByTimer::new,
            DestroyNotStalled::new,
            NoSleepInAtomic::new,
            SoftirqSafeLocks::new,
            LockOrder::new,
            PagesAccountedFor::new,
            FreeBlocksDisjoint::new,
            BuddiesMerged::new,
            OnePageOneOwner::new,
            MinWatermarkKept::new,
            ReserveFractionsKept::new,
            NomemallocStaysOut::new,
            ScopesNest::new,
            ScopeReachesReclaim::new,
            MayfailNeverKills::new,
            OomKillAllowed::new,
            OneVictimAtATime::new,
            OomKillHelps::new,
            ReaperGetsOomLock::new,
            NoretryOneRound::new,
            CostlyGivesUp::new,
            SmallOrderNeverNull::new,
            NofailKeepsItsWord::new,
            KswapdNotStuck::new,
            ThrottledByTheRules::new,
            ThrottleNotCircular::new,
            ReclaimKeepsTheMask::new,
            NoLivelock::new,
            NoDeadlock::new);

    private Invariants() {}

    /** A fresh instance of each, for one world. */
    public static List<Invariant> all() {
        return ALL.stream().map(Supplier::get).toList();
    }
}
