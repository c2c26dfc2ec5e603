package dev.gfpfuzz.coordinator.campaign;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gfpfuzz.coordinator.campaign.CampaignEvent.FindingShrunk;
import dev.gfpfuzz.coordinator.campaign.CampaignEvent.SpaceSearched;
import dev.gfpfuzz.coordinator.campaign.CampaignSummary.Verdict;
import dev.gfpfuzz.coordinator.campaign.LeaseBook.Work;
import dev.gfpfuzz.profile.Profiles;
import dev.gfpfuzz.workers.shard.Target;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Exhaustive search inside a campaign. */
class SpacesTest {
    private static final CampaignSpec SPEC = Samples.spaces(2, 400, 100);

    private static CampaignState ran() {
        CampaignState state = new CampaignState(SPEC);
        for (long s = 0; s < SPEC.shards(); s++) {
            state.apply(Samples.counted(Samples.silent(SPEC, s)));
        }
        return state;
    }

    @Test
    void theBound_followsFromTheBudgetAlone() {
        assertThat(Samples.spaces(1, 1, 100).statesMax(0)).isEqualTo(1_000);
        assertThat(Samples.spaces(1, 10_000, 100).statesMax(0)).isEqualTo(40_000);
        assertThat(Samples.spaces(4, 200_000, 100).statesMax(3)).isEqualTo(100_000);
        assertThat(Samples.spaces(1, 3_000_000, 100).statesMax(0)).isEqualTo(3_000_000);
        assertThat(Samples.spaces(1, 1_000_000_000, 100).statesMax(0)).isEqualTo(10_000_000);
        List<Target> targets = List.of(Target.generator(Profiles.V4_17));
        CampaignSpec generated = new CampaignSpec(targets, "random", 1, new Budget.Seconds(60));
        assertThat(generated.statesMax(0)).isZero();
    }

    @Test
    void eachTargetIsSearchedOnce_beforeItsFirstRuns() {
        CampaignState state = new CampaignState(SPEC);
        LeaseBook book = Samples.bookWithoutCanary(state, 1_000);
        List<Work> handedOut = new ArrayList<>();
        for (Lease<Work> l = book.lease("w", 0, true); l != null; l = book.lease("w", 0, true)) {
            handedOut.add(l.work());
        }
        assertThat(handedOut)
                .containsExactly(
                        new Work.Space(0),
                        new Work.Shard(0),
                        new Work.Space(1),
                        new Work.Shard(1),
                        new Work.Shard(2),
                        new Work.Shard(3));
    }

    @Test
    void aSearchWhoseWorkerIsLost_goesToAnother() {
        CampaignState state = new CampaignState(SPEC);
        LeaseBook book = Samples.bookWithoutCanary(state, 1_000);
        Lease<Work> first = book.lease("w", 0, true);
        book.giveBack(first);
        assertThat(book.lease("v", 0, true).work()).isEqualTo(first.work());
        state.apply(new SpaceSearched(0, Samples.certificate()));
        assertThat(book.lease("v", 0, true).work()).isEqualTo(new Work.Shard(0));
    }

