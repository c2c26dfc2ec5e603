package dev.gfpfuzz.search;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gfpfuzz.programs.BufioMini;
import dev.gfpfuzz.run.Outcome;
import dev.gfpfuzz.run.Runner;
import dev.gfpfuzz.run.Subject;
import dev.gfpfuzz.schedule.SplitMix64;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The shares of the portfolio: frozen within a round, learned between rounds, and never below what is promised. */
class PortfolioTest {
    private static final StrategyFactory PORTFOLIO = Strategies.parse("portfolio");
    private static final Subject SUBJECT = BufioMini.subject(BufioMini.Variant.CORRECT, "3/2/1/1");

    private static Knowledge shard(Knowledge known, int number, int runs) {
        Strategy s = PORTFOLIO.strategy(SUBJECT, known);
        Runner runner = new Runner(SUBJECT);
        for (int i = 0; i < runs; i++) {
            Outcome o = runner.run(s, SplitMix64.seedOf(number, i));
            s.endRun(o);
        }
        return s.learned();
    }

    private static Knowledge round(Knowledge known, int first) {
        List<Knowledge> learned = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            learned.add(shard(known, first + i, 500));
        }
        return PORTFOLIO.merge(known, learned);
    }

    @Test
    void sharesAreOneInAll_andKeepNineteenTwentiethsOfWhatIsFixed() {
        Map<String, Integer> fixed = PORTFOLIO.shares(Knowledge.NONE);
        Knowledge known = Knowledge.NONE;
        for (int r = 0; r < 3; r++) {
            known = round(known, 4 * r);
            Map<String, Integer> shares = PORTFOLIO.shares(known);
            assertThat(shares.values().stream().mapToInt(Integer::intValue).sum())
                    .isEqualTo(1000);
            shares.forEach((member, share) ->
                    assertThat(share).as(member).isGreaterThanOrEqualTo(fixed.get(member) * 95 / 100));
        }
        assertThat(PORTFOLIO.shares(known)).isNotEqualTo(fixed);
    }

    @Test
    void whatAShardDoes_followsFromItsRoundsKnowledgeAlone() {
        Knowledge known = round(Knowledge.NONE, 0);
        assertThat(shard(known, 9, 300)).isEqualTo(shard(known, 9, 300));
        assertThat(round(Knowledge.NONE, 0)).isEqualTo(known);
    }
}
