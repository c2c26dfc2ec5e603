package dev.gfpfuzz.programs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gfpfuzz.run.Outcome;
import dev.gfpfuzz.run.Runner;
import dev.gfpfuzz.run.Subject;
import dev.gfpfuzz.schedule.Schedule;
import dev.gfpfuzz.schedule.SplitMix64;
import dev.gfpfuzz.search.Bounds;
import dev.gfpfuzz.search.BreadthFirst;
import dev.gfpfuzz.search.Exploration;
import dev.gfpfuzz.search.Knowledge;
import dev.gfpfuzz.search.Strategies;
import dev.gfpfuzz.search.Strategy;
import dev.gfpfuzz.search.Verdict;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What {@code docs/your-first-model.md} tells is so. */
class FirstModelTest {
    @Test
    void aRandomSearch_findsTheSeatSoldTwice() {
        Subject subject = FirstModel.subject(2, 1);
        Strategy strategy = Strategies.parse("random").strategy(subject, Knowledge.NONE);
        Runner runner = new Runner(subject);
        Outcome outcome;
        int i = 0;
        do {
            outcome = runner.run(strategy, SplitMix64.seedOf(2018, i++));
        } while (!outcome.violated());
        assertThat(outcome.violation().sentence()).endsWith("sells a seat that is sold already.");
        assertThat(runner.replay(outcome.schedule())).isEqualTo(outcome);
    }

    @Test
    void theShortestWay_isFourSteps() {
        Subject subject = FirstModel.subject(2, 1);
        Exploration e = BreadthFirst.explore(subject, Bounds.standard());
        assertThat(e.verdict()).isEqualTo(Verdict.VIOLATED);
        assertThat(e.depth()).isEqualTo(4);
        assertThat(e.counterexample()).isEqualTo(Schedule.of(0, 1));
    }

    @Test
    void withASeatForEveryClerk_noScheduleSellsOneTwice() {
        Exploration e = BreadthFirst.explore(FirstModel.subject(3, 3), Bounds.standard());
        assertThat(e.verdict()).isEqualTo(Verdict.HOLDS);
        assertThat(e.exercised()).isEqualTo(1);
    }

    /** Each line of Java in the document is in the program or in this test. */
    @Test
    void theDocumentShowsCodeThatRuns() throws IOException {
        List<String> code = new ArrayList<>();
        for (String name : List.of("FirstModel.java", "FirstModelTest.java")) {
            for (String line : Files.readAllLines(Path.of("src/test/java/dev/gfpfuzz/programs", name))) {
                code.add(line.strip());
            }
        }
        boolean java = false;
        int lines = 0;
        for (String line : Files.readAllLines(Path.of("../docs/your-first-model.md"))) {
            if (line.startsWith("```")) {
                java = line.equals("```java");
            } else if (java && !line.isBlank() && !line.strip().equals("...")) {
                assertThat(code).contains(line.strip());
                lines++;
            }
        }
        assertThat(lines).isGreaterThan(50);
    }
}
