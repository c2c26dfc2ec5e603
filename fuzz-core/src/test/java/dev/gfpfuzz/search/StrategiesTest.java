package dev.gfpfuzz.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gfpfuzz.programs.BufioMini;
import dev.gfpfuzz.run.Outcome;
import dev.gfpfuzz.run.Runner;
import dev.gfpfuzz.run.Subject;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Strategies are asked for by name, and what they do depends on nothing but their arguments and seeds. */
class StrategiesTest {
    @Test
    void theDefaultComesFirst() {
        assertThat(Strategies.names()).startsWith("portfolio").contains("random", "pct", "bfs", "dfs");
    }

    @Test
    void aFactorysNameIsParsedToTheSameFactory() {
        for (String text : List.of("random", "pct", "pct:depth=5", "pct:depth=2,steps=40", "portfolio", "dfs")) {
            assertThat(Strategies.parse(text).name()).isEqualTo(text);
        }
    }

    @Test
    void wrongNames_areAnsweredWithASentence() {
        assertThatThrownBy(() -> Strategies.parse("radnom"))
                .hasMessageStartingWith("Unknown strategy 'radnom'; known: portfolio, random,")
                .hasMessageEndingWith("(did you mean random?).");
        assertThatThrownBy(() -> Strategies.parse("pct:deep=3"))
                .hasMessage("Strategy pct has no parameter 'deep'; it has depth, steps.");
        assertThatThrownBy(() -> Strategies.parse("pct:depth=zero"))
                .hasMessage("Parameter pct:depth is 'zero'; it takes a number from 1 to 64.");
        assertThatThrownBy(() -> Strategies.parse("random:x=1"))
                .hasMessage("Strategy random has no parameter 'x'; it has none.");
    }

    @Test
    void equalSeeds_equalRuns_whateverRanBefore() {
        Subject subject = BufioMini.subject(BufioMini.Variant.DROPS_LOCK, "3/2/1/1");
        for (StrategyFactory factory : Strategies.all()) {
            if (factory.exhaustive()) {
                continue;
            }
            List<Outcome> first = runs(factory, subject);
            assertThat(runs(factory, BufioMini.subject(BufioMini.Variant.DROPS_LOCK, "3/2/1/1")))
                    .as(factory.name())
                    .isEqualTo(first);
            assertThat(first.stream().map(Outcome::schedule).distinct().count())
                    .as(factory.name())
                    .isGreaterThan(10);
        }
    }

    private static List<Outcome> runs(StrategyFactory factory, Subject subject) {
        Runner runner = new Runner(subject);
        Strategy strategy = factory.strategy(subject, Knowledge.NONE);
        List<Outcome> outcomes = new ArrayList<>();
        for (int seed = 0; seed < 100; seed++) {
            Outcome o = runner.run(strategy, seed);
            strategy.endRun(o);
            outcomes.add(o);
        }
        return outcomes;
    }
}