    /** Certainty beats luck: of a time, nobody spends more on what is proved while others are not. */
    @Test
    void aProvedTargetLeavesItsTimeToThoseThatAreNot() {
        CampaignSpec night =
                new CampaignSpec(Samples.spaces(3, 300, 100).targets(), "random", 42, new Budget.Seconds(60), 100);
        CampaignState state = new CampaignState(night);
        LeaseBook book = Samples.bookWithoutCanary(state, 1_000);
        state.apply(new SpaceSearched(0, Samples.certificate()));
        assertThat(state.settled(0)).as("nothing better to do is known").isFalse();
        state.apply(new SpaceSearched(1, Samples.gaveUp()));
        assertThat(state.settled(0)).isTrue();
        assertThat(state.frontier()).isEqualTo(1);
        state.apply(new SpaceSearched(2, Samples.certificate()));
        List<Work> handedOut = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            handedOut.add(book.lease("w", 0, true).work());
        }
        assertThat(handedOut).containsExactly(new Work.Shard(1), new Work.Shard(4), new Work.Shard(7));
        assertThat(Silence.of(state.summary()).get(0).certified()).containsExactly(0, 2);
    }

    @Test
    void whereAllIsProved_andOfANumberOfSchedules_eachTargetHasItsShare() {
        CampaignState night = new CampaignState(
                new CampaignSpec(Samples.spaces(2, 300, 100).targets(), "random", 42, new Budget.Seconds(60), 100));
        CampaignState counted = new CampaignState(SPEC);
        for (CampaignState state : List.of(night, counted)) {
            state.apply(new SpaceSearched(0, Samples.certificate()));
            state.apply(new SpaceSearched(1, state == night ? Samples.certificate() : Samples.gaveUp()));
            LeaseBook book = Samples.bookWithoutCanary(state, 1_000);
            assertThat(book.lease("w", 0, true).work()).isEqualTo(new Work.Shard(0));
            assertThat(book.lease("w", 0, true).work()).isEqualTo(new Work.Shard(1));
        }
    }

    @Test
    void whatAResultTookIsAddedUpByKind() {
        LeaseBook book = Samples.bookWithoutCanary(new CampaignState(SPEC), 1_000);
        book.done(book.lease("w", 5, true), 105);
        book.done(book.lease("w", 105, true), 135);
        assertThat(book.effort()).isEqualTo(new Effort(100, 30, 0));
        assertThat(book.over(new CampaignState(SPEC)).effort()).isEqualTo(book.effort());
    }

    @Test
    void theBudgetIsSpent_whenTheSearchesHaveEndedToo() {
        CampaignState state = ran();
        assertThat(state.spent()).isFalse();
        state.apply(new SpaceSearched(0, Samples.certificate()));
        state.apply(new SpaceSearched(1, Samples.gaveUp()));
        assertThat(state.spent()).isTrue();
        assertThat(state.summary().verdict()).isEqualTo(Verdict.HOLDS);
        assertThat(state.summary().exhaustive()).isFalse();
        assertThat(state.apply(new SpaceSearched(1, Samples.certificate()))).isFalse();
    }

    @Test
    void unreachableIsAnotherAnswerThanNotFound() {
        CampaignState state = ran();
        state.apply(new SpaceSearched(0, Samples.certificate()));
        state.apply(new SpaceSearched(1, Samples.certificate()));
        Silence all = Silence.of(state.summary()).get(0);
        assertThat(all.certified()).containsExactly(0, 1);
        assertThat(all.states()).isEqualTo(2 * 5_949);
        // Runs have met the other one, so the made-up certificate is not believed.
        assertThat(all.unreachable()).containsExactly("no-oom-kill");
        assertThat(all.untested()).isEmpty();
        assertThat(state.summary().exhaustive()).isTrue();

        CampaignState none = new CampaignState(Samples.spaces(1, 100, 100));
        none.apply(Samples.counted(Samples.silent(Samples.spaces(1, 100, 100), 0)));
        none.apply(new SpaceSearched(0, Samples.gaveUp()));
        Silence sampled = Silence.of(none.summary()).get(0);
        assertThat(sampled.certified()).isEmpty();
        assertThat(sampled.unreachable()).isEmpty();
        assertThat(sampled.untested()).containsExactly("no-lost-freed-buffer");
    }

    @Test
    void aCounterexampleThatNoRunHasMet_isShrunkAtTheEnd() {
        CampaignState state = ran();
        state.apply(new SpaceSearched(0, Samples.certificate()));
        state.apply(new SpaceSearched(1, Samples.violated("a")));
        assertThat(state.unshrunk(false)).isEmpty();
        CampaignState.Unshrunk u = state.unshrunk(true).get(0);
        assertThat(u.target()).isEqualTo(SPEC.targets().get(1));
        state.apply(new FindingShrunk(u.identity(), Samples.shrunk("a", "gfz-a"), "gfz-a0"));
        Finding f = state.summary().findings().get(0);
        assertThat(f.count()).isZero();
        assertThat(f.schedulesToFirst()).isZero();
        assertThat(state.summary().verdict()).isEqualTo(Verdict.VIOLATED);
        assertThat(Silence.of(state.summary()).get(0).targets()).containsExactly(0);
    }

    @Test
    void aCounterexampleThatARunHasMet_countsAsTheRuns() {
        CampaignState state = new CampaignState(SPEC);
        state.apply(new SpaceSearched(1, Samples.violated("a")));
        state.apply(Samples.counted(Samples.result(SPEC, 1, List.of(Samples.finding("a", 7, 2)))));
        CampaignState.Unshrunk u = state.unshrunk(true).get(0);
        assertThat(u.first().firstRun()).isEqualTo(7);
        state.apply(new FindingShrunk(u.identity(), Samples.shrunk("a", "gfz-a"), "gfz-a0"));
        Finding f = state.summary().findings().get(0);
        assertThat(f.count()).isEqualTo(2);
        assertThat(f.schedulesToFirst()).isEqualTo(8);
    }
}
