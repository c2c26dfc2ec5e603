package dev.gfpfuzz.coordinator.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Ctrl-C of a table: that rows are missing is said, wherever the rows that are there are read. */
class StoppedTest {
    @TempDir
    private Path temp;

    private final Interrupt interrupt = Interrupt.never();

    @BeforeEach
    void ask() {
        interrupt.ask();
    }

    private Program.Result run(String... args) {
        Program.Result r = Program.run(interrupt, new ByteArrayOutputStream(), args);
        assertThat(r.code()).isEqualTo(ExitCode.INCONCLUSIVE);
        return r;
    }

    @Test
    void triage() {
        Path page = temp.resolve("page.md");
        Program.Result r = run("triage", "--markdown", page.toString());
        assertThat(r.err()).isEqualTo("Stopped: 0 of 72 sites were judged; " + page + " was not written.\n");
        assertThat(r.out()).startsWith("   n  verdict").hasLineCount(1);
        assertThat(page).doesNotExist();
        assertThat(run("triage", "--json").json().get("complete").asBoolean(true))
                .isFalse();
    }

    @Test
    void whatif() {
        assertThat(run("whatif", "Q1", "Q2").err()).isEqualTo("Stopped: 0 of 2 experiments were run.\n");
        assertThat(run("whatif", "Q2b", "all").err()).isEqualTo("Stopped: 0 of 11 experiments were run.\n");
        assertThat(run("whatif", "Q1", "--json").json().get("complete").asBoolean(true))
                .isFalse();
    }

    @Test
    void corpus() {
        Program.Result r = run("corpus", "bufio-noio-under-lock");
        assertThat(r.err()).startsWith("Stopped: 0 of ").endsWith(" shapes were run.\n");
        assertThat(r.out()).isEmpty();
        assertThat(run("corpus", "--json").json().get("complete").asBoolean(true))
                .isFalse();
    }

    @Test
    void corpusMutants() {
        Program.Result r = run("corpus", "--mutants");
        assertThat(r.err()).startsWith("Stopped: 0 of ").endsWith(" mutants were run.\n");
        assertThat(r.out()).isEmpty();
        assertThat(run("corpus", "--mutants", "--json").json().get("complete").asBoolean(true))
                .isFalse();
    }

    @Test
    void whatHasEnded_isComplete() {
        Program.Result r = Program.run("triage", "--site", "1", "--schedules", "5", "--json");
        assertThat(r.json().get("complete").asBoolean()).isTrue();
        assertThat(r.err()).doesNotContain("Stopped");
    }
}
