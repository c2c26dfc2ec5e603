package dev.gfpfuzz.coordinator.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Ctrl-Z, a debugger, a machine without a free processor: a program that stood still goes on where it was. */
@Tag("chaos")
class StoppedProgramIT {
    private static final Pattern UNDER_WAY = Pattern.compile("[1-9][0-9]? %");
    /** Longer than a worker may be silent. */
    private static final Duration STOPPED = Duration.ofSeconds(30);

    @TempDir
    Path temp;

    private JarProgram run(String campaign) throws Exception {
        Path dir = Files.createDirectories(temp.resolve("work"));
        return JarProgram.start(
                dir,
                List.of("-XX:+UseSerialGC", "-Xmx600m"),
                List.of(
                        "run",
                        "two-readers",
                        "--profile",
                        "mut_renoio",
                        "--schedules",
                        "400000",
                        "--seed",
                        "1",
                        "--json",
                        "--workers",
                        "2",
                        "--campaign",
                        campaign));
    }

    @Test
    void runThatIsStoppedForHalfAMinute_goesOn() throws Exception {
        JarProgram program = run("stopped");
        await().atMost(Duration.ofMinutes(3))
                .until(() -> UNDER_WAY.matcher(program.errSoFar()).find());
        program.signal("STOP");
        long stoppedAt = System.nanoTime();
        await().atMost(Duration.ofMinutes(3)).until(() -> System.nanoTime() - stoppedAt > STOPPED.toNanos());
        program.signal("CONT");
        Program.Result result = program.result();
        assertThat(result.code()).as(result.err()).isEqualTo(ExitCode.VIOLATION);
        assertThat(result.err()).doesNotContain("has not been heard");
        assertThat(result.json().get("digest"))
                .isEqualTo(run("undisturbed").result().json().get("digest"));
    }
}
