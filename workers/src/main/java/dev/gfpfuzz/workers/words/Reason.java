package dev.gfpfuzz.workers.words;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import org.jspecify.annotations.Nullable;

/** Why something cannot be read or written. */
public final class Reason {
    private Reason() {}

    /** A clause for the end of a sentence. The message of most of the file system's exceptions is a path and no more. */
    public static String of(IOException e) {
        String kind = kind(e);
        if (kind != null && e instanceof FileSystemException f) {
            return kind + (f.getFile() == null ? "" : " ('" + f.getFile() + "')");
        }
        if (e instanceof FileSystemException f && f.getReason() != null) {
            return f.getReason();
        }
        return e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
    }

    private static @Nullable String kind(IOException e) {
        if (e instanceof AccessDeniedException) {
            return "permission denied";
        } else if (e instanceof NoSuchFileException) {
            return "no such file or directory";
        } else if (e instanceof NotDirectoryException) {
            return "not a directory";
        } else if (e instanceof FileAlreadyExistsException) {
            return "there is something already";
        }
        return e instanceof DirectoryNotEmptyException ? "directory not empty" : null;
    }
}
