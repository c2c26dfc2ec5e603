package dev.gfpfuzz.corpus;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gfpfuzz.corpus.CorpusRun.Row;
import dev.gfpfuzz.shrink.Shrunk;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

class CorpusTest {
    private static final CorpusRun RUN = new CorpusRun("portfolio", 200_000, 1_000, 20_000, 1);

    @TestFactory
    Stream<DynamicTest> everyShape_isFoundOrSilentAsExpected() {
        List<DynamicTest> tests = new ArrayList<>();
        for (Bug bug : Corpus.all()) {
            assertThat(bug.shapes()).as("shapes of %s", bug.id()).hasSizeBetween(2, 3);
            for (Bug.Shape shape : bug.shapes()) {
                tests.add(DynamicTest.dynamicTest(shape.profile(), () -> check(RUN.run(bug, shape))));
            }
        }
        return tests.stream();
    }

    private static void check(Row row) {
        assertThat(row.found()).isEqualTo(row.shape().expected());
        Shrunk shrunk = row.shrunk();
        if (shrunk != null) {
            assertThat(shrunk.reduced().scenario().tasks())
                    .hasSizeLessThanOrEqualTo(row.bug().tasksMax());
        }
    }
}
