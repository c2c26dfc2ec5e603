package dev.gfpfuzz.coordinator.campaign;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gfpfuzz.run.Runner;
import dev.gfpfuzz.search.Knowledge;
import dev.gfpfuzz.search.Strategies;
import dev.gfpfuzz.workers.property.PropertyBench;
import dev.gfpfuzz.workers.shard.ShardResult;
import dev.gfpfuzz.workers.shard.ShardSpec;
import dev.gfpfuzz.workers.shard.Workbench;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class SpotchecksTest {
    private static final long SHARDS = 50_000;

    private static long[] audited(Spotchecks s) {
        return LongStream.range(0, SHARDS).filter(s::audits).toArray();
    }

    /** 500 expected, standard deviation 22.2: six of them are passed with a probability of 2e-9. */
    @Test
    void oneShardInAHundredIsAudited() {
        for (int i = 0; i < 3; i++) {
            assertThat(audited(new Spotchecks(Spotchecks.newSecret())).length).isBetween(366, 634);
        }
    }

    @Test
    void whichOnes_followFromTheSecretAlone() {
        String secret = Spotchecks.newSecret();
        assertThat(audited(new Spotchecks(secret))).isEqualTo(audited(new Spotchecks(secret)));
        Set<Long> other = new HashSet<>();
        LongStream.of(audited(new Spotchecks(Spotchecks.newSecret()))).forEach(other::add);
        // Two secrets share 5 of 500 by chance, standard deviation 2.2.
        long shared = LongStream.of(audited(new Spotchecks(secret)))
                .filter(other::contains)
                .count();
        assertThat(shared).isLessThan(25);
        assertThat(Spotchecks.newSecret()).hasSize(64).isNotEqualTo(Spotchecks.newSecret());
    }

    /** The figure of the documentation: 0.99 to the 1,000 is 4.3e-5, so 0.2 of 5,000 liars are expected to survive. */
    @Test
    void aWorkerThatHidesEverything_isSeenWithinAThousandLeases() {
        Spotchecks s = new Spotchecks("5a".repeat(32));
        long missed = 0;
        for (long liar = 0; liar < 5_000; liar++) {
            long first = liar * 1_000;
            boolean seen = false;
            for (long lease = first; !seen && lease < first + 1_000; lease++) {
                seen = s.audits(lease);
            }
            missed += seen ? 0 : 1;
        }
        // Poisson with mean 0.2: more than 5 has a probability below 1e-7.
        assertThat(missed).isLessThanOrEqualTo(5);
    }

    @Test
    void everyCampaignHasACanary() {
        for (long shards : new long[] {1, 2, 7, 8, 100}) {
            Spotchecks s = new Spotchecks(Spotchecks.newSecret());
            assertThat(LongStream.range(0, shards).filter(i -> s.plants(i, shards)))
                    .isNotEmpty();
        }
        Spotchecks s = new Spotchecks(Spotchecks.newSecret());
        assertThat(LongStream.range(0, SHARDS).filter(i -> s.plants(i, SHARDS)).count())
                .isBetween(110L, 290L);
    }

    @ParameterizedTest
    @MethodSource("dev.gfpfuzz.coordinator.campaign.SpotchecksTest#canaries")
    void everyStrategyFindsTheCanaryInOneRunOfTwenty(Canary canary) {
        CampaignSpec any = Samples.spec(1, 1_000, 400);
        ShardSpec planted = canary.shard(any, 0, new Spotchecks("11".repeat(32)));
        try (Workbench workbench = new Workbench(new PropertyBench())) {
            for (String strategy : Strategies.names()) {
                if (Strategies.parse(strategy).exhaustive()) {
                    continue;
                }
                ShardResult r = workbench.run(
                        new ShardSpec(0, planted.target(), strategy, Knowledge.NONE, 3, 400, Runner.STEPS_MAX),
                        () -> false);
                long runs = r.findings().stream()
                        .filter(f -> f.invariant().equals(canary.invariant()))
                        .mapToLong(f -> f.count())
                        .sum();
                assertThat(runs).as("%s with %s", canary, strategy).isGreaterThanOrEqualTo(20);
            }
        }
    }

    static List<Canary> canaries() {
        return Canary.KNOWN;
    }
}
