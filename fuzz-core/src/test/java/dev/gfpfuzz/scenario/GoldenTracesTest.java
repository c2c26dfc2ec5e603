package dev.gfpfuzz.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gfpfuzz.profile.Profile;
import dev.gfpfuzz.profile.Profiles;
import dev.gfpfuzz.run.Outcome;
import dev.gfpfuzz.run.Runner;
import dev.gfpfuzz.schedule.TokenException;
import dev.gfpfuzz.search.RandomWalk;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * Same token, same trace, bit for bit: a thousand tokens with the hash of the trace that each gave when the file was
 * written, on whatever JDK and machine that was.
 *
 * <p>A change of a model changes traces. If it was meant, write the file anew and tell in CHANGELOG.md that older tokens
 * are no longer valid: {@code ./mvnw test -pl fuzz-core -Dtest=GoldenTracesTest -Dgolden.write=true}
 */
class GoldenTracesTest {
    private static final String FILE = "golden-traces.txt";
    private static final int TOKENS = 1_000;
    private static final int STEPS_MAX = 400;

    @BeforeAll
    static void writeIfAskedTo() throws IOException {
        if (Boolean.getBoolean("golden.write")) {
            write();
        }
    }

    @Test
    void sameTokenSameTrace() throws IOException {
        List<String> lines = lines();
        assertThat(lines).hasSize(TOKENS);
        List<String> others = new ArrayList<>();
        for (String line : lines) {
            String token = line.substring(0, line.indexOf(' '));
            try {
                Reproduction r = Token.decode(token, Token.Sources.BUILT_IN);
                assertThat(Token.encode(r)).as("the token of what a token says").isEqualTo(token);
                if (!line(token, r).equals(line)) {
                    others.add(r.theCase().subject().name() + ": another trace; " + token);
                }
            } catch (TokenException e) {
                others.add(e.getMessage() + " " + token);
            }
        }
        assertThat(others)
                .as("What has changed since %s was written; if that was meant, write it anew as the class says", FILE)
                .isEmpty();
    }

    @Test
    void manyScenariosAndProfilesAreAmongThem() throws IOException {
        Set<String> scenarios = new TreeSet<>();
        Set<String> profiles = new TreeSet<>();
        for (String line : lines()) {
            Case c = Token.decode(line.substring(0, line.indexOf(' ')), Token.Sources.BUILT_IN)
                    .theCase();
            scenarios.add(c.scenario().name());
            profiles.add(c.profile().name());
        }
        assertThat(scenarios).hasSizeGreaterThan(400);
        assertThat(profiles).hasSizeGreaterThan(10);
    }

    private static String line(String token, Reproduction r) {
        long hash = new Runner(r.theCase().subject()).traceHash(r.schedule());
        return token + " " + String.format("%016x", hash);
    }

    private static List<String> lines() throws IOException {
        try (InputStream in = GoldenTracesTest.class.getResourceAsStream(FILE)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().toList();
        }
    }

    /** Half of the tokens are of built-in scenarios, in turn with the profiles; half are of generated ones. */
    private static void write() throws IOException {
        List<String> lines = new ArrayList<>();
        List<Profile> profiles = Profiles.all();
        List<String> names = Scenarios.names();
        for (long seed = 0; lines.size() < TOKENS; seed++) {
            int i = (int) (seed >>> 1);
            Case c = seed % 2 == 0
                    ? Case.builtIn(names.get(i % names.size()), profiles.get(i / names.size() % profiles.size()))
                    : Case.generated(seed, mode(i), ScenarioGenerator.profile(seed));
            Outcome o = new Runner(c.subject(), STEPS_MAX).run(new RandomWalk(), seed);
            if (o.steps() < STEPS_MAX) {
                lines.add(line(Token.encode(c, o.schedule()), new Reproduction(c, o.schedule())));
            }
        }
        byte[] text = (String.join("\n", lines) + "\n").getBytes(StandardCharsets.UTF_8);
        for (String root : List.of("src/test/resources", "target/test-classes")) {
            Path file = Path.of(root, "dev/gfpfuzz/scenario", FILE);
            Files.createDirectories(file.getParent());
            Files.write(file, text);
        }
    }

    private static ScenarioGenerator.Mode mode(int i) {
        return ScenarioGenerator.Mode.values()[i % 2];
    }
}
