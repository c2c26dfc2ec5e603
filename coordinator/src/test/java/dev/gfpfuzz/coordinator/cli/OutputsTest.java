package dev.gfpfuzz.coordinator.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
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

    @Test
    void aDevice_staysOne() {
        Path device = Path.of("/dev/null");
        assumeTrue(Files.exists(device));
        Outputs.write(device, "text");
        assertThat(Files.isRegularFile(device)).isFalse();
    }

    @Test
    void whatCannotBeWritten_isSaidWhyAndLeavesNothing() throws IOException {
        Path full = Path.of("/dev/full");
        assumeTrue(Files.exists(full));
        assertThatThrownBy(() -> Outputs.write(full, "text"))
                .isInstanceOf(UserException.class)
                .hasMessage("'/dev/full' cannot be written: No space left on device.");
        assertThatThrownBy(() -> Outputs.write(temp.resolve("none/file"), "text"))
                .hasMessageContaining("there is no directory");
        assertThat(names()).isEmpty();
    }
}
