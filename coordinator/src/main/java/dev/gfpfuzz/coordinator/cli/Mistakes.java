package dev.gfpfuzz.coordinator.cli;

import dev.gfpfuzz.coordinator.campaign.CampaignException;
import dev.gfpfuzz.text.BadInputException;
import dev.gfpfuzz.text.NearestName;
import dev.gfpfuzz.workers.cluster.ClusterException;
import dev.gfpfuzz.workers.property.PropertyException;
import dev.gfpfuzz.workers.words.Reason;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.TreeSet;
import picocli.CommandLine;
import picocli.CommandLine.MaxValuesExceededException;
import picocli.CommandLine.MissingParameterException;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/** What people are told when something they wrote is wrong, or when gfpfuzz is: one sentence, and the exit code. */
final class Mistakes {
    private Mistakes() {}

    /** The command line cannot be understood. */
    static int usage(Console console, boolean json, ParameterException e) {
        return tell(console, json, ExitCode.USAGE, sentence(e));
    }

    /** The command has failed. */
    static int failure(Console console, boolean json, Exception e) {
        if (e instanceof BadInputException
                || e instanceof PropertyException
                || e instanceof CampaignException
                || e instanceof ClusterException
                || e instanceof UserException) {
            return tell(console, json, ExitCode.USAGE, e.getMessage());
        }
        e.printStackTrace(console.err());
        return tell(console, json, ExitCode.INTERNAL, "Internal error, please report it: " + e);
    }

    /** What the command prints has not arrived, so that its exit code would say too much. */
    static int lost(Console console, IOException e) {
        return tell(console, false, ExitCode.INTERNAL, "Standard output cannot be written: " + Reason.of(e) + ".");
    }

    private static int tell(Console console, boolean json, int code, String sentence) {
        console.err().println("gfpfuzz: " + sentence);
        if (json) {
            console.out().print(Json.text(new Documents.Failure(sentence, code)));
        }
        return code;
    }

    static String sentence(ParameterException e) {
        CommandLine at = e.getCommandLine();
        String command = at.getCommandSpec().qualifiedName();
        if (e instanceof UnmatchedArgumentException u && !u.getUnmatched().isEmpty()) {
            String first = u.getUnmatched().get(0);
            if (first.startsWith("-")) {
                String name = first.replaceFirst("=.*", "");
                // Without the dashes, which would make any two short names alike.
                String nearest = NearestName.of(name.replaceFirst("^-+", ""), options(at));
                return "Unknown option '" + name + "' of " + command
                        + (nearest == null ? "" : " (did you mean --" + nearest + "?)") + "; see " + command
                        + " --help.";
            }
            if (!at.getSubcommands().isEmpty()) {
                return NearestName.unknown("command", first, at.getSubcommands().keySet());
            }
            return "'" + first + "' is one argument too many for " + command + "; see " + command + " --help.";
        }
        if (e instanceof MissingParameterException m && !m.getMissing().isEmpty()) {
            List<String> missing = new ArrayList<>();
            m.getMissing().stream().filter(Mistakes::isDue).forEach(arg -> missing.add(label(arg)));
            return command + " needs " + String.join(" and ", missing) + "; see " + command + " --help.";
        }
        if (e instanceof MaxValuesExceededException && e.getMessage().contains("--schedules=")) {
            return "A budget is given once: one of --for, --schedules and --confidence; see " + command + " --help.";
        }
        String message =
                e.getMessage().replace("\n", " ").replaceFirst("^Error: ", "").strip();
        return message.endsWith(".") || message.endsWith(")") ? message : message + ".";
    }

    /** Of a group that lacks something, all is said to be missing. */
    private static boolean isDue(ArgSpec arg) {
        return arg.required() && arg.stringValues().isEmpty();
    }

    /** As the synopsis writes it; of what has no name in front, also what it is. */
    private static String label(ArgSpec arg) {
        if (arg instanceof OptionSpec option) {
            return option.longestName() + " " + arg.paramLabel();
        }
        String what = String.join(" ", arg.description()).replaceFirst("(?<!\\.)\\.$", "");
        return arg.paramLabel() + " (" + what.substring(0, 1).toLowerCase(Locale.ROOT) + what.substring(1) + ")";
    }

    /** Their names without dashes. */
    private static TreeSet<String> options(CommandLine at) {
        TreeSet<String> names = new TreeSet<>();
        for (OptionSpec option : at.getCommandSpec().options()) {
            names.add(option.longestName().replaceFirst("^-+", ""));
        }
        return names;
    }
}
