package dev.gfpfuzz.search;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gfpfuzz.programs.BufioMini;
import dev.gfpfuzz.run.Outcome;
import dev.gfpfuzz.run.Runner;
import dev.gfpfuzz.run.Subject;
import dev.gfpfuzz.schedule.SplitMix64;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The same runs on every JDK, machine and day: digests over the trace hashes of many seeds, as they were when they were
 * first computed. They change when a strategy draws differently, and then so do campaigns with old seeds.
 */
class DeterminismTest {
    private static long digest(String strategy, int seeds) {
        Subject subject = BufioMini.subject(BufioMini.Variant.DROPS_LOCK, "3/2/1/1");
        Strategy s = Strategies.parse(strategy).strategy(subject, Knowledge.NONE);
        Runner runner = new Runner(subject);
        long digest = 0;
        for (int seed = 0; seed < seeds; seed++) {
            Outcome o = runner.run(s, SplitMix64.seedOf(3, seed));
            s.endRun(o);
            digest = SplitMix64.mix(digest ^ runner.traceHash(o.schedule()));
        }
        return digest;
    }

    @ParameterizedTest
    @CsvSource({
        "random, -3205474224076067827",
        "pct, 9115496491141407419",
        "pos, 4110265338330746513",
        "surw, 8100935096322818517",
        "delay-bounded, 6726025405448640341",
        "feedback, 834426569897006817",
        "portfolio, 6738633225676309180"
    })
    void aThousandSeeds_runAsEver(String strategy, long digest) {
        assertThat(digest(strategy, 1000)).isEqualTo(digest);
    }

    @Test
    @Tag("slow")
    void aHundredThousandSeeds_runAsEver() {
        assertThat(digest("portfolio", 100_000)).isEqualTo(-982848236760010778L);
    }
}
