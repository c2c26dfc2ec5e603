package dev.gfpfuzz.coordinator.cli;

import dev.gfpfuzz.coordinator.campaign.CampaignException;
import dev.gfpfuzz.text.BadInputException;
import dev.gfpfuzz.text.NearestName;
import dev.gfpfuzz.workers.cluster.ClusterException;
import dev.gfpfuzz.workers.property.PropertyException;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import picocli.CommandLine;
import picocli.CommandLine.MissingParameterException;
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
                String nearest = NearestName.of(name, options(at));
                return "Unknown option '" + name + "' of " + command
                        + (nearest == null ? "" : " (did you mean " + nearest + "?)") + "; see " + command + " --help.";
            }
            if (!at.getSubcommands().isEmpty()) {
                return NearestName.unknown("command", first, at.getSubcommands().keySet());
            }
            return "'" + first + "' is one argument too many for " + command + "; see " + command + " --help.";
        }
        if (e instanceof MissingParameterException m && !m.getMissing().isEmpty()) {
            List<String> missing = new ArrayList<>();
            m.getMissing().forEach(arg -> missing.add(arg.paramLabel()));
            return command + " needs " + String.join(" and ", missing) + "; see " + command + " --help.";
        }
        String message =
                e.getMessage().replace("\n", " ").replaceFirst("^Error: ", "").strip();
        return message.endsWith(".") || message.endsWith(")") ? message : message + ".";
    }

    private static TreeSet<String> options(CommandLine at) {
        TreeSet<String> names = new TreeSet<>();
        for (OptionSpec option : at.getCommandSpec().options()) {
            names.add(option.longestName());
        }
        return names;
    }
}
