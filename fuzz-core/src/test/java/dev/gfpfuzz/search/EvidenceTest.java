package dev.gfpfuzz.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.gfpfuzz.programs.BufioMini;
import dev.gfpfuzz.programs.Reference;
import dev.gfpfuzz.programs.Reference.Failure;
import dev.gfpfuzz.programs.Reference.Mode;
import dev.gfpfuzz.run.Runner;
import dev.gfpfuzz.run.Subject;
import dev.gfpfuzz.schedule.SplitMix64;
import dev.gfpfuzz.step.World;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** What is said about silent runs is true. */
class EvidenceTest {
    @Test
    void theAdviser_appliesThePctBound() {
        Subject subject = Reference.reorder(3, Mode.READY, Failure.STOPS);
        Evidence.Budget b = Evidence.budget(subject, 0.99, 2);
        assertThat(b.tasks()).isEqualTo(3);
        assertThat(b.steps()).isEqualTo(8);
        assertThat(b.bound()).isCloseTo(1.0 / 24, within(1e-12));
        assertThat(b.schedules()).isEqualTo(109); // ln 0.01 / ln (23/24) = 108.2
        assertThat(b.sentence())
                .isEqualTo("A bug that needs 2 ordering constraints is met by one run of pct:depth=2 with probability"
                        + " 0.0417 or more (3 tasks, 8 steps); 109 schedules meet it with confidence 0.99.");
        assertThatThrownBy(() -> Evidence.budget(subject, 1, 2)).hasMessageContaining("asked for 1.0 and 2");
    }

    /** Of 2,000 campaigns of the advised length at most 1 % should miss the bug; 40 is 4.5 standard errors above 20. */
    @Test
    void theAdvisedBudget_findsTheBugAsOftenAsPromised() {
        Subject subject = Reference.reorder(3, Mode.READY, Failure.STOPS);
        long schedules = Evidence.budget(subject, 0.99, 2).schedules();
        Strategy pct = Strategies.parse("pct:depth=2").strategy(subject, Knowledge.NONE);
        Runner runner = new Runner(subject);
        int missed = 0;
        for (int campaign = 0; campaign < 2000; campaign++) {
            boolean found = false;
            for (int i = 0; i < schedules && !found; i++) {
                found = runner.run(pct, SplitMix64.seedOf(campaign, i)).violated();
            }
            missed += found ? 0 : 1;
        }
        assertThat(missed).isLessThanOrEqualTo(40);
    }

    @Test
    void formulas_invertEachOther() {
        assertThat(Evidence.violationsBelow(1_000_000, 0.95)).isCloseTo(3e-6, within(1e-8));
        assertThat(Evidence.confidence(1e-3, Evidence.schedulesFor(1e-3, 0.99))).isCloseTo(0.99, within(1e-4));
        assertThat(Evidence.schedulesFor(1, 0.9)).isEqualTo(1);
        assertThat(Evidence.sentence(1_000_000, 0.95))
                .isEqualTo("Sampled: 1,000,000 silent schedules; with confidence 0.95 another one violates with"
                        + " probability below 3.0e-06.");
    }

    @Test
    void anExhaustiveSearch_isACertificate() {
        Subject subject = BufioMini.subject(BufioMini.Variant.CORRECT, "2/1/1/1");
        assertThat(Evidence.sentence(BreadthFirst.exploreAll(subject, Bounds.standard())))
                .startsWith("Exhaustive: every schedule of this scenario is covered (604 states, ");
        assertThat(Evidence.sentence(BreadthFirst.explore(subject, Bounds.states(50))))
                .startsWith("Nothing found before a bound was reached: 50 states were visited and there are more (");
    }

