package dev.gfpfuzz.coordinator.cli;

import dev.gfpfuzz.report.Explanation;
import dev.gfpfuzz.report.Style;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Standard output and error, always UTF-8 so that the same command prints the same bytes everywhere. */
final class Console {
    private static final int WIDTH_MIN = 40;
    private static final int WIDTH_MAX = 140;

    private final Sink sink;
    private final PrintStream out;
    private final PrintStream err;
    private final boolean outIsTerminal;
    private final boolean errIsTerminal;

    Console(OutputStream out, OutputStream err, boolean outIsTerminal, boolean errIsTerminal) {
        this.sink = new Sink(out);
        this.out = new PrintStream(sink, true, StandardCharsets.UTF_8);
        this.err = new PrintStream(err, true, StandardCharsets.UTF_8);
        this.outIsTerminal = outIsTerminal;
        this.errIsTerminal = errIsTerminal;
    }

    static Console system() {
        // System.out would swallow what goes wrong.
        return new Console(new FileOutputStream(FileDescriptor.out), System.err, isTerminal(1), isTerminal(2));
    }

    /**
     * Why not all of standard output could be written; null when it could. A reader that has seen enough, such as head, is
     * no reason: the system calls that a broken pipe.
     */
    @Nullable
    IOException lost() {
        out.flush();
        IOException e = sink.failure();
        return e == null
                        || String.valueOf(e.getMessage())
                                .toLowerCase(Locale.ROOT)
                                .contains("pipe")
                ? null
                : e;
    }

    PrintStream out() {
        return out;
    }

    PrintStream err() {
        return err;
    }

    boolean errIsTerminal() {
        return errIsTerminal;
    }

    Style style(Color color) {
        return switch (color) {
            case always -> Style.ANSI;
            case never -> Style.PLAIN;
            case auto ->
                outIsTerminal && System.getenv("NO_COLOR") == null && !"dumb".equals(System.getenv("TERM"))
                        ? Style.ANSI
                        : Style.PLAIN;
        };
    }

    /** Characters a line on standard output: a terminal's if it tells. */
    int width() {
        return width(outIsTerminal, System.getenv("COLUMNS"));
    }

    /** As above, on standard error. */
    int errWidth() {
        return width(errIsTerminal, System.getenv("COLUMNS"));
    }

    /** @param columns what a terminal says of itself; of size 0 are those that do not know */
    static int width(boolean terminal, @Nullable String columns) {
        if (!terminal || columns == null || !columns.matches("0*[1-9]\\d{0,3}")) {
            return Explanation.WIDTH;
        }
        return Math.max(WIDTH_MIN, Math.min(WIDTH_MAX, Integer.parseInt(columns)));
    }

    /** Whether a file descriptor of this process is a terminal. {@code System.console} cannot tell one from the other. */
    private static boolean isTerminal(int descriptor) {
        try {
            Path target = Files.readSymbolicLink(Path.of("/proc/self/fd/" + descriptor));
            return target.startsWith("/dev/pts") || target.toString().startsWith("/dev/tty");
        } catch (IOException | UnsupportedOperationException e) {
            return System.console() != null;
        }
    }

    /** When to use colours; the names are what users write. */
    enum Color {
        auto,
        always,
        never
    }
}
