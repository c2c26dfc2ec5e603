package dev.gfpfuzz.coordinator.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.gfpfuzz.report.Explanation;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files that users name: written whole, as any program would write them. */
class OutputsTest {
    @TempDir
    private Path temp;

    private List<String> names() throws IOException {
        try (Stream<Path> entries = Files.list(temp)) {
            return entries.map(p -> p.getFileName().toString()).sorted().toList();
        }
    }

    @Test
    void aNewFile_mayBeReadByWhomTheUsersMaskLets() throws IOException {
        Path ordinary = Files.writeString(temp.resolve("ordinary"), "");
        Path written = temp.resolve("written");
        Outputs.write(written, "text");
        assertThat(written).hasContent("text");
        assertThat(Files.getPosixFilePermissions(written)).isEqualTo(Files.getPosixFilePermissions(ordinary));
        assertThat(names()).containsExactly("ordinary", "written");
    }

    @Test
    void aTerminalsWidth_isTaken_whenItIsSensible() {
        assertThat(Console.width(true, "100")).isEqualTo(100);
        assertThat(Console.width(true, "50")).isEqualTo(50);
        assertThat(Console.width(true, "7")).isEqualTo(40);
        assertThat(Console.width(true, "999")).isEqualTo(140);
        assertThat(List.of(Console.width(true, "0"), Console.width(true, null), Console.width(false, "50")))
                .containsOnly(Explanation.WIDTH);
    }

    @Test
    void aLink_isFollowedAndStays() throws IOException {
        Path file = Files.writeString(temp.resolve("file"), "old");
        Path link = Files.createSymbolicLink(temp.resolve("link"), Path.of("file"));
        Path open = Files.createSymbolicLink(temp.resolve("open"), Path.of("new"));
        Outputs.write(link, "text");
        Outputs.write(open, "more");
        assertThat(link).isSymbolicLink();
        assertThat(file).hasContent("text");
        assertThat(open).isSymbolicLink();
        assertThat(temp.resolve("new")).hasContent("more");
        assertThat(names()).containsExactly("file", "link", "new", "open");
    }

    /** A pipe of our own stands for devices: a test that fails must not replace one of the machine's. */
    @Test
    void whatIsNoFile_getsTheTextAndStays() throws Exception {
        Path pipe = temp.resolve("pipe");
        assumeTrue(new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor() == 0);
        CompletableFuture<String> read = CompletableFuture.supplyAsync(() -> Inputs.read(pipe.toString()));
        Outputs.write(pipe, "text");
        assertThat(read.get(10, TimeUnit.SECONDS)).isEqualTo("text");
        assertThat(Files.isRegularFile(pipe)).isFalse();
        assertThat(names()).containsExactly("pipe");
    }

    @Test
    void whatCannotBeWritten_isSaidWhyAndLeavesNothing() throws IOException {
        Path unspeakable = temp.resolve("x".repeat(300));
        assertThatThrownBy(() -> Outputs.write(unspeakable, "text"))
                .isInstanceOf(UserException.class)
                .hasMessage("'" + unspeakable + "' cannot be written: File name too long.");
        assertThatThrownBy(() -> Outputs.write(temp.resolve("none/file"), "text"))
                .hasMessageContaining("there is no directory");
        assertThat(names()).isEmpty();
    }
}
