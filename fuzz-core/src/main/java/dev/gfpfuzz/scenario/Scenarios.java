package dev.gfpfuzz.scenario;

import dev.gfpfuzz.api.PublicApi;
import dev.gfpfuzz.text.BadInputException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.ConcurrentNavigableMap;
import java.util.concurrent.ConcurrentSkipListMap;

/**
 * The built-in scenarios: one resource file each, listed in {@code index.txt}. A file is read when its scenario is first
 * asked for, since parsing all of them takes longer than a unit test's own run.
 */
@PublicApi
public final class Scenarios {
    private static final List<String> NAMES = text("index.txt").lines().toList();
    private static final ConcurrentNavigableMap<String, Scenario> READ = new ConcurrentSkipListMap<>();

    private Scenarios() {}

    /** In the order of the index: small ones first. */
    public static List<Scenario> all() {
        return NAMES.stream().map(Scenarios::named).toList();
    }

    public static List<String> names() {
        return NAMES;
    }

    /** @throws BadInputException if there is none of that name; the message names the nearest */
    public static Scenario named(String name) {
        if (!NAMES.contains(name)) {
            throw BadInputException.unknown("scenario", name, NAMES);
        }
        Scenario known = READ.get(name);
        if (known == null) {
            Scenario now = read(name);
            Scenario earlier = READ.putIfAbsent(name, now);
            known = earlier != null ? earlier : now;
        }
        return known;
    }

    private static Scenario read(String name) {
        String file = name + ".gfz";
        Scenario s = ScenarioParser.parse(text(file), file);
        if (!s.name().equals(name)) {
            throw new IllegalStateException("File " + file + " holds scenario " + s.name());
        }
        return s;
    }

    /** The text of a resource beside this class. */
    static String text(String file) {
        try (InputStream in = Scenarios.class.getResourceAsStream(file)) {
            if (in == null) {
                throw new IllegalStateException("There is no resource " + file);
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
