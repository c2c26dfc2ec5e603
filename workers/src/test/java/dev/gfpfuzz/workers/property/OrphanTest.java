package dev.gfpfuzz.workers.property;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gfpfuzz.property.child.BlackBox;
import dev.gfpfuzz.property.child.ChildMain;
import dev.gfpfuzz.property.child.Line;
import dev.gfpfuzz.run.Runner;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A child whose parent was killed in the middle of a body that does not return. */
@Tag("slow")
class OrphanTest {
    @Test
    void endsWithItsParent(@TempDir Path dir) throws Exception {
        Path file = dir.resolve("run");
        BlackBox box = new BlackBox(file.toFile());
        box.ends();
        Process child = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                        ChildMain.class.getName(),
                        "word",
                        file.toString(),
                        Misbehaving.class.getName())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        try {
            Line command = Line.of("shard", "hangs", "random", 1, 400, Runner.STEPS_MAX, "", 400);
            child.getOutputStream().write((command.text() + "\n").getBytes(StandardCharsets.UTF_8));
            child.getOutputStream().flush();
            Awaitility.await().atMost(60, TimeUnit.SECONDS).until(() -> box.run() != BlackBox.IDLE);
            // What the system does with a pipe whose other end was killed.
            child.getOutputStream().close();
            assertThat(child.waitFor(20, TimeUnit.SECONDS)).isTrue();
        } finally {
            child.destroyForcibly();
        }
    }
}
