package dev.gfpfuzz.scenario;

import dev.gfpfuzz.profile.Profile;
import dev.gfpfuzz.profile.ProfileParser;
import dev.gfpfuzz.profile.ProfilePrinter;
import dev.gfpfuzz.profile.Profiles;
import dev.gfpfuzz.schedule.PayloadReader;
import dev.gfpfuzz.schedule.PayloadWriter;
import dev.gfpfuzz.schedule.Schedule;
import dev.gfpfuzz.schedule.Schedule.Circle;
import dev.gfpfuzz.schedule.TokenException;
import dev.gfpfuzz.schedule.TokenText;
import dev.gfpfuzz.text.BadInputException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Supplier;
import java.util.zip.CRC32;

/**
 * A case and a schedule as short text, {@code gfz1...}: everything a replay needs.
 *
 * <p>Payload: a byte of kinds (bits 0-1 {@link From} of the scenario, 2-3 of the profile, 4 whether there are edits, 5 whether the
 * run goes round for ever); the
 * {@link Fidelity}; the scenario; the profile; the edits; the circle; the schedule. What this program or its user has (a built-in,
 * a file too long to embed) is there by name, a scenario also by the CRC-32 of its printed text, so that a token made
 * for another version of it is refused instead of replaying something else.
 */
public final class Token {
    /** A user's own text up to this many characters is inside the token. */
    private static final int EMBEDDED_SCENARIO_MAX = 1200;

    private static final int EMBEDDED_PROFILE_MAX = 600;
    private static final int EDITS = 1 << 4;
    private static final int CIRCLE = 1 << 5;
    /** Tasks and operations that edits take out: far above what a scenario's text has room for. */
    private static final int INDICES_MAX = 1 << 16;

    /** How something is had again. */
    private enum From {
        BUILT_IN,
        TEXT,
        FILE,
        SEED
    }

    /** What a user gave beside a token: files it may ask for. */
    public record Sources(List<Scenario> scenarios, List<Profile> profiles) {
        /** Nothing beside what this program has. */
        public static final Sources BUILT_IN = new Sources(List.of(), List.of());

        public Sources {
            scenarios = List.copyOf(scenarios);
            profiles = List.copyOf(profiles);
        }
    }

    private Token() {}

    public static String encode(Reproduction r) {
        return encode(r.theCase(), r.schedule());
    }

    public static String encode(Case c, Schedule schedule) {
        Scenario scenario = c.origin().scenario();
        From scenarioFrom = from(c.origin());
        From profileFrom = from(c.profile());
        Circle circle = schedule.circle();
        PayloadWriter out = new PayloadWriter();
        out.octet(scenarioFrom.ordinal()
                | profileFrom.ordinal() << 2
                | (c.edits().isEmpty() ? 0 : EDITS)
                | (circle == null ? 0 : CIRCLE));
        out.octet(Fidelity.of(scenario).ordinal());
        switch (scenarioFrom) {
            case BUILT_IN, FILE -> out.string(scenario.name()).digest(digest(scenario));
            case TEXT -> out.bytes(Deflated.of(ScenarioPrinter.print(scenario)));
            case SEED -> {
                Origin.Generated g = (Origin.Generated) c.origin();
                out.octet(g.mode().ordinal()).number(g.seed()).digest(digest(scenario));
            }
        }
        switch (profileFrom) {
            case BUILT_IN -> out.string(c.profile().name());
            case TEXT -> out.bytes(Deflated.of(ProfilePrinter.print(c.profile())));
            default -> out.string(c.profile().name()).digest(digest(ProfilePrinter.print(c.profile())));
        }
        if (!c.edits().isEmpty()) {
            write(out, c.edits());
        }
        if (circle != null) {
            out.circle(circle);
        }
        return TokenText.wrap(out.end(schedule));
    }

    private static From from(int bits) {
        if (bits >= From.values().length) {
            throw new TokenException(
                    "The token is of a kind that this program does not know; it was made by a later one.");
        }
        return From.values()[bits];
    }

    private static From from(Origin origin) {
        if (origin instanceof Origin.BuiltIn) {
            return From.BUILT_IN;
        }
        if (origin instanceof Origin.Generated) {
            return From.SEED;
        }
        boolean fits = ScenarioPrinter.print(origin.scenario()).length() <= EMBEDDED_SCENARIO_MAX;
        return fits ? From.TEXT : From.FILE;
    }

    private static From from(Profile p) {
        if (p.equals(Profiles.named(p.name()))) {
            return From.BUILT_IN;
        }
        return ProfilePrinter.print(p).length() <= EMBEDDED_PROFILE_MAX ? From.TEXT : From.FILE;
    }

    /**
     * @param sources what the user gave beside the token
     * @throws TokenException if the token is damaged, of another version, or asks for something that is not there or has
     *     changed; the message is one sentence
     */
    public static Reproduction decode(String token, Sources sources) {
        PayloadReader in = new PayloadReader(TokenText.unwrap(token));
        int kinds = in.octet();
        int fidelity = in.octet();
        Origin origin = origin(in, from(kinds & 3), sources);
        Scenario scenario = origin.scenario();
        if (fidelity != Fidelity.of(scenario).ordinal()) {
            throw new TokenException("The token was made with another kind of memory for scenario " + scenario.name()
                    + " than this program has.");
        }
        Profile profile = profile(in, from(kinds >>> 2 & 3), sources);
        Edits edits = (kinds & EDITS) == 0 ? Edits.NONE : edits(in);
        Case c = new Case(origin, edits, profile);
        try {
            c.scenario();
        } catch (IllegalArgumentException e) {
            throw new TokenException("The token does not fit scenario " + scenario.name() + ": " + e.getMessage());
        }
        Circle circle = (kinds & CIRCLE) == 0 ? null : in.circle();
        return new Reproduction(c, in.end().around(circle));
    }

