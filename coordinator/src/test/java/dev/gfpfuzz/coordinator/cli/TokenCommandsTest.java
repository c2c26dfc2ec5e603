package dev.gfpfuzz.coordinator.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** replay, explain, shrink and check on the lost freed buffer. */
class TokenCommandsTest {
    private static String token;

    @BeforeAll
    static void findOne() {
        Program.Result check = Program.run("check", "two-readers", "--profile", "mut_renoio", "--json");
        assertThat(check.code()).isEqualTo(ExitCode.VIOLATION);
        token = check.json().at("/findings/0/token").asText();
        assertThat(token).startsWith("gfz1").hasSizeLessThan(300);
    }

    @Test
    void check_provesTheDefaultProfile() {
        Program.Result r = Program.run("check", "two-readers", "--json");
        assertThat(r.code()).isEqualTo(ExitCode.DONE);
        JsonNode json = r.json();
        assertThat(json.get("verdict").asText()).isEqualTo("holds");
        assertThat(json.get("evidence").asText()).isEqualTo("exhaustive");
        assertThat(json.get("states").asLong()).isGreaterThan(100);
        assertThat(json.get("findings")).isEmpty();
        assertThat(json.get("exercised").toString()).contains("no-lost-freed-buffer");
    }

    @Test
    void check_saysWhichBoundWasReached() {
        Program.Result r = Program.run("check", "two-readers", "--max-states", "50", "--json");
        assertThat(r.code()).isEqualTo(ExitCode.INCONCLUSIVE);
        assertThat(r.json().get("verdict").asText()).isEqualTo("inconclusive");
        assertThat(r.json().get("boundReached").asText()).contains("50 states");
        assertThat(r.json().get("states").asLong()).isEqualTo(50);
    }

    @Test
    void replay_reproducesWithTheSameBytes() {
        Program.Result first = Program.run("replay", token);
        Program.Result second = Program.run("replay", token);
        assertThat(first.code()).isEqualTo(ExitCode.VIOLATION);
        assertThat(first.out())
                .isEqualTo(second.out())
                .startsWith("VIOLATED no-lost-freed-buffer: two-readers under mut_renoio")
                .contains("__alloc_buffer_wait_no_callback:DROPPED_FOR_NOIO", "trace hash ");
        assertThat(Program.run("replay", token, "--json").out())
                .isEqualTo(Program.run("replay", token, "--json").out());
    }

    @Test
    void replay_readsATokenThatAMailProgramBroke() {
        String broken = token.substring(0, 20) + "\n  " + token.substring(20);
        assertThat(Program.run("replay", broken).out())
                .isEqualTo(Program.run("replay", token).out());
    }

    @Test
    void explain_tellsTheStory(@TempDir Path dir) throws Exception {
        Program.Result text = Program.run("explain", token);
        assertThat(text.code()).isEqualTo(ExitCode.DONE);
        assertThat(text.out()).contains("cause", "drops the lock", "./gfpfuzz replay " + token);
        Program.Result html = Program.run("explain", "--html", token);
        assertThat(html.out())
                .startsWith("<!DOCTYPE html>")
                .contains("<svg", "<main>\n<h1>two-readers under ")
                .doesNotContain("http-equiv", "<script");
        Path file = dir.resolve("lanes.svg");
        assertThat(Program.run("explain", "--svg", token, "-o", file.toString()).out())
                .isEmpty();
        assertThat(Files.readString(file)).startsWith("<?xml").contains("</svg>");
    }

    @Test
    void shrink_keepsTheBug() {
        Program.Result r = Program.run("shrink", token, "--json");
        assertThat(r.code()).isEqualTo(ExitCode.VIOLATION);
        JsonNode finding = r.json().at("/findings/0");
        assertThat(finding.get("invariant").asText()).isEqualTo("no-lost-freed-buffer");
        assertThat(finding.get("contextSwitches").asInt())
                .isLessThanOrEqualTo(r.json().at("/before/contextSwitches").asInt());
        assertThat(r.json().at("/after/operations").asInt())
                .isLessThan(r.json().at("/before/operations").asInt());
        assertThat(Program.run("replay", finding.get("token").asText()).code()).isEqualTo(ExitCode.VIOLATION);
    }
}
