package dev.gfpfuzz.coordinator.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** {@code check --workers N}: the document of one search, whatever N. */
class CheckWorkersTest {
    private static JsonNode check(String... args) {
        Program.Result r = Program.run(args);
        assertThat(r.code()).as(r.err()).isIn(ExitCode.DONE, ExitCode.VIOLATION);
        return ((ObjectNode) r.json()).without("seconds");
    }

    private static JsonNode unsplit(JsonNode document) {
        return ((ObjectNode) document.deepCopy()).without("split");
    }

    @ParameterizedTest
    @CsvSource({"two-readers, v4_17", "shared-blocks, v4_17", "forget, v4_17"})
    void aProof(String scenario, String profile) {
        JsonNode one = check("check", scenario, "--profile", profile, "--json");
        assertThat(one.has("split")).isFalse();
        JsonNode first = check("check", scenario, "--profile", profile, "--workers", "1", "--json");
        assertThat(unsplit(first)).isEqualTo(one);
        assertThat(first.at("/split/subtrees").asLong()).isGreaterThan(1);
        assertThat(first.at("/split/executed").asLong())
                .isGreaterThanOrEqualTo(one.get("transitions").asLong());
        for (String n : List.of("2", "3")) {
            assertThat(check("check", scenario, "--profile", profile, "--workers", n, "--json"))
                    .as("%s workers", n)
                    .isEqualTo(first);
        }
    }

    @Test
    void aShortestCounterexample() {
        String[] args = {"check", "two-readers", "--profile", "mut_renoio", "--json"};
        JsonNode one = check(args);
        JsonNode two = check("check", "two-readers", "--profile", "mut_renoio", "--json", "--workers", "2");
        JsonNode three = check("check", "two-readers", "--profile", "mut_renoio", "--json", "--workers", "3");
        assertThat(two).isEqualTo(three);
        assertThat(two.get("verdict")).isEqualTo(one.get("verdict"));
        assertThat(two.at("/findings/0/invariant")).isEqualTo(one.at("/findings/0/invariant"));
        assertThat(two.at("/findings/0/steps")).isEqualTo(one.at("/findings/0/steps"));
    }
}
