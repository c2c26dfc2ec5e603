package dev.gfpfuzz.scenario;

import dev.gfpfuzz.api.PublicApi;
import dev.gfpfuzz.text.BadInputException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The built-in scenarios: one resource file each, listed in {@code index.txt}. */
@PublicApi
public final class Scenarios {
    private static final Map<String, Scenario> ALL = load();

    private Scenarios() {}

    /** In the order of the index: small ones first. */
    public static List<Scenario> all() {
        return List.copyOf(ALL.values());
    }

    public static List<String> names() {
        return List.copyOf(ALL.keySet());
    }

    /** @throws BadInputException if there is none of that name; the message names the nearest */
    public static Scenario named(String name) {
        Scenario s = ALL.get(name);
        if (s == null) {
            throw BadInputException.unknown("scenario", name, ALL.keySet());
        }
        return s;
    }

    private static Map<String, Scenario> load() {
        Map<String, Scenario> all = new LinkedHashMap<>();
        for (String name : text("index.txt").lines().toList()) {
            String file = name + ".gfz";
            Scenario s = ScenarioParser.parse(text(file), file);
            if (!s.name().equals(name)) {
                throw new IllegalStateException("File " + file + " holds scenario " + s.name());
            }
            all.put(name, s);
        }
        return Collections.unmodifiableMap(all);
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
