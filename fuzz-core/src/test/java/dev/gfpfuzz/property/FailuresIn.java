package dev.gfpfuzz.property;

import java.nio.file.Path;

/** Failures are remembered in a directory of a test's own until this is closed. Its class locks the system properties. */
public final class FailuresIn implements AutoCloseable {
    private final String before;

    public FailuresIn(Path dir) {
        before = System.setProperty(FailureStore.DIRECTORY, dir.toString());
    }

    @Override
    public void close() {
        if (before == null) {
            System.clearProperty(FailureStore.DIRECTORY);
        } else {
            System.setProperty(FailureStore.DIRECTORY, before);
        }
    }
}
