package dev.gfpfuzz.coordinator.cli;

import java.io.IOException;
import java.util.Arrays;
import picocli.CommandLine;

/** Entry point of the program. */
public final class Main {
    private Main() {}

    public static void main(String[] args) {
        Interrupt interrupt = Interrupt.install();
        int code = execute(Console.system(), interrupt, args);
        interrupt.exit(code);
    }

    /** Runs one command and returns its exit code; never throws. */
    static int execute(Console console, Interrupt interrupt, String... args) {
        int code = run(console, interrupt, args);
        IOException lost = console.lost();
        return lost == null ? code : Mistakes.lost(console, lost);
    }

    private static int run(Console console, Interrupt interrupt, String... args) {
        String[] all;
        try {
            all = ConfigFile.expand(commandLine(console, interrupt), args);
        } catch (UserException e) {
            return Mistakes.failure(console, Arrays.asList(args).contains("--json"), e);
        }
        CommandLine line = commandLine(console, interrupt);
        boolean json = Arrays.asList(all).contains("--json");
        line.setParameterExceptionHandler((e, arguments) -> Mistakes.usage(console, json, e));
        line.setExecutionExceptionHandler((e, commandLine, result) -> Mistakes.failure(console, json, e));
        return line.execute(all);
    }

    static CommandLine commandLine(Console console, Interrupt interrupt) {
        CommandLine line = new CommandLine(new GfpfuzzCommand(), new Commands(console, interrupt));
        line.setOut(new java.io.PrintWriter(console.out(), true));
        line.setErr(new java.io.PrintWriter(console.err(), true));
        line.setUsageHelpAutoWidth(false);
        line.setUsageHelpWidth(110);
        line.setUnmatchedOptionsArePositionalParams(false);
        line.setCaseInsensitiveEnumValuesAllowed(true);
        return line;
    }
}
