package dev.gfpfuzz.coordinator.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** {@code --config FILE}: what the file says, what the command line says against it, and what is wrong with a file. */
class ConfigFileTest {
    private static final String NIGHT = """
            # of a night
            scenario  = two-readers
            profile   = mut_renoio

            schedules = 300
            seed      = 7
            strategy  = pct:depth=2
            workers   = 1
            json      = true
            """;

    @TempDir
    private Path temp;

    private Path file(String text) throws IOException {
        return Files.writeString(temp.resolve("night.conf"), text);
    }

    private JsonNode run(String... more) throws IOException {
        String[] args = new String[more.length + 4];
        args[0] = "run";
        System.arraycopy(more, 0, args, 1, more.length);
        args[more.length + 1] = "--config=" + file(NIGHT);
        args[more.length + 2] = "--campaign";
        args[more.length + 3] = temp.resolve("c" + more.length).toString();
        Program.Result r = Program.run(args);
        assertThat(r.code()).as(r.err()).isIn(ExitCode.DONE, ExitCode.VIOLATION);
        return r.json();
    }

    @Test
    void settingsAreTheOptionsOfTheSameName() throws IOException {
        JsonNode json = run();
        assertThat(json.get("seed").asLong()).isEqualTo(7);
        assertThat(json.get("strategy").asText()).isEqualTo("pct:depth=2");
        assertThat(json.get("budgetSchedules").asLong()).isEqualTo(300);
        assertThat(json.get("targets")).hasSize(1);
        assertThat(json.at("/targets/0/scenario").asText()).isEqualTo("two-readers");
        assertThat(json.at("/targets/0/profile").asText()).isEqualTo("mut_renoio");
        Program.Result same = Program.run(
                "run",
                "two-readers",
                "--profile",
                "mut_renoio",
                "--schedules",
                "300",
                "--seed",
                "7",
                "--strategy",
                "pct:depth=2",
                "--json",
                "--campaign",
                temp.resolve("same").toString());
        assertThat(same.json().get("digest")).isEqualTo(json.get("digest"));
    }

    @Test
    void commandLineCountsMore() throws IOException {
        JsonNode json = run("forget", "--profile", "v4_17", "--seed=8", "--for", "1s");
        assertThat(json.get("seed").asLong()).isEqualTo(8);
        assertThat(json.get("budgetSeconds").asLong()).isEqualTo(1);
        assertThat(json.has("budgetSchedules")).isFalse();
        assertThat(json.get("targets")).hasSize(1);
        assertThat(json.at("/targets/0/scenario").asText()).isEqualTo("forget");
        assertThat(json.at("/targets/0/profile").asText()).isEqualTo("v4_17");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "run         | profle = v4_17           | night.conf:2: Unknown setting 'profle'; known: | did you mean profile?",
                "run         | listen = 127.0.0.1:1     | Unknown setting 'listen'                       | known:",
                "run         | for = 5x                 | night.conf:2: Invalid value for option '--for' | '5x' is no duration",
                "run         | json = yes               | night.conf:2: 'json' is true or false          | 'yes'",
                "run         | profile                  | night.conf:2: 'profile' is no setting          | profile = v4_17",
                "run         | profile = v4_71          | Unknown profile 'v4_71'                        | did you mean v4_17, ",
                "coordinator | jion = a:1               | Unknown setting 'jion'                         | known:",
                "worker      | jion = 127.0.0.1:1       | night.conf:2: Unknown setting 'jion'           | did you mean join?",
                "worker      | join = here              | 'here' is no address                           | HOST:PORT",
                "coordinator | listen = 192.0.2.7:25520 | beyond this machine, needs keys                | keys init",
            })
    void mistakeInAFile_isOneSentenceWithItsPlace(String command, String line, String sentence, String help)
            throws IOException {
        Path campaign = temp.resolve("c");
        Path file = file("# first\n" + line + "\n" + (command.equals("worker") ? "" : "campaign = " + campaign + "\n"));
        Program.Result r = Program.run(command, "--config", file.toString());
        assertThat(r.code()).isEqualTo(ExitCode.USAGE);
        assertThat(r.err()).startsWith("gfpfuzz: ").contains(sentence, help).hasLineCount(1);
        assertThat(r.out()).isEmpty();
        assertThat(campaign).doesNotExist();
    }

    @Test
    void settingMadeTwice_isRefused() throws IOException {
        Program.Result r =
                Program.run("run", "--config", file("seed = 1\nseed = 2\n").toString());
        assertThat(r.code()).isEqualTo(ExitCode.USAGE);
        assertThat(r.err()).contains("night.conf:2: 'seed' was set before").hasLineCount(1);
    }

    @Test
    void noFile_isASentence() {
        Program.Result r = Program.run("run", "--config", "missing.conf");
        assertThat(r.code()).isEqualTo(ExitCode.USAGE);
        assertThat(r.err()).isEqualTo("gfpfuzz: There is no file 'missing.conf'.\n");
    }
}
