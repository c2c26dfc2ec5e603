package dev.gfpfuzz.coordinator.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** One sentence that says what is wrong and what was meant, exit code 2, nothing on standard output. */
class BadInputTest {
    static Stream<Arguments> mistakes() {
        return Stream.of(
                mistake("did you mean replay?", "replya", "x"),
                mistake("A command is missing"),
                mistake("did you mean --profile?", "check", "two-readers", "--profle", "v4_17"),
                mistake("did you mean two-readers?", "check", "two-raeders"),
                mistake("did you mean v4_17, ", "check", "two-readers", "--profile", "v4_71"),
                mistake("did you mean scenarios?", "list", "scenrios"),
                mistake("'-5' is too small", "check", "two-readers", "--max-states", "-5"),
                mistake("'5x' is no duration", "check", "two-readers", "--for", "5x"),
                mistake("needs SCENARIO (a built-in scenario's name, or a scenario file); see", "check"),
                mistake("'25520' is no address", "check", "two-readers", "--listen", "25520"),
                mistake("beyond this machine, needs keys", "check", "two-readers", "--listen", "192.0.2.7:25520"),
                mistake("--keys is for a coordinator that listens", "check", "two-readers", "--keys", "keys"),
                mistake("one argument too many", "check", "two-readers", "more"),
                mistake("There is no file 'missing.gfz'", "check", "missing.gfz"),
                mistake("This is no token", "replay", "abc"),
                mistake("The token is damaged", "replay", "gfz1AAELdHdvLXJlYWRlcnM"),
                mistake("did you mean pct?", "run", "two-readers", "--strategy", "ptc"),
                mistake("(did you mean depth?)", "run", "two-readers", "--strategy", "pct:dept=3"),
                mistake("(did you mean --profile?)", "check", "two-readers", "--prof", "v4_17"),
                mistake("Unknown option '--nope' of gfpfuzz check; see", "check", "two-readers", "--nope"),
                mistake("list needs WHAT (scenarios, profiles, invariants, strategies or callers); see", "list"),
                mistake("gfpfuzz run needs --classpath CP; see", "run", "--property", "X"),
                mistake("gfpfuzz run needs --confidence C; see", "run", "--depth", "3"),
                mistake("A budget is given once: one of --for, ", "run", "--schedules", "10", "--schedules", "20"),
                mistake("A budget is given once: one of --for, ", "run", "--for", "1s", "--for", "2s"),
                mistake("--mutants runs all mutants", "corpus", "--mutants", "bufio-noio-under-lock"),
                mistake("--mutants runs all mutants", "corpus", "--mutants", "--markdown", "page.md"),
                mistake("Unknown experiment 'Q99'", "whatif", "Q99", "all"),
                mistake("no such file or directory ('/proc/kk')", "keys", "init", "/proc/kk", "a"),
                mistake("Nothing listens at port 0", "worker", "--join", "127.0.0.1:0"),
                mistake("'-1' is too small", "run", "two-readers", "--schedules", "-1"),
                mistake("'0' is too small", "run", "two-readers", "--workers", "0"),
                mistake("mutually exclusive", "run", "--for", "1s", "--schedules", "5"),
                mistake("holds no campaign", "status", "no-such-directory"),
                mistake("holds no campaign", "resume", "no-such-directory"),
                mistake("holds no campaign", "report", "no-such-directory"),
                mistake("cannot be written", "run", "two-readers", "--campaign", "/proc/no/campaign"),
                mistake(
                        "9,223,372,036,854,775,807 schedules is too long",
                        "run",
                        "get-only",
                        "--schedules",
                        "" + Long.MAX_VALUE),
                mistake("accepted are 1 to 9223372036854775807", "run", "--schedules", "99999999999999999999999"),
                mistake("is too long; accepted are durations up to 100000d", "run", "--for", "99999999999999999999s"),
                mistake("'abc' is no whole number", "run", "--seed", "abc"),
                mistake("'9223372036854775808' is too large", "triage", "--seed", "9223372036854775808"),
                mistake("'1.5' is no whole number", "whatif", "Q1", "--seed", "1.5"),
                mistake("'x' is no whole number", "corpus", "--seed", "x"),
                mistake("accepted are 1 to 100000", "run", "--generate=1000000000"),
                mistake("accepted are 1 to 1024", "run", "two-readers", "--workers", "1025"),
                mistake("accepted are 1 to 1024", "check", "two-readers", "--workers", "1025"),
                mistake(
                        "Confidence 0.99 at depth 60 takes some 2^63 schedules or more",
                        "run",
                        "pressure-rivals",
                        "--confidence",
                        "0.99",
                        "--depth",
                        "60"),
                mistake("mutually exclusive", "explain", "--svg", "--html", "gfz1x"));
    }

    private static Arguments mistake(String sentence, String... args) {
        return Arguments.of(sentence, args);
    }

    @ParameterizedTest
    @MethodSource("mistakes")
    void oneSentence(String sentence, String[] args) {
        Program.Result r = Program.run(args);
        assertThat(r.code()).isEqualTo(ExitCode.USAGE);
        assertThat(r.err()).contains(sentence).startsWith("gfpfuzz: ");
        assertThat(r.err().lines()).hasSize(1);
        assertThat(r.out()).isEmpty();
    }

    @Test
    void aTypoInAScenarioFileIsShownWithItsPlace(@TempDir Path dir) throws Exception {
        Path file = dir.resolve("typo.gfz");
        Files.writeString(file, "scenario typo\n\nmemory m pages=0\ndm-bufio c reserved=1\n\ntask A\n  b = raed c 1\n");
        Program.Result r = Program.run("check", file.toString());
        assertThat(r.code()).isEqualTo(ExitCode.USAGE);
        assertThat(r.err()).contains("typo.gfz:7:7: ", "did you mean read?");
    }

    @Test
    void twoScenariosOfOneName_areToldApartByTheUser(@TempDir Path dir) throws Exception {
        Path file = dir.resolve("tr.gfz");
        Files.writeString(
                file, "scenario two-readers\n\nmemory m pages=0\ndm-bufio c reserved=1\n\ntask A\n  b = read c 1\n");
        Program.Result r = Program.run("run", file.toString(), "two-readers", "--schedules", "10");
        assertThat(r.code()).isEqualTo(ExitCode.USAGE);
        assertThat(r.err())
                .isEqualTo("gfpfuzz: Both '" + file + "' and what is built in have a scenario two-readers, and not the"
                        + " same one; rename one of them.\n");
    }

    @Test
    void withJson_theDocumentSaysIt() {
        Program.Result r = Program.run("check", "two-raeders", "--json");
        assertThat(r.json().get("error").asText()).contains("two-raeders");
        assertThat(r.json().get("exitCode").asInt()).isEqualTo(ExitCode.USAGE);
    }

    @Test
    void everyCommandHasHelpWithAnExample() {
        for (String command : Main.commandLine(Console.system(), Interrupt.never())
                .getSubcommands()
                .keySet()) {
            Program.Result r = Program.run(command, "--help");
            assertThat(r.code()).as(command).isZero();
            assertThat(r.out()).as(command).contains("Example", "  ./gfpfuzz " + command);
        }
    }

    /** The list of commands shows the first element of each description. */
    @Test
    void everyCommandIsDescribedByAWholeSentence() {
        Main.commandLine(Console.system(), Interrupt.never()).getSubcommands().forEach((name, command) -> {
            String[] description = command.getCommandSpec().usageMessage().description();
            assertThat(description[0]).as(name).endsWith(".");
        });
    }
}
