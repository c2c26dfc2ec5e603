package dev.gfpfuzz.coordinator.cli;

import dev.gfpfuzz.profile.Profile;
import dev.gfpfuzz.profile.ProfileParser;
import dev.gfpfuzz.profile.Profiles;
import dev.gfpfuzz.scenario.Case;
import dev.gfpfuzz.scenario.Scenario;
import dev.gfpfuzz.scenario.ScenarioParser;
import dev.gfpfuzz.scenario.Scenarios;
import dev.gfpfuzz.search.Strategies;
import dev.gfpfuzz.search.StrategyFactory;
import dev.gfpfuzz.text.BadInputException;
import dev.gfpfuzz.workers.cluster.NodeKeys;
import dev.gfpfuzz.workers.words.Reason;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What users name on the command line: a built-in thing by its name, their own by its file. */
final class Inputs {
    private static final long FILE_BYTES_MAX = 1 << 20;

    private Inputs() {}

    /** A scenario, and whether it is built in. */
    record Named(Scenario scenario, boolean builtIn) {
        Case under(Profile profile) {
            return builtIn ? Case.builtIn(scenario.name(), profile) : Case.own(scenario, profile);
        }
    }

    /** A built-in scenario's name, or a scenario file's path. */
    static Named scenario(String nameOrFile) {
        if (Scenarios.names().contains(nameOrFile)) {
            return new Named(Scenarios.named(nameOrFile), true);
        }
        if (isFile(nameOrFile)) {
            return new Named(ScenarioParser.parse(read(nameOrFile), nameOrFile), false);
        }
        return new Named(Scenarios.named(nameOrFile), true);
    }

    /** A built-in profile's name, or a profile file's path. */
    static Profile profile(String nameOrFile) {
        Profile builtIn = Profiles.named(nameOrFile);
        if (builtIn != null) {
            return builtIn;
        }
        if (isFile(nameOrFile)) {
            return ProfileParser.parse(read(nameOrFile), nameOrFile);
        }
        List<String> names = Profiles.all().stream().map(Profile::name).toList();
        throw BadInputException.unknown("profile", nameOrFile, names);
    }

    /** A node's keys, null for none. */
    static @Nullable NodeKeys keys(@Nullable Path dir) {
        return dir == null ? null : NodeKeys.in(dir);
    }

    static StrategyFactory strategy(String text) {
        try {
            return Strategies.parse(text);
        } catch (IllegalArgumentException e) {
            throw new BadInputException(e.getMessage());
        }
    }

    /** A name of a file rather than of something built in: it has a separator or an ending, or the file is there. */
    private static boolean isFile(String text) {
        return text.contains("/") || text.contains(".") || Files.exists(Path.of(text));
    }

    /** A file's text; UTF-8, at most a megabyte. */
    static String read(String file) {
        Path path = Path.of(file);
        try {
            if (Files.isDirectory(path)) {
                throw new UserException("'" + file + "' is a directory; name a file in it.");
            }
            if (!Files.exists(path)) {
                throw new UserException("There is no file '" + file + "'.");
            }
            if (Files.size(path) > FILE_BYTES_MAX) {
                throw new UserException("File '" + file + "' has " + Files.size(path) + " bytes; accepted are at most "
                        + FILE_BYTES_MAX + ".");
            }
            return Files.readString(path);
        } catch (CharacterCodingException e) {
            throw new UserException("File '" + file + "' is no UTF-8 text.");
        } catch (AccessDeniedException e) {
            throw new UserException("File '" + file + "' may not be read.");
        } catch (IOException e) {
            throw new UserException("File '" + file + "' cannot be read: " + Reason.of(e) + ".");
        }
    }
}
