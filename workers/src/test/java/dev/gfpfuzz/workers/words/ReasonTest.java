package dev.gfpfuzz.workers.words;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import org.junit.jupiter.api.Test;

class ReasonTest {
    @Test
    void whatTheExceptionIs_isSaid() {
        assertThat(Reason.of(new NoSuchFileException("/proc/kk"))).isEqualTo("no such file or directory ('/proc/kk')");
        assertThat(Reason.of(new AccessDeniedException("/x"))).isEqualTo("permission denied ('/x')");
    }

    @Test
    void whatTheSystemSays_isSaid() {
        assertThat(Reason.of(new FileSystemException("/x", null, "Read-only file system")))
                .isEqualTo("Read-only file system");
        assertThat(Reason.of(new IOException("No space left on device"))).isEqualTo("No space left on device");
        assertThat(Reason.of(new IOException())).isEqualTo("IOException");
    }
}
