package dev.gfpfuzz.coordinator.campaign;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gfpfuzz.coordinator.campaign.CampaignEvent.FindingShrunk;
import dev.gfpfuzz.coordinator.campaign.CampaignEvent.Ran;
import dev.gfpfuzz.coordinator.campaign.CampaignEvent.ShardGivenUp;
import dev.gfpfuzz.coordinator.campaign.CampaignSummary.Verdict;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class CampaignStateTest {

    private static final CampaignSpec SPEC = Samples.spec(2, 1_000, 100);

    private static List<CampaignEvent> wholeCampaign() {
        List<CampaignEvent> events = new ArrayList<>();
        for (long s = 0; s < SPEC.shards(); s++) {
            events.add(Samples.counted(
                    s == 3 || s == 7
                            ? Samples.result(
                                    SPEC, s, List.of(Samples.finding("a", s, 2), Samples.finding("b", s + 1, 1)))
                            : Samples.silent(SPEC, s)));
        }
        return events;
    }

    @Property
    void orderAndRepetition_changeNothing(@ForAll long seed) {
        List<CampaignEvent> events = wholeCampaign();
        CampaignState straight = new CampaignState(SPEC);
        events.forEach(straight::apply);
        List<CampaignEvent> shuffled = new ArrayList<>(events);
        shuffled.addAll(events.subList(0, 5));
        Collections.shuffle(shuffled, new Random(seed));
        CampaignState other = new CampaignState(SPEC);
        shuffled.forEach(other::apply);
        assertThat(other.summary()).isEqualTo(straight.summary());
        assertThat(other.unshrunk(false)).isEqualTo(straight.unshrunk(false));
        assertThat(straight.summary().schedules()).isEqualTo(1_000);
    }

    @Test
    void secondResultOfAShard_isNotCounted() {
        CampaignState state = new CampaignState(SPEC);
        assertThat(state.apply(Samples.counted(Samples.silent(SPEC, 4)))).isTrue();
        CampaignSummary once = state.summary();
        assertThat(state.apply(Samples.counted(Samples.silent(SPEC, 4)))).isFalse();
        assertThat(state.summary()).isEqualTo(once);
    }

    @Test
    void digest_dependsOnEveryResult() {
        CampaignState a = new CampaignState(SPEC);
        CampaignState b = new CampaignState(SPEC);
        a.apply(Samples.counted(Samples.silent(SPEC, 4)));
        b.apply(Samples.counted(Samples.result(SPEC, 4, List.of(Samples.finding("a", 1, 1)))));
        assertThat(a.summary().digest()).isNotEqualTo(b.summary().digest());
    }

    @Test
    void finding_waitsForAllEarlierShards() {
        CampaignState state = new CampaignState(SPEC);
        state.apply(Samples.counted(Samples.result(SPEC, 5, List.of(Samples.finding("a", 9, 1)))));
        assertThat(state.unshrunk(false)).isEmpty();
        assertThat(state.unshrunk(true)).hasSize(1);
        for (long s : new long[] {0, 1, 2, 4}) {
            state.apply(Samples.counted(Samples.silent(SPEC, s)));
        }
        assertThat(state.unshrunk(false)).isEmpty();
        state.apply(Samples.counted(Samples.result(SPEC, 3, List.of(Samples.finding("a", 2, 1)))));
        assertThat(state.unshrunk(false)).singleElement().satisfies(u -> {
            assertThat(u.first().firstRun()).isEqualTo(2);
            assertThat(u.identity()).isEqualTo(new RawIdentity(1, "no-deadlock", "a"));
        });
    }

    @Test
    void findingsWithOneMinimalSkeleton_areOne() {
        CampaignState state = new CampaignState(SPEC);
        wholeCampaign().forEach(state::apply);
        assertThat(state.shrinking()).isEqualTo(2);
        assertThat(state.summary().budgetSpent()).isFalse();
        state.apply(new FindingShrunk(
                new RawIdentity(1, "no-deadlock", "b"), Samples.shrunk("minimal", "gfz-b"), "gfz-b0"));
        assertThat(state.findings()).singleElement().satisfies(f -> {
            assertThat(f.count()).isEqualTo(2);
            assertThat(f.token()).isEqualTo("gfz-b");
        });
        state.apply(new FindingShrunk(
                new RawIdentity(1, "no-deadlock", "a"), Samples.shrunk("minimal", "gfz-a"), "gfz-a0"));
        assertThat(state.findings()).singleElement().satisfies(f -> {
            assertThat(f.count()).isEqualTo(6);
            assertThat(f.token()).isEqualTo("gfz-a");
            assertThat(f.originalToken()).isEqualTo("gfz-a0");
            assertThat(f.firstShard()).isEqualTo(3);
            // Shard 3 is the second of target 1: 100 runs come before it.
            assertThat(f.schedulesToFirst()).isEqualTo(100 + 3 + 1);
        });
        assertThat(state.summary().verdict()).isEqualTo(Verdict.VIOLATED);
        assertThat(state.summary().budgetSpent()).isTrue();
    }

    @Test
    void shardGivenUp_leavesTheCampaignInconclusiveUntilItIsCounted() {
        CampaignState state = new CampaignState(SPEC);
        for (long s = 0; s < SPEC.shards(); s++) {
            if (s != 6) {
                state.apply(Samples.counted(Samples.silent(SPEC, s)));
            }
        }
        assertThat(state.frontier()).isEqualTo(6);
        state.apply(new ShardGivenUp(6, "Run 1 of shard 6 failed"));
        assertThat(state.summary().failures()).containsExactly("Run 1 of shard 6 failed");
        assertThat(state.summary().verdict()).isEqualTo(Verdict.INCONCLUSIVE);
        assertThat(state.frontier()).isEqualTo(SPEC.shards());
        state.apply(Samples.counted(Samples.silent(SPEC, 6)));
        assertThat(state.summary().failures()).isEmpty();
        assertThat(state.summary().verdict()).isEqualTo(Verdict.HOLDS);
    }

    @Test
    void timeBudget_isSpentByRunningTime() {
        CampaignState state =
                new CampaignState(new CampaignSpec(SPEC.targets(), "random", 1, new Budget.Seconds(2), 100));
        state.apply(new Ran(1_500_000_000L));
        assertThat(state.spent()).isFalse();
        assertThat(state.spent(500_000_000L)).isTrue();
        assertThat(state.fraction(0)).isEqualTo(0.75);
    }
}
