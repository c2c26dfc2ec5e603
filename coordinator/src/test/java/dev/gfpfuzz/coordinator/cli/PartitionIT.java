package dev.gfpfuzz.coordinator.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A network that is cut for a minute: {@code scripts/chaos/partition}, where network namespaces can be made. */
@Tag("chaos")
class PartitionIT {
    private static final int CANNOT = 3;

    @Test
    void linkThatIsCutForAMinute_losesNothing() throws IOException, InterruptedException {
        Process p = new ProcessBuilder(
                        Path.of("..", "scripts", "chaos", "partition").toString())
                .redirectErrorStream(true)
                .start();
        String said = new String(p.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        int code = p.waitFor();
        System.out.print(said);
        assumeThat(code).as(said).isNotEqualTo(CANNOT);
        assertThat(code).as(said).isZero();
        assertThat(said).contains("nothing lost, nothing counted twice");
    }
}
