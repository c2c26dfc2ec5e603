package dev.gfpfuzz.property;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.api.parallel.Resources;

/** The memory of failing runs, and what damage does to it: nothing. */
@ResourceLock(Resources.SYSTEM_PROPERTIES)
class FailureStoreTest {
    private static final String ONE = "com.acme.LockProperties#one";
    private static final String TWO = "com.acme.LockProperties#two";

    @TempDir
    Path dir;

    private FailuresIn failures;

    @BeforeEach
    void here() {
        failures = new FailuresIn(dir);
    }

    @AfterEach
    void restore() {
        failures.close();
    }

    @Test
    void remembersByProperty_theNewestFirst_andForgets() {
        FailureStore.of(ONE).remember("gfz1a");
        FailureStore.of(ONE).remember("gfz1b");
        FailureStore.of(TWO).remember("gfz1c");
        assertThat(FailureStore.of(ONE).tokens()).containsExactly("gfz1b", "gfz1a");
        assertThat(FailureStore.of(TWO).tokens()).containsExactly("gfz1c");
        FailureStore.of(ONE).forget("gfz1b");
        assertThat(FailureStore.of(ONE).tokens()).containsExactly("gfz1a");
        assertThat(FailureStore.of(TWO).tokens()).containsExactly("gfz1c");
    }

    @Test
    void keepsFive() {
        for (int i = 0; i < 9; i++) {
            FailureStore.of(ONE).remember("gfz1" + i);
        }
        assertThat(FailureStore.of(ONE).tokens()).containsExactly("gfz18", "gfz17", "gfz16", "gfz15", "gfz14");
    }

    @Test
    void damageSpoilsALineAndNoMore() throws IOException {
        FailureStore.of(ONE).remember("gfz1a");
        FailureStore.of(TWO).remember("gfz1c");
        byte[] bytes = Files.readAllBytes(file());
        int second = new String(bytes, java.nio.charset.StandardCharsets.ISO_8859_1).indexOf("#one\t");
        bytes[second] = (byte) 0xC3;
        Files.write(file(), bytes);
        assertThat(FailureStore.of(ONE).tokens()).isEmpty();
        assertThat(FailureStore.of(TWO).tokens()).containsExactly("gfz1c");
    }

    @Test
    void garbage_truncation_andAnOversizedFile_areAsGoodAsNone() throws IOException {
        for (byte[] content : List.of(new byte[0], new byte[] {0, -1, 9, 10, 13}, new byte[2 << 20])) {
            Files.write(file(), content);
            assertThat(FailureStore.of(ONE).tokens()).isEmpty();
            FailureStore.of(ONE).remember("gfz1a");
            assertThat(FailureStore.of(ONE).tokens()).containsExactly("gfz1a");
        }
    }

    @Test
    void aDirectoryInItsPlace_costsTheMemoryAndNoTest() throws IOException {
        Files.createDirectories(file().resolve("in-the-way"));
        FailureStore.of(ONE).remember("gfz1a");
        assertThat(FailureStore.of(ONE).tokens()).isEmpty();
    }

    @Test
    void off_remembersNothing() {
        System.setProperty(FailureStore.DIRECTORY, "off");
        FailureStore.of(ONE).remember("gfz1a");
        assertThat(FailureStore.of(ONE).tokens()).isEmpty();
        assertThat(Path.of("off")).doesNotExist();
    }

    private Path file() {
        return dir.resolve("com.acme.LockProperties.txt");
    }
}