    private static Origin origin(PayloadReader in, From from, Sources sources) {
        return switch (from) {
            case BUILT_IN -> {
                String name = in.string();
                int digest = in.digest();
                Scenario s = known(() -> Scenarios.named(name));
                check("scenario", name, digest, digest(s));
                yield new Origin.BuiltIn(name);
            }
            case TEXT -> {
                String text = Deflated.inflate(in.bytes());
                yield new Origin.Own(known(() -> ScenarioParser.parse(text, "scenario in the token")));
            }
            case FILE -> {
                String name = in.string();
                int digest = in.digest();
                Scenario s = sources.scenarios().stream()
                        .filter(each -> each.name().equals(name))
                        .findFirst()
                        .orElseThrow(() -> missing("scenario", name));
                check("scenario", name, digest, digest(s));
                yield new Origin.Own(s);
            }
            case SEED -> {
                int mode = in.octet() & 1;
                Origin g = new Origin.Generated(in.number(), ScenarioGenerator.Mode.values()[mode]);
                check("the generated scenario", g.scenario().name(), in.digest(), digest(g.scenario()));
                yield g;
            }
        };
    }

    private static Profile profile(PayloadReader in, From from, Sources sources) {
        if (from == From.TEXT) {
            String text = Deflated.inflate(in.bytes());
            return known(() -> ProfileParser.parse(text, "profile in the token"));
        }
        String name = in.string();
        if (from == From.BUILT_IN) {
            Profile p = Profiles.named(name);
            if (p == null) {
                List<String> all = Profiles.all().stream().map(Profile::name).toList();
                throw new TokenException(BadInputException.unknown("profile in the token", name, all)
                        .getMessage());
            }
            return p;
        }
        int digest = in.digest();
        Profile p = sources.profiles().stream()
                .filter(each -> each.name().equals(name))
                .findFirst()
                .orElseThrow(() -> missing("profile", name));
        check("profile", name, digest, digest(ProfilePrinter.print(p)));
        return p;
    }

    private static TokenException missing(String what, String name) {
        return new TokenException("The token needs " + what + " '" + name
                + "', which is too long to be inside it; give its" + " file with --" + what + " FILE.");
    }

    private static void check(String what, String name, int wanted, int found) {
        if (wanted != found) {
            throw new TokenException("The token was made for another version of " + what + " '" + name + "'.");
        }
    }

    private static <T> T known(Supplier<T> named) {
        try {
            return named.get();
        } catch (BadInputException e) {
            throw new TokenException("The token cannot be used here: " + e.getMessage());
        }
    }

    // ---- edits

    private static void write(PayloadWriter out, Edits edits) {
        write(out, edits.tasks());
        out.number(edits.operations().size());
        edits.operations().forEach((task, removed) -> {
            out.number(task);
            write(out, removed);
        });
        out.number(edits.parameters().size());
        edits.parameters().forEach((object, values) -> {
            out.number(object).number(values.size());
            values.forEach((name, value) -> out.string(name).number(value));
        });
    }

    /** Ascending indices as runs: how many runs, then for each the gap before it and its length less one. */
    private static void write(PayloadWriter out, SortedSet<Integer> indices) {
        List<int[]> all = new ArrayList<>();
        for (int i : indices) {
            int[] last = all.isEmpty() ? null : all.get(all.size() - 1);
            if (last != null && last[0] + last[1] == i) {
                last[1]++;
            } else {
                all.add(new int[] {i, 1});
            }
        }
        out.number(all.size());
        int next = 0;
        for (int[] run : all) {
            out.number(run[0] - next).number(run[1] - 1);
            next = run[0] + run[1];
        }
    }

    private static Edits edits(PayloadReader in) {
        int[] room = {INDICES_MAX};
        SortedSet<Integer> tasks = indices(in, room);
        SortedMap<Integer, SortedSet<Integer>> operations = new TreeMap<>();
        for (int n = in.count(); n > 0; n--) {
            int task = in.count();
            operations.put(task, indices(in, room));
        }
        SortedMap<Integer, SortedMap<String, Integer>> parameters = new TreeMap<>();
        for (int n = in.count(); n > 0; n--) {
            int object = in.count();
            SortedMap<String, Integer> values = new TreeMap<>();
            for (int k = in.count(); k > 0; k--) {
                String name = in.string();
                values.put(name, in.count());
            }
            parameters.put(object, values);
        }
        return new Edits(tasks, operations, parameters);
    }

    /** @param room how many more there may be in all: a few bytes can say that there are millions */
    private static SortedSet<Integer> indices(PayloadReader in, int[] room) {
        SortedSet<Integer> indices = new TreeSet<>();
        int next = 0;
        for (int n = in.count(); n > 0; n--) {
            next += in.count();
            for (int length = in.count(); length >= 0; length--) {
                if (--room[0] < 0) {
                    throw new TokenException("The token takes more than " + INDICES_MAX
                            + " tasks and operations out of its scenario, which no scenario has.");
                }
                indices.add(next++);
            }
        }
        return indices;
    }

    // ---- digests

    private static int digest(Scenario s) {
        return digest(ScenarioPrinter.print(s));
    }

    /** CRC-32 of a text in UTF-8: tells versions of one text apart, not forgeries. */
    private static int digest(String text) {
        CRC32 crc = new CRC32();
        crc.update(text.getBytes(StandardCharsets.UTF_8));
        return (int) crc.getValue();
    }
}
