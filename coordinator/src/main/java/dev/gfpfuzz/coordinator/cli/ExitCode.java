package dev.gfpfuzz.coordinator.cli;

/** What a command's exit code says. */
final class ExitCode {
    /** Held, or done. */
    static final int DONE = 0;
    /** A violation. */
    static final int VIOLATION = 1;
    /** Usage or bad input: one sentence on standard error says what was asked, found and accepted. */
    static final int USAGE = 2;
    /** Inconclusive: stopped before the answer was known. */
    static final int INCONCLUSIVE = 3;
    /** An internal error of gfpfuzz. */
    static final int INTERNAL = 4;
    /** The canary was not found, so silence means nothing. */
    static final int NO_CANARY = 5;

    private ExitCode() {}
}
