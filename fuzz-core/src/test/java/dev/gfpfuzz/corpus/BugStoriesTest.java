package dev.gfpfuzz.corpus;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gfpfuzz.report.Approved;
import dev.gfpfuzz.report.Explanation;
import dev.gfpfuzz.report.Style;
import java.io.IOException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The shrunk counterexample of a bug tells the bug's interleaving: texts that a person has read beside its description. */
class BugStoriesTest {
    private static final CorpusRun RUN = new CorpusRun("random", 20_000, 1_000, 20_000, 1);

    @ParameterizedTest
    @CsvSource({
        "bufio-shrink-io-vs-fs, pre",
        "bufio-nosleep-irq-vs-bh, pre",
        "nofs-wait-writeback, pre",
        "nofail-reserves, pre",
        "isolated-noio-throttle, pre",
        "oomlock-sleep, pre",
        "pfmemalloc-throttle-killed, pre",
        "mempool-nomemalloc, pre",
        "writepages-enomem, a",
        "writepages-enomem, b",
    })
    void theStoryIsTheOneThatWasApproved(String id, String shape) throws IOException {
        Trial trial = Corpus.bug(id).shapes().stream()
                .filter(t -> t.shape().equals(shape))
                .findFirst()
                .orElseThrow();
        CorpusRun.Row row = RUN.run(trial);
        assertThat(row.ok()).isTrue();
        Explanation e = Explanation.of(row.shrunk().reduced(), row.shrunk().schedule(), "gfz1-a-token");
        Approved.check("bug-" + id + "-" + shape + ".txt", e.text(Explanation.WIDTH, Style.PLAIN));
    }
}
