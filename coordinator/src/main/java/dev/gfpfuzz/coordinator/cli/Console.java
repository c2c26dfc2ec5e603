package dev.gfpfuzz.coordinator.cli;

import dev.gfpfuzz.report.Explanation;
import dev.gfpfuzz.report.Style;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** Standard output and error, always UTF-8 so that the same command prints the same bytes everywhere. */
final class Console {
    private static final int WIDTH_MIN = 80;
    private static final int WIDTH_MAX = 140;

    private final PrintStream out;
    private final PrintStream err;
    private final boolean outIsTerminal;
    private final boolean errIsTerminal;

    Console(PrintStream out, PrintStream err, boolean outIsTerminal, boolean errIsTerminal) {
        this.out = new PrintStream(out, true, StandardCharsets.UTF_8);
        this.err = new PrintStream(err, true, StandardCharsets.UTF_8);
        this.outIsTerminal = outIsTerminal;
        this.errIsTerminal = errIsTerminal;
    }

    static Console system() {
        return new Console(System.out, System.err, isTerminal(1), isTerminal(2));
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
        String columns = System.getenv("COLUMNS");
        if (!outIsTerminal || columns == null || !columns.matches("\\d{1,4}")) {
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
