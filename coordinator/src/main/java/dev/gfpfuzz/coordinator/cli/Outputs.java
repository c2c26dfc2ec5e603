package dev.gfpfuzz.coordinator.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/** Writes files whole or not at all. */
final class Outputs {
    private Outputs() {}

    static void write(Path file, String text) {
        Path target = file.toAbsolutePath();
        Path parent = target.getParent();
        if (parent == null || !Files.isDirectory(parent)) {
            throw new UserException("'" + file + "' cannot be written: there is no directory '" + parent + "'.");
        }
        if (Files.isDirectory(target)) {
            throw new UserException("'" + file + "' is a directory; name a file in it.");
        }
        try {
            Path part = Files.createTempFile(parent, ".gfpfuzz", ".part");
            try {
                Files.writeString(part, text);
                Files.move(part, target, StandardCopyOption.REPLACE_EXISTING);
            } finally {
                Files.deleteIfExists(part);
            }
        } catch (IOException e) {
            throw new UserException("'" + file + "' cannot be written: " + e.getMessage() + ".");
        }
    }
}
