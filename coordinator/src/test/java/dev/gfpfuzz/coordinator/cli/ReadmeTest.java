package dev.gfpfuzz.coordinator.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every command in the README works as printed, and what it shows is what it prints. */
class ReadmeTest {
    private static final Path ROOT = Path.of("..");

    /** Commands that do their work within a moment. */
    private static final List<String> QUICK =
            List.of("explain", "replay", "shrink", "check", "list", "triage", "corpus");

    static List<String> commands() throws IOException {
        List<String> commands = new ArrayList<>();
        try (Stream<Path> pages = Files.list(ROOT.resolve("docs"))) {
            for (Path page : Stream.concat(Stream.of(ROOT.resolve("README.md")), pages.sorted())
                    .filter(p -> p.toString().endsWith(".md"))
                    .toList()) {
                Matcher block =
                        Pattern.compile("```sh\n(.*?)```", Pattern.DOTALL).matcher(Files.readString(page));
                while (block.find()) {
                    block.group(1)
                            .lines()
                            .filter(line -> line.startsWith("./gfpfuzz "))
                            .forEach(commands::add);
                }
            }
        }
        return commands;
    }

    private static String[] arguments(String command) {
        return command.replaceFirst("^\\./gfpfuzz +", "")
                .replaceFirst(" *#.*$", "")
                .split(" +");
    }

    @ParameterizedTest
    @MethodSource("commands")
    void isUnderstood(String command) {
        var line = Main.commandLine(Console.system(), Interrupt.never());
        assertThat(line.parseArgs(arguments(command)).subcommand()).as(command).isNotNull();
    }

    @ParameterizedTest
    @MethodSource("commands")
    void works(String command) {
        String[] args = arguments(command);
        if (!QUICK.contains(args[0]) || command.contains(" --listen ")) {
            return; // takes long, or waits for others
        }
        Program.Result r = Program.run(args);
        assertThat(r.code()).as(command + ": " + r.err()).isIn(ExitCode.DONE, ExitCode.VIOLATION);
        assertThat(r.out()).as(command).isNotEmpty();
    }

    @Test
    void theStoryIsTheRealOne() throws IOException {
        String readme = Files.readString(ROOT.resolve("README.md"));
        String command = commands().stream()
                .filter(c -> c.contains("explain --brief"))
                .findFirst()
                .orElseThrow();
        assertThat(readme)
                .as("paste the output of: " + command)
                .contains(Program.run(arguments(command)).out().stripTrailing());
    }

    @Test
    void theScenarioAndTheProfileAreReal(@TempDir Path dir) throws IOException {
        String readme = Files.readString(ROOT.resolve("README.md"));
        int from = readme.indexOf("scenario mine");
        List<String> block =
                readme.substring(from, readme.indexOf("```", from)).lines().toList();
        int right = block.get(0).indexOf("profile mine");
        StringBuilder scenario = new StringBuilder();
        StringBuilder profile = new StringBuilder();
        for (String line : block) {
            scenario.append(line.length() > right ? line.substring(0, right).stripTrailing() : line)
                    .append('\n');
            String other = line.length() > right ? line.substring(right) : "";
            profile.append(other.startsWith("./gfpfuzz") ? "" : other).append('\n');
        }
        Path scenarioFile = Files.writeString(dir.resolve("mine.gfz"), scenario);
        Path profileFile = Files.writeString(dir.resolve("mine.profile"), profile);
        Program.Result r = Program.run("check", scenarioFile.toString(), "--profile", profileFile.toString(), "--json");
        assertThat(r.code()).as(r.err()).isEqualTo(ExitCode.VIOLATION);
        assertThat(r.json().at("/findings/0/invariant").asText()).isEqualTo("no-stuck-waiter");
        assertThat(Program.run("check", scenarioFile.toString()).code()).isEqualTo(ExitCode.DONE);
    }
}
