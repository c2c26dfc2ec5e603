package dev.gfpfuzz.coordinator.campaign;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gfpfuzz.coordinator.campaign.CampaignEvent.FindingShrunk;
import dev.gfpfuzz.coordinator.campaign.CampaignEvent.ShardCounted;
import dev.gfpfuzz.coordinator.campaign.LeaseBook.Lease;
import dev.gfpfuzz.coordinator.campaign.LeaseBook.Work;
import dev.gfpfuzz.workers.protocol.Job;
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
        book = new LeaseBook(state, 100);
    }

    private static long shard(Lease lease) {
        return ((Work.Shard) lease.work()).shard();
    }

    @Test
    void shards_areHandedOutInOrderAndOnce() {
        for (int i = 0; i < 10; i++) {
            Lease lease = book.lease("w" + i, 0, true);
            assertThat(shard(lease)).isEqualTo(i);
            assertThat(((Job.RunShard) lease.job()).shard().shard()).isEqualTo(i);
        }
        assertThat(book.lease("w", 0, true)).isNull();
        assertThat(book.lease("w", 0, false)).isNull();
    }

    @Test
    void countedShards_areSkipped() {
        state.apply(new ShardCounted(Samples.silent(SPEC, 0)));
        state.apply(new ShardCounted(Samples.silent(SPEC, 2)));
        assertThat(shard(book.lease("a", 0, true))).isEqualTo(1);
        assertThat(shard(book.lease("a", 0, true))).isEqualTo(3);
    }

    @Test
    void lease_runsOutUnlessRenewed() {
        Lease a = book.lease("a", 0, true);
        Lease b = book.lease("b", 0, true);
        book.renew("a", a.id(), 90);
        book.renew("a", b.id(), 90);
        assertThat(book.expire(150, Set.of())).extracting(Lease::worker).containsExactly("b");
        assertThat(book.held("b", b.id())).isNull();
        assertThat(book.held("a", a.id())).isNotNull();
        assertThat(book.held("b", a.id())).isNull();
        assertThat(shard(book.lease("c", 150, true))).isEqualTo(1);
    }

    @Test
    void arrivedResult_doesNotRunOut() {
        Lease a = book.lease("a", 0, true);
        assertThat(book.expire(1_000, Set.of(a.id()))).isEmpty();
        book.giveBackAllOf("a", Set.of(a.id()));
        assertThat(book.open()).hasSize(1);
        book.giveBackAllOf("a", Set.of());
        assertThat(book.open()).isEmpty();
    }

    @Test
    void clockThatWrapsAround_isNoProblem() {
        Lease a = book.lease("a", Long.MAX_VALUE - 10, true);
        assertThat(book.expire(Long.MAX_VALUE, Set.of())).isEmpty();
        assertThat(book.expire(Long.MIN_VALUE + 200, Set.of())).containsExactly(a);
    }

    @Test
    void thirdError_givesUp() {
        Lease first = book.lease("a", 0, true);
        assertThat(book.failed(first)).isFalse();
        Lease second = book.lease("b", 0, true);
        assertThat(shard(second)).isEqualTo(0);
        assertThat(book.failed(second)).isFalse();
        Lease third = book.lease("c", 0, true);
        assertThat(book.failed(third)).isTrue();
        assertThat(shard(book.lease("d", 0, true))).isEqualTo(1);
    }

    @Test
    void finding_isShrunkOnceAndBeforeMoreShards() {
        state.apply(new ShardCounted(Samples.result(SPEC, 0, List.of(Samples.finding("a", 3, 1)))));
        Lease shrink = book.lease("a", 0, true);
        assertThat(((Job.Shrink) shrink.job()).finding().skeleton()).isEqualTo("a");
        assertThat(book.lease("b", 0, true).work()).isInstanceOf(Work.Shard.class);
        book.giveBack(shrink);
        Lease again = book.lease("c", 0, true);
        assertThat(again.work()).isEqualTo(shrink.work());
        state.apply(
                new FindingShrunk(((Work.Finding) again.work()).finding().identity(), Samples.shrunk("a", "t"), "t0"));
        book.done(again);
        assertThat(book.lease("c", 0, true).work()).isInstanceOf(Work.Shard.class);
    }

    @Test
    void finding_waitsForRunningShardsAtTheEndOfTheTime() {
        Lease running = book.lease("a", 0, true);
        state.apply(new ShardCounted(Samples.result(SPEC, 1, List.of(Samples.finding("a", 3, 1)))));
        assertThat(book.lease("b", 0, false)).isNull();
        book.giveBack(running);
        assertThat(book.lease("b", 0, false).work()).isInstanceOf(Work.Finding.class);
    }
}
