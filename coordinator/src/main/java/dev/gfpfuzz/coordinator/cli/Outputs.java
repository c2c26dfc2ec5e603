package dev.gfpfuzz.coordinator.cli;

import dev.gfpfuzz.workers.words.Reason;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.UUID;

/** Writes files whole or not at all. */
final class Outputs {
    private Outputs() {}

    /**
     * Writes a text to a file, new or instead of what it holds. A link is followed and stays; so does what is no file and
     * holds nothing, such as a device or a pipe, which gets the text as it comes.
     *
     * @throws UserException with a sentence when it cannot be written; a file is then as it was
     */
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
            if (Files.isRegularFile(target)) {
                replace(target.toRealPath(), text);
            } else if (Files.exists(target, LinkOption.NOFOLLOW_LINKS)) {
                Files.writeString(target, text);
            } else {
                replace(target, text);
            }
        } catch (IOException e) {
            throw new UserException("'" + file + "' cannot be written: " + Reason.of(e) + ".");
        }
    }

    private static void replace(Path file, String text) throws IOException {
        // Not a temporary file, which nobody else may read: the user's mask decides as for any new file.
        Path part = file.resolveSibling(".gfpfuzz-" + UUID.randomUUID() + ".part");
        try {
            Files.writeString(part, text, StandardOpenOption.WRITE, StandardOpenOption.CREATE_NEW);
            Files.move(part, file, StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(part);
        }
    }
}
