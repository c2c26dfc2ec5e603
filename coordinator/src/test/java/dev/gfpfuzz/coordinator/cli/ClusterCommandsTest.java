package dev.gfpfuzz.coordinator.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gfpfuzz.coordinator.campaign.Listening;
import dev.gfpfuzz.workers.cluster.Endpoint;
import dev.gfpfuzz.workers.cluster.NodeKeys;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is refused before anything listens: a sentence, exit code 2, and nothing is left behind. */
class ClusterCommandsTest {
    @TempDir
    private Path temp;

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "192.0.2.7:25520 | Listening at 192.0.2.7:25520, beyond this machine, needs keys",
                "25520           | '25520' is no address; an address is HOST:PORT",
                "127.0.0.1:70000 | '127.0.0.1:70000' is no address",
                "0.0.0.0:25520   | '0.0.0.0' stands for every address of this machine"
            })
    void coordinatorThatCannotListenThere_isRefused(String address, String sentence) {
        Path campaign = temp.resolve("c");
        Program.Result r =
                Program.run("coordinator", "two-readers", "--listen", address, "--campaign", campaign.toString());
        assertThat(r.code()).isEqualTo(ExitCode.USAGE);
        assertThat(r.err()).startsWith("gfpfuzz: " + sentence).hasLineCount(1);
        assertThat(campaign).doesNotExist();
    }

    @Test
    void directoryWithoutKeys_isRefused() {
        Program.Result r = Program.run("worker", "--join", "127.0.0.1:1", "--keys", temp.toString());
        assertThat(r.code()).isEqualTo(ExitCode.USAGE);
        assertThat(r.err()).contains("holds no node.p12 that can be read");
    }

    @Test
    void authorityIsMadeOnce_andIssuesMore() {
        String dir = temp.resolve("keys").toString();
        Program.Result made = Program.run("keys", "init", dir, "coordinator", "--json");
        assertThat(made.json().at("/nodes/0/directory").asText()).endsWith("keys/coordinator");
        assertThat(Path.of(dir, "coordinator", "node.p12")).isNotEmptyFile();
        assertThat(Program.run("keys", "init", dir).err()).contains("There is an authority in");
        assertThat(Program.run("keys", "add", dir, "w/1").err()).contains("'w/1' is no name for a node");
        assertThat(Program.run("keys", "add", dir, "w1", "--days", "3").out())
                .startsWith("Keys of w1, valid for 3 days");
    }

    @Test
    void namesAreLookedAtBeforeAnythingIsMade() {
        Path dir = temp.resolve("kk");
        assertThat(Program.run("keys", "init", dir.toString(), "a", "a b").err())
                .startsWith("gfpfuzz: 'a b' is no name for a node");
        assertThat(dir).doesNotExist();
        assertThat(Program.run("keys", "init", dir.toString(), "a", "a", "--json")
                        .json()
                        .get("nodes"))
                .hasSize(1);
    }

    /** What a coordinator prints is a command that works when it is pasted where its keys are. */
    @Test
    void joiningIsToldWithTheKeysItTakes() {
        Endpoint at = Endpoint.parse("127.0.0.1:0");
        assertThat(Crew.joining(new Listening(at, null), null).joining("127.0.0.1:25520"))
                .isEqualTo("./gfpfuzz worker --join 127.0.0.1:25520");
        String dir = temp.resolve("my keys").toString();
        Program.run("keys", "init", dir, "a");
        NodeKeys keys = NodeKeys.in(Path.of(dir, "a"));
        assertThat(Crew.joining(new Listening(at, keys), null).joining("127.0.0.1:25520"))
                .isEqualTo("./gfpfuzz worker --join 127.0.0.1:25520 --keys '" + dir + "/a'");
        assertThat(Crew.joining(new Listening(Endpoint.parse("192.0.2.7:25520"), keys), null)
                        .joining("192.0.2.7:25520"))
                .startsWith("./gfpfuzz worker --join 192.0.2.7:25520 --keys KEYS    (KEYS: ")
                .doesNotContain(dir);
    }
}
