package dev.gfpfuzz.coordinator.cli;

import dev.gfpfuzz.text.NearestName;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.MissingParameterException;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;

/**
 * Options in a file, put in front of those of the command line:
 *
 * <pre>
 * # campaigns/night.conf
 * scenario = two-readers forget
 * profile  = v4_17
 * for      = 8h
 * </pre>
 *
 * A setting is an option without its dashes; one without a value takes {@code true} or {@code false}. An option on the command
 * line takes the place of the file's, and one that says how much to spend takes the place of each that does.
 */
final class ConfigFile {
    private static final String SCENARIO = "scenario";
    /** Of these one excludes the others, so the command line's excludes the file's. */
    private static final Set<String> BUDGET = Set.of("for", "schedules", "confidence", "depth");

    private final CommandLine program;
    private final CommandLine command;
    private final String file;
    private final Set<String> accepted = new TreeSet<>();

    private ConfigFile(CommandLine program, CommandLine command, String file) {
        this.program = program;
        this.command = command;
        this.file = file;
        for (OptionSpec option : command.getCommandSpec().options()) {
            if (!option.usageHelp()
                    && !option.versionHelp()
                    && !option.longestName().equals(ConfigOption.NAME)) {
                accepted.add(name(option));
            }
        }
        if (!command.getCommandSpec().positionalParameters().isEmpty()) {
            accepted.add(SCENARIO);
        }
    }

    /**
     * The arguments with the file's in front, or as they are when they name none.
     *
     * @param program knows the commands
     * @throws UserException with a sentence when the file cannot be read or a line of it is wrong
     */
    static String[] expand(CommandLine program, String... args) {
        CommandLine command = args.length == 0 ? null : program.getSubcommands().get(args[0]);
        if (command == null || !command.getCommandSpec().optionsMap().containsKey(ConfigOption.NAME)) {
            return args;
        }
        String file = value(args);
        return file == null ? args : new ConfigFile(program, command, file).before(args);
    }

    private static @Nullable String value(String[] args) {
        for (int i = 1; i < args.length; i++) {
            if (args[i].startsWith(ConfigOption.NAME + "=")) {
                return args[i].substring(ConfigOption.NAME.length() + 1);
            }
            if (args[i].equals(ConfigOption.NAME) && i + 1 < args.length) {
                return args[i + 1];
            }
        }
        return null;
    }

    private String[] before(String[] args) {
        Map<String, List<String>> settings = read();
        Set<String> said = said(args);
        if (said.stream().anyMatch(BUDGET::contains)) {
            settings.keySet().removeAll(BUDGET);
        }
        settings.keySet().removeAll(said);
        List<String> all = new ArrayList<>(List.of(args[0]));
        settings.values().forEach(all::addAll);
        all.addAll(Arrays.asList(args).subList(1, args.length));
        return all.toArray(String[]::new);
    }

    /** What the command line itself says, by the names of settings. */
    private Set<String> said(String[] args) {
        Set<String> said = new LinkedHashSet<>();
        for (int i = 1; i < args.length; i++) {
            OptionSpec option = command.getCommandSpec().optionsMap().get(args[i].replaceFirst("=.*", ""));
            if (option == null) {
                said.add(SCENARIO);
                continue;
            }
            said.add(name(option));
            boolean valueFollows = option.arity().max() > 0 && args[i].indexOf('=') < 0 && i + 1 < args.length;
            if (valueFollows && (option.arity().min() > 0 || !args[i + 1].startsWith("-"))) {
                i++;
            }
        }
        return said;
    }

    /** The settings in their order, each as arguments. */
    private Map<String, List<String>> read() {
        Map<String, List<String>> settings = new LinkedHashMap<>();
        int number = 0;
        for (String line : Inputs.read(file).lines().toList()) {
            number++;
            String text = line.strip();
            if (text.isEmpty() || text.startsWith("#")) {
                continue;
            }
            String at = file + ":" + number + ": ";
            int equals = text.indexOf('=');
            if (equals < 1 || text.substring(equals + 1).isBlank()) {
                throw new UserException(
                        at + "'" + text + "' is no setting; accepted are lines such as 'profile = v4_17'.");
            }
            String name = text.substring(0, equals).strip();
            if (!accepted.contains(name)) {
                throw new UserException(at + NearestName.unknown("setting", name, accepted));
            }
            List<String> arguments =
                    arguments(at, name, text.substring(equals + 1).strip());
            if (settings.put(name, arguments) != null) {
                throw new UserException(at + "'" + name + "' was set before; a setting is made once.");
            }
        }
        return settings;
    }

    private List<String> arguments(String at, String name, String value) {
        if (name.equals(SCENARIO)) {
            return List.of(value.split("\\s+"));
        }
        OptionSpec option = command.getCommandSpec().optionsMap().get("--" + name);
        if (option.arity().max() == 0) {
            if (!value.equals("true") && !value.equals("false")) {
                throw new UserException(at + "'" + name + "' is true or false, not '" + value + "'.");
            }
            return value.equals("true") ? List.of("--" + name) : List.of();
        }
        String argument = "--" + name + "=" + value;
        try {
            program.parseArgs(command.getCommandName(), argument);
        } catch (MissingParameterException e) {
            // The others come from elsewhere.
        } catch (ParameterException e) {
            throw new UserException(at + Mistakes.sentence(e));
        }
        return List.of(argument);
    }

    private static String name(OptionSpec option) {
        return option.longestName().replaceFirst("^-+", "");
    }
}
