package dev.gfpfuzz.workers.shard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.abort;

import dev.gfpfuzz.workers.Figure;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The same seeds and tokens give the same traces, whatever Java runs them and however many workers share them. */
class SameEverywhereTest {
    @Test
    void seeds_whateverTheNumberOfWorkers() throws Exception {
        assertThat(TraceDigests.lines("seeds", 2_000, 2)).isEqualTo(TraceDigests.lines("seeds", 2_000, 1));
    }

    @Test
    void tokens_whateverTheNumberOfWorkers() throws Exception {
        assertThat(TraceDigests.lines("tokens", 60, 2)).isEqualTo(TraceDigests.lines("tokens", 60, 1));
    }

    @Test
    @Tag("slow")
    void aFewSeedsAndTokens_whateverTheJava() throws Exception {
        sameOnBothJavas("seeds", 4_000);
        sameOnBothJavas("tokens", 200);
    }

    @Test
    @Tag("nightly")
    void aHundredThousandSeeds_whateverTheJavaAndTheNumberOfWorkers() throws Exception {
        sameOnBothJavas("seeds", 100_000);
    }

    @Test
    @Tag("nightly")
    void aThousandTokens_whateverTheJavaAndTheNumberOfWorkers() throws Exception {
        sameOnBothJavas("tokens", 1_000);
    }

    private static void sameOnBothJavas(String what, int number) throws IOException, InterruptedException {
        Path newer = newerJava();
        Path own = Path.of(System.getProperty("java.home"));
        List<String> expected = onJava(own, what, number, 1);
        assertThat(onJava(own, what, number, 2)).as("%s, 2 workers", own).isEqualTo(expected);
        assertThat(onJava(newer, what, number, 1)).as("%s, 1 worker", newer).isEqualTo(expected);
        assertThat(onJava(newer, what, number, 2)).as("%s, 2 workers", newer).isEqualTo(expected);
        Figure.print(
                SameEverywhereTest.class,
                "%,d %s: the same %d lines on %s and %s, with 1 and 2 workers; digest of the lines %08x",
                number,
                what,
                expected.size(),
                own,
                newer,
                expected.hashCode());
    }

    private static List<String> onJava(Path home, String what, int number, int workers)
            throws IOException, InterruptedException {
        Path lines = Files.createTempFile("trace-digests", ".txt");
        try {
            Process jvm = new ProcessBuilder(
                            home.resolve("bin/java").toString(),
                            "-Xmx1g",
                            "-cp",
                            System.getProperty("java.class.path"),
                            TraceDigests.class.getName(),
                            what,
                            Integer.toString(number),
                            Integer.toString(workers))
                    .redirectOutput(lines.toFile())
                    .redirectError(ProcessBuilder.Redirect.INHERIT)
                    .start();
            assertThat(jvm.waitFor()).as("%s %s %d", home, what, number).isZero();
            return Files.readAllLines(lines);
        } finally {
            Files.delete(lines);
        }
    }

    /** What {@code scripts/find-jdk25} finds; skipped without. */
    private static Path newerJava() throws IOException, InterruptedException {
        Path root = Path.of("").toAbsolutePath();
        while (!Files.exists(root.resolve("scripts/find-jdk25"))) {
            root = root.getParent();
        }
        Process find = new ProcessBuilder("bash", "scripts/find-jdk25")
                .directory(root.toFile())
                .start();
        String home = new String(find.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
        if (!find.waitFor(1, TimeUnit.MINUTES) || find.exitValue() != 0) {
            return abort("skipped: no JDK 25 or newer found");
        }
        return Path.of(home);
    }
}
