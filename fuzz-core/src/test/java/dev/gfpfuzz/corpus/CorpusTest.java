package dev.gfpfuzz.corpus;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gfpfuzz.corpus.CorpusRun.Row;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The corpus: every bug found before its fix and silent after it, mutants caught, no false alarms. */
class CorpusTest {
    private static final CorpusRun RUN = new CorpusRun("portfolio", 200_000, 1_000, 20_000, 1);

    static List<Trial> trials() {
        return Corpus.trials();
    }

    static List<Bug> bugs() {
        return Corpus.bugs();
    }

    @ParameterizedTest
    @MethodSource("trials")
    void everyTrial_comesOutAsExpected(Trial trial) {
        Row row = RUN.run(trial);
        assertThat(row.search().found()).isEqualTo(trial.expected());
        Bug bug = Corpus.bug(trial.id());
        if (bug != null && row.configuration() != null) {
            assertThat(row.configuration().within(bug.smallest()))
                    .as("%s shrunk to %s; known is %s", bug.id(), row.configuration(), bug.smallest())
                    .isTrue();
            assertThat(CorpusRun.cures(bug.fixed(), row.shrunk().reduced()))
                    .as("the fix cures what is left of %s", bug.id())
                    .isTrue();
        }
    }

    @ParameterizedTest
    @MethodSource("bugs")
    void everyBug_hasBrokenShapesAndOneThatIsFixed(Bug bug) {
        assertThat(bug.shapes()).hasSizeBetween(2, 3);
        assertThat(bug.shapes().stream().filter(Trial::silent)).hasSize(1);
        assertThat(bug.shapes()).extracting(Trial::shape).isIn(List.of("pre", "post"), List.of("a", "b", "c"));
    }

    @ParameterizedTest
    @MethodSource("bugs")
    void starvationAndLivelock_sayWhichFairnessTheyAssume(Bug bug) {
        if (bug.kind().matches(".*(starvation|livelock|lost buffer).*")) {
            assertThat(bug.fairness()).as("fairness assumed by %s", bug.id()).isNotEmpty();
        }
    }

    @Test
    void idsAreUnique() {
        assertThat(Corpus.trials())
                .extracting(t -> t.id() + " " + t.shape())
                .doesNotHaveDuplicates()
                .contains("MUT-1 mutant", "MUT-2 mutant", "MUT-3 mutant", "MUT-4 mutant");
    }
}
