package dev.gfpfuzz.coordinator.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The shipped jar as its user has it: exit codes, what is on standard output, bad input, Ctrl-C, resuming. */
class ProgramIT {
    @TempDir
    Path temp;

    private Path dir;

    @BeforeEach
    void workingDirectory() throws IOException {
        dir = Files.createDirectory(temp.resolve("work"));
    }

    private List<Path> left() throws IOException {
        try (Stream<Path> files = Files.walk(dir)) {
            return files.filter(f -> !f.equals(dir)).toList();
        }
    }

    @Test
    void findsReplaysAndExplains() throws Exception {
        Program.Result run = JarProgram.run(
                dir, "run", "two-readers", "--profile", "mut_renoio", "--schedules", "2000", "--seed", "1", "--json");
        assertThat(run.code()).isEqualTo(ExitCode.VIOLATION);
        JsonNode json = run.json();
        String token = json.at("/findings/0/token").asText();
        assertThat(token).hasSizeLessThanOrEqualTo(300);
        assertThat(dir.resolve(json.get("report").asText())).exists();

        Program.Result replay = JarProgram.run(dir, "replay", token);
        assertThat(replay.code()).isEqualTo(ExitCode.VIOLATION);
        assertThat(JarProgram.run(dir, "replay", token).out()).isEqualTo(replay.out());

        Program.Result explain = JarProgram.run(dir, "explain", token);
        assertThat(explain.code()).isEqualTo(ExitCode.DONE);
        assertThat(explain.out()).contains("┏", "cause", "__alloc_buffer_wait_no_callback");
    }

    @Test
    void badInput_isOneSentenceAndLeavesNothing() throws Exception {
        Path scenario = temp.resolve("typo.gfz");
        Files.writeString(scenario, "scenario typo\nmemory m pages=0\ndm-bufio c reserved=1\ntask A\n  b = raed c 1\n");
        List<List<String>> mistakes = List.of(
                List.of("run", "two-raeders"),
                List.of("run", "two-readers", "--profile", "v4_71"),
                List.of("run", "two-readers", "--strategy", "ptc"),
                List.of("run", "two-readers", "--schedules", "-5"),
                List.of("run", scenario.toString()),
                List.of("run", "two-readers", "--campaign", "/proc/none/campaign"),
                List.of("replay", "gfz1AAELdHdvLXJlYWRlcnM"),
                List.of("rnu"));
        for (List<String> args : mistakes) {
            Program.Result r = JarProgram.run(dir, args.toArray(String[]::new));
            assertThat(r.code()).as(args.toString()).isEqualTo(ExitCode.USAGE);
            assertThat(r.err().lines()).as(args + ": " + r.err()).hasSize(1);
            assertThat(r.err()).startsWith("gfpfuzz: ");
            assertThat(r.out()).as(args.toString()).isEmpty();
            assertThat(left()).as(args.toString()).isEmpty();
        }
    }

    @Test
    void ctrlC_savesAndSaysHowToResume_andResumeGoesOn() throws Exception {
        JarProgram program = JarProgram.start(
                dir, "run", "two-readers", "--schedules", "3000000", "--seed", "3", "--campaign", "night", "--json");
        await().atMost(Duration.ofSeconds(120)).until(() -> program.errSoFar().contains(" %  ") || !program.alive());
        program.interrupt();
        Program.Result stopped = program.result();
        assertThat(stopped.code()).as(stopped.err()).isEqualTo(ExitCode.INCONCLUSIVE);
        assertThat(stopped.err()).contains("./gfpfuzz resume night");
        long before = stopped.json().get("schedules").asLong();
        assertThat(before).isBetween(1L, 2_999_999L);
        assertThat(stopped.json().get("verdict").asText()).isEqualTo("inconclusive");

        Program.Result resumed = JarProgram.run(dir, "resume", "night", "--json");
        assertThat(resumed.code()).as(resumed.err()).isEqualTo(ExitCode.DONE);
        assertThat(resumed.json().get("schedules").asLong()).isEqualTo(3_000_000L);

        Program.Result status = JarProgram.run(dir, "status", "night", "--json");
        assertThat(status.code()).isEqualTo(ExitCode.DONE);
        assertThat(status.json().get("digest")).isEqualTo(resumed.json().get("digest"));
    }

    @Test
    void killed_itResumesToTheSameResult() throws Exception {
        String[] options = {"two-readers", "--profile", "mut_renoio", "--schedules", "400000", "--seed", "5", "--json"};
        JarProgram program = JarProgram.start(dir, args("killed", options));
        await().atMost(Duration.ofSeconds(120)).until(() -> program.errSoFar().contains(" %  ") || !program.alive());
        program.kill();
        program.result();
        Program.Result resumed = JarProgram.run(dir, "resume", "killed", "--json");
        Program.Result whole = JarProgram.run(dir, args("whole", options));
        assertThat(resumed.code()).isEqualTo(ExitCode.VIOLATION);
        assertThat(resumed.json().get("digest")).isEqualTo(whole.json().get("digest"));
        assertThat(resumed.json().get("findings")).isEqualTo(whole.json().get("findings"));
    }

    private static String[] args(String campaign, String... options) {
        return Stream.concat(Stream.of("run", "--campaign", campaign), Stream.of(options))
                .toArray(String[]::new);
    }
}
