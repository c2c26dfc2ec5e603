package dev.gfpfuzz.coordinator.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A coordinator and workers in processes of their own, on loopback: whatever happens to a worker, the campaign's digest is
 * the one of a run in one process, so that nothing was lost and nothing counted twice.
 */
class ClusterIT {
    private static final Duration PATIENCE = Duration.ofMinutes(3);
    private static final Pattern ADDRESS = Pattern.compile("worker --join (\\S+)");
    private static final Pattern UNDER_WAY = Pattern.compile("[1-9][0-9]* %");
    private static final List<String> CAMPAIGN =
            List.of("two-readers", "--profile", "mut_renoio", "--schedules", "400000", "--seed", "1", "--json");

    @TempDir
    Path temp;

    private Path dir;
    private final List<JarProgram> started = new ArrayList<>();
    private JarProgram coordinator;
    private String address;

    @BeforeEach
    void coordinate() throws Exception {
        dir = Files.createDirectory(temp.resolve("work"));
        coordinator = start("coordinator", "--listen", "127.0.0.1:0", "--campaign", "c");
        await().atMost(PATIENCE)
                .until(() -> ADDRESS.matcher(coordinator.errSoFar()).find());
        Matcher found = ADDRESS.matcher(coordinator.errSoFar());
        assertThat(found.find()).isTrue();
        address = found.group(1);
    }

    @AfterEach
    void endWhatRuns() {
        started.forEach(JarProgram::kill);
    }

    private JarProgram start(String command, String... options) throws IOException {
        List<String> args = new ArrayList<>(List.of(command));
        if (!command.equals("worker")) {
            args.addAll(CAMPAIGN);
        }
        args.addAll(List.of(options));
        JarProgram p = JarProgram.start(dir, args.toArray(String[]::new));
        started.add(p);
        return p;
    }

    private JarProgram worker() throws IOException {
        return start("worker", "--join", address, "--workers", "1");
    }

    /** Waits until results have come in. */
    private void underWay() {
        await().atMost(PATIENCE)
                .until(() -> UNDER_WAY.matcher(coordinator.errSoFar()).find());
    }

    private void digestIsThatOfOneProcess() throws Exception {
        JsonNode alone = JarProgram.start(dir, arguments("run", "--campaign", "alone"))
                .result()
                .json();
        Program.Result together = coordinator.result();
        assertThat(together.code()).isEqualTo(ExitCode.VIOLATION);
        assertThat(together.json().get("digest")).isEqualTo(alone.get("digest"));
        assertThat(together.json().get("schedules")).isEqualTo(alone.get("schedules"));
        assertThat(together.json().get("findings")).isEqualTo(alone.get("findings"));
    }

    private static String[] arguments(String command, String... options) {
        List<String> args = new ArrayList<>(List.of(command));
        args.addAll(CAMPAIGN);
        args.addAll(List.of(options));
        return args.toArray(String[]::new);
    }

    @Test
    void workerThatIsKilled_losesNothing() throws Exception {
        JarProgram first = worker();
        underWay();
        first.kill();
        long killedAt = System.nanoTime();
        JarProgram second = worker();
        await().atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(50))
                .until(() -> coordinator.errSoFar().contains("its work goes to another"));
        System.out.printf(
                "kill -9 of a worker: its work was leased anew after %.1f s%n", (System.nanoTime() - killedAt) / 1e9);
        digestIsThatOfOneProcess();
        assertThat(second.result().code()).isEqualTo(ExitCode.DONE);
    }

    @Test
    void workerThatIsAskedToStop_leavesAtOnceAndLosesNothing() throws Exception {
        JarProgram first = worker();
        underWay();
        first.signal("TERM");
        assertThat(first.result().err()).contains("The worker was stopped");
        JarProgram second = worker();
        digestIsThatOfOneProcess();
        assertThat(second.result().code()).isEqualTo(ExitCode.DONE);
        assertThat(coordinator.errSoFar()).doesNotContain("has not been heard");
    }

    /** A process that stands still for a minute is to the others what a network that is cut for a minute is. */
    @Test
    @Tag("chaos")
    void workerThatIsCutOffForAMinute_comesBackAndLosesNothing() throws Exception {
        JarProgram first = worker();
        underWay();
        first.signal("STOP");
        long stoppedAt = System.nanoTime();
        await().atMost(PATIENCE).until(() -> coordinator.errSoFar().contains("its work goes to another"));
        await().atMost(PATIENCE)
                .until(() ->
                        System.nanoTime() - stoppedAt > Duration.ofSeconds(60).toNanos());
        first.signal("CONT");
        await().atMost(PATIENCE).until(() -> first.errSoFar().contains("is lost; joining again"));
        digestIsThatOfOneProcess();
        assertThat(first.result().code()).isEqualTo(ExitCode.DONE);
    }

    /** The coordinator dies, too; the workers find it again when it goes on. */
    @Test
    @Tag("chaos")
    void coordinatorThatIsKilledAndResumed_getsItsWorkersBack() throws Exception {
        JarProgram first = worker();
        underWay();
        coordinator.kill();
        coordinator.ended();
        coordinator = JarProgram.start(dir, "resume", "c", "--listen", address, "--json");
        started.add(coordinator);
        digestIsThatOfOneProcess();
        assertThat(first.result().code()).isEqualTo(ExitCode.DONE);
    }
}