    /** The true mass of the final states not met, by dynamic programming, stays below the bound in every prefix. */
    @Test
    void theUnseenMass_isBoundedAsPromised() {
        Subject subject = BufioMini.subject(BufioMini.Variant.CORRECT, "1/2/1/1");
        Map<Long, Double> reach = new TreeMap<>();
        RandomWalk walk = new RandomWalk();
        Runner runner = new Runner(subject);
        int big = 400_000;
        for (int i = 0; i < big; i++) {
            runner.run(walk, SplitMix64.seedOf(5, i));
            reach.merge(runner.finalState(), 1.0 / big, Double::sum);
        }
        UnseenMass mass = new UnseenMass();
        double unseen = 1;
        for (int i = 1; i <= 10_000; i++) {
            runner.run(walk, SplitMix64.seedOf(6, i));
            mass.add(runner.finalState());
            unseen -= Math.max(0, reach.getOrDefault(runner.finalState(), 0.0));
            reach.put(runner.finalState(), 0.0);
            if (i % 1000 == 0) {
                assertThat(unseen).isLessThan(mass.upperBound(0.99));
            }
        }
        assertThat(mass.estimate()).isLessThan(0.01);
    }

    @Test
    void tablesMergeInAnyOrder_andSurviveBeingStored() {
        UnseenMass whole = new UnseenMass();
        UnseenMass left = new UnseenMass();
        UnseenMass right = new UnseenMass();
        for (int i = 0; i < 40_000; i++) {
            long kind = SplitMix64.mix(i % 30_000 + 1);
            whole.add(kind);
            (i % 3 == 0 ? left : right).add(kind);
        }
        UnseenMass merged = UnseenMass.of(left.toArray());
        merged.add(UnseenMass.of(right.toArray()));
        UnseenMass swapped = UnseenMass.of(right.toArray());
        swapped.add(left);
        assertThat(merged.toArray()).isEqualTo(swapped.toArray()).isEqualTo(whole.toArray());
        assertThat(whole.runs()).isEqualTo(40_000);
        assertThat((double) whole.metOnce()).isCloseTo(20_000, within(1_000.0));
        assertThat((double) whole.kinds()).isCloseTo(30_000, within(1_500.0));
    }

    /** Of so many leading zeros there is no hash, and adding such a table would sample the other as often. */
    @Test
    void tableOfImpossibleHashes_isRefused() {
        assertThatThrownBy(() -> UnseenMass.of(1, 65)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> UnseenMass.of(-1, 0)).isInstanceOf(IllegalArgumentException.class);
        assertThat(UnseenMass.of(1, 64).runs()).isEqualTo(1);
    }

    /** What shards hand in is small, and their sum estimates the same. */
    @Test
    void samplesOfShards_addUpToTheSameEstimate() {
        UnseenMass whole = new UnseenMass();
        UnseenMass sampled = new UnseenMass();
        for (int shard = 0; shard < 50; shard++) {
            UnseenMass own = new UnseenMass();
            for (int i = 0; i < 2_000; i++) {
                own.add(SplitMix64.mix(SplitMix64.seedOf(shard, i) & 0x7FFF));
            }
            whole.add(own);
            UnseenMass small = own.sample(64);
            assertThat(small.toArray().length).isLessThanOrEqualTo(2 + 64 + 1);
            sampled.add(UnseenMass.of(small.toArray()));
        }
        assertThat(sampled.runs()).isEqualTo(100_000);
        assertThat((double) sampled.kinds()).isCloseTo(whole.kinds(), within(0.15 * whole.kinds()));
        assertThat(sampled.estimate()).isCloseTo(whole.estimate(), within(0.05));
    }

    @Test
    void thePctBound_countsTheRunsThatItIsAbout() {
        assertThat(Strategies.parse("pct").pctShare(3)).isEqualTo(1000);
        assertThat(Strategies.parse("pct:depth=2").pctShare(3)).isZero();
        assertThat(Strategies.parse("random").pctShare(1)).isZero();
        assertThat(Strategies.parse("portfolio").pctShare(3)).isEqualTo(57);
    }

    @Test
    void aWorldsHashIsKeptInStep() {
        World w = Reference.reorder(3, Mode.READY, Failure.STOPS).initial().copy();
        long before = w.hash();
        World other = w.copy();
        other.step(0);
        assertThat(other.hash()).isNotEqualTo(before);
        assertThat(w.hash()).isEqualTo(before);
        assertThat(w.unpacked(other.packed()).hash()).isEqualTo(other.hash());
    }
}
