package dev.gfpfuzz.coordinator.campaign;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gfpfuzz.coordinator.campaign.CampaignEvent.FindingShrunk;
import dev.gfpfuzz.coordinator.campaign.LeaseBook.Work;
import dev.gfpfuzz.search.Verdict;
import dev.gfpfuzz.workers.protocol.Job;
import dev.gfpfuzz.workers.shard.SpaceResult;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class LeaseBookTest {

    private static final CampaignSpec SPEC = Samples.spec(1, 1_000, 100);

    private CampaignState state;
    private LeaseBook book;

    @BeforeEach
    void fresh() {
        state = new CampaignState(SPEC);
        book = Samples.bookWithoutCanary(state, 100);
    }

    private static long shard(Lease<Work> lease) {
        return ((Work.Shard) lease.work()).shard();
    }

    @Test
    void shards_areHandedOutInOrderAndOnce() {
        for (int i = 0; i < 10; i++) {
            Lease<Work> lease = book.lease("w" + i, 0, true);
            assertThat(shard(lease)).isEqualTo(i);
            assertThat(((Job.RunShard) lease.job()).shard().shard()).isEqualTo(i);
        }
        assertThat(book.lease("w", 0, true)).isNull();
        assertThat(book.lease("w", 0, false)).isNull();
    }

    @Test
    void countedShards_areSkipped() {
        state.apply(Samples.counted(Samples.silent(SPEC, 0)));
        state.apply(Samples.counted(Samples.silent(SPEC, 2)));
        assertThat(shard(book.lease("a", 0, true))).isEqualTo(1);
        assertThat(shard(book.lease("a", 0, true))).isEqualTo(3);
    }

    private LeaseBook bookOfACoordinatorBegunAt(long epochMillis) {
        Spotchecks spotchecks = new Spotchecks("00".repeat(32));
        return new LeaseBook(state, spotchecks, Canary.of(spotchecks), 100, LeaseBook.firstLease(epochMillis));
    }

    /** A worker that outlives its coordinator tells the next one of leases that are not from it. */
    @Test
    void leaseOfAnEarlierCoordinator_isNotTakenForOneOfNow() {
        Lease<Work> earlier = bookOfACoordinatorBegunAt(1_795_000_000_000L).lease("a", 0, true);
        LeaseBook next = bookOfACoordinatorBegunAt(1_795_000_000_001L);
        Lease<Work> now = next.lease("a", 0, true);
        assertThat(next.held("a", earlier.id())).isNull();
        next.giveBackLost("a", earlier.id(), Set.of());
        assertThat(next.held("a", now.id())).isEqualTo(now);
        assertThat(earlier.id()).isPositive().isLessThan(now.id());
    }

    @Test
    void lease_runsOutUnlessRenewed() {
        Lease<Work> a = book.lease("a", 0, true);
        Lease<Work> b = book.lease("b", 0, true);
        book.renew("a", a.id(), 90);
        book.renew("a", b.id(), 90);
        assertThat(book.expire(150, Set.of())).extracting(l -> l.worker()).containsExactly("b");
        assertThat(book.held("b", b.id())).isNull();
        assertThat(book.held("a", a.id())).isNotNull();
        assertThat(book.held("b", a.id())).isNull();
        assertThat(shard(book.lease("c", 150, true))).isEqualTo(1);
    }

    @Test
    void arrivedResult_doesNotRunOut() {
        Lease<Work> a = book.lease("a", 0, true);
        assertThat(book.expire(1_000, Set.of(a.id()))).isEmpty();
        book.giveBackAllOf("a", Set.of(a.id()));
        assertThat(book.open()).hasSize(1);
        book.giveBackAllOf("a", Set.of());
        assertThat(book.open()).isEmpty();
    }

    @Test
    void clockThatWrapsAround_isNoProblem() {
        Lease<Work> a = book.lease("a", Long.MAX_VALUE - 10, true);
        assertThat(book.expire(Long.MAX_VALUE, Set.of())).isEmpty();
        assertThat(book.expire(Long.MIN_VALUE + 200, Set.of())).containsExactly(a);
    }

    @Test
    void thirdError_givesUp() {
        Lease<Work> first = book.lease("a", 0, true);
        assertThat(book.failed(first)).isFalse();
        Lease<Work> second = book.lease("b", 0, true);
        assertThat(shard(second)).isEqualTo(0);
        assertThat(book.failed(second)).isFalse();
        Lease<Work> third = book.lease("c", 0, true);
        assertThat(book.failed(third)).isTrue();
        assertThat(shard(book.lease("d", 0, true))).isEqualTo(1);
    }

    @Test
    void finding_isShrunkOnceAndBeforeMoreShards() {
        state.apply(Samples.counted(Samples.result(SPEC, 0, List.of(Samples.finding("a", 3, 1)))));
        Lease<Work> shrink = book.lease("a", 0, true);
        assertThat(((Job.Shrink) shrink.job()).finding().skeleton()).isEqualTo("a");
        assertThat(book.lease("b", 0, true).work()).isInstanceOf(Work.Shard.class);
        book.giveBack(shrink);
        Lease<Work> again = book.lease("c", 0, true);
        assertThat(again.work()).isEqualTo(shrink.work());
        state.apply(
                new FindingShrunk(((Work.Finding) again.work()).finding().identity(), Samples.shrunk("a", "t"), "t0"));
        book.done(again, 0);
        assertThat(book.lease("c", 0, true).work()).isInstanceOf(Work.Shard.class);
    }

    @Test
    void finding_waitsForRunningShardsAtTheEndOfTheTime() {
        Lease<Work> running = book.lease("a", 0, true);
        state.apply(Samples.counted(Samples.result(SPEC, 1, List.of(Samples.finding("a", 3, 1)))));
        assertThat(book.lease("b", 0, false)).isNull();
        book.giveBack(running);
        assertThat(book.lease("b", 0, false).work()).isInstanceOf(Work.Finding.class);
    }

    @Test
    void canary_isLeasedOnceInFrontOfOneOfTheFirstShards() {
        state = new CampaignState(SPEC);
        book = Samples.book(state, 100);
        List<Long> shards = new ArrayList<>();
        List<Lease<Work>> planted = new ArrayList<>();
        for (Lease<Work> l = book.lease("a", 0, true); l != null; l = book.lease("a", 0, true)) {
            if (l.work() instanceof Work.Planted) {
                planted.add(l);
            } else {
                shards.add(shard(l));
            }
        }
        assertThat(shards).hasSize(10).isSorted();
        assertThat(planted).hasSize(1);
        long before = ((Work.Planted) planted.get(0).work()).shard();
        assertThat(before).isLessThan(8);
        Job.RunShard job = (Job.RunShard) planted.get(0).job();
        assertThat(job.shard().shard()).isEqualTo(before);
        assertThat(job.shard().seed()).isNotEqualTo(SPEC.seed());
        assertThat(job.shard().strategy()).isEqualTo(SPEC.strategy());
        assertThat(book.planting()).isTrue();
        // It comes back when its worker is gone, even when no shard is to be run any more.
        book.giveBack(planted.get(0));
        Lease<Work> again = book.lease("b", 0, false);
        assertThat(again.work()).isEqualTo(planted.get(0).work());
        state.apply(new CampaignEvent.CanaryRan(before, true));
        book.done(again, 0);
        assertThat(book.planting()).isFalse();
        assertThat(state.total()).isEqualTo(Tally.NONE);
    }

    @Test
    void canary_thatWasMissedBecauseOfACrash_isStillDue() {
        state = new CampaignState(SPEC);
        for (long s = 0; s < SPEC.shards(); s++) {
            state.apply(Samples.counted(Samples.silent(SPEC, s)));
        }
        book = Samples.book(state, 100);
        assertThat(state.spent()).isTrue();
        assertThat(book.planting()).isTrue();
        assertThat(book.lease("a", 0, false).work()).isInstanceOf(Work.Planted.class);
    }

    @Test
    void claimsOfAFormerFold_areVoid() {
        Lease<Work> old = book.lease("a", 0, true);
        LeaseBook anew = book.over(new CampaignState(SPEC));
        assertThat(anew.held("a", old.id())).isNull();
        assertThat(anew.lease("a", 0, true).id()).isGreaterThan(old.id());
    }

    /** Its target has been searched meanwhile, and what it ran with was forgotten. */
    @Test
    void shardThatComesBackWhenItsTargetIsProved_isLeftAlone() {
        CampaignSpec of = Samples.spaces(2, 1_000, 100);
        CampaignSpec spec = new CampaignSpec(of.targets(), "feedback", 42, new Budget.Seconds(1_000), 100);
        CampaignState state = new CampaignState(spec);
        LeaseBook book = Samples.bookWithoutCanary(state, 100);
        state.apply(new CampaignEvent.SpaceSearched(1, space(Verdict.INCONCLUSIVE)));
        Lease<Work> lost = null;
        Lease<Work> slow = null;
        for (int n = 0; n < 120; n++) {
            Lease<Work> l = book.lease("w" + n, 0, true);
            if (!(l.work() instanceof Work.Shard s)) {
                continue; // the search of target 0, which goes on
            }
            if (s.shard() == 0) {
                slow = l;
            } else if (s.shard() == 32) {
                lost = l;
                state.apply(new CampaignEvent.SpaceSearched(0, space(Verdict.HOLDS)));
            } else {
                state.apply(Samples.counted(Samples.silent(spec, s.shard())));
                book.done(l, 0);
            }
        }
        state.apply(Samples.counted(Samples.silent(spec, 0)));
        book.done(slow, 0);
        book.giveBackAllOf(lost.worker(), Set.of());
        assertThat(book.lease("another", 0, true)).isNotNull();
    }

    private static SpaceResult space(Verdict verdict) {
        return new SpaceResult(verdict, 10, 20, 3, "", List.of(), List.of(), List.of(), null, "");
    }
}
