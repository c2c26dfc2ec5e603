package dev.gfpfuzz.coordinator.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Standard output that cannot be written, such as /dev/full: the exit code is not that of a command that has told all. */
class LostOutputTest {
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    private int run(String reason, String... args) {
        OutputStream out = new OutputStream() {
            @Override
            public void write(int b) throws IOException {
                throw new IOException(reason);
            }
        };
        return Main.execute(new Console(out, new PrintStream(err), false, false), Interrupt.never(), args);
    }

    @ParameterizedTest
    @ValueSource(strings = {"list scenarios", "--help", "list callers --json", "list no-such-list --json"})
    void itIsSaid(String command) {
        assertThat(run("No space left on device", command.split(" "))).isEqualTo(ExitCode.INTERNAL);
        assertThat(err.toString()).endsWith("gfpfuzz: Standard output cannot be written: No space left on device.\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"list scenarios", "--help"})
    void aReaderThatHasSeenEnough_isNoFailure(String command) {
        assertThat(run("Broken pipe", command.split(" "))).isEqualTo(ExitCode.DONE);
        assertThat(err.toString()).isEmpty();
    }
}
