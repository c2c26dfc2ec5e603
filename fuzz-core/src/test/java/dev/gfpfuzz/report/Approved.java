package dev.gfpfuzz.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Texts that a person has looked at and found good, in {@code src/test/resources/approved}. A test that finds another text
 * fails and shows both; with the environment variable {@code APPROVE} it writes the new one, to be looked at in the diff.
 */
public final class Approved {
    private static final Path DIRECTORY = Path.of("src", "test", "resources", "approved");

    private Approved() {}

    public static void check(String name, String text) throws IOException {
        Path file = DIRECTORY.resolve(name);
        if (System.getenv("APPROVE") != null) {
            Files.createDirectories(DIRECTORY);
            Files.writeString(file, text);
        }
        assertThat(file).as("an approved text; APPROVE=1 writes it").exists();
        assertThat(text).isEqualTo(Files.readString(file));
    }
}
