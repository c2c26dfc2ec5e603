package dev.gfpfuzz.coordinator.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** A semantics and call sites of a user's own: the files of docs/examples do what the pages say, and mistakes are named. */
class OwnFilesTest {
    private static final Path DOCS = Path.of("..", "docs");
    private static final Path PROFILE = DOCS.resolve("examples/noretry-null.profile");
    private static final Path SITES = DOCS.resolve("examples/call-sites.txt");

    @Test
    void profile_isCompared() {
        JsonNode e = Program.run("whatif", "--candidate", PROFILE.toString(), "--schedules", "3", "--json")
                .json()
                .at("/experiments/0");
        assertThat(e.get("question").asText()).isEqualTo("What changes from v4_17 to noretry-null?");
        // At the one, attempts that do not reclaim leave swap space to the last one, which may.
        assertThat(e.get("answer").asText()).contains("fewer runs fail than under v4_17 at 1 of 72 call sites");
        assertThat(e.get("rows")).anySatisfy(row -> {
            assertThat(row.get(0).asText()).startsWith("58 xskq_create");
            assertThat(row.get(2).asText()).isEqualTo("100.0 %");
        });
    }

    @Test
    void profile_againstItself_changesNothing() {
        Program.Result r = Program.run(
                "whatif",
                "--baseline",
                PROFILE.toString(),
                "--candidate",
                "hyp_noretry_null",
                "--schedules",
                "2",
                "--json");
        assertThat(r.code()).isEqualTo(ExitCode.DONE);
        assertThat(r.json().at("/experiments/0/asExpected").asBoolean()).isTrue();
        assertThat(r.json().at("/experiments/0/rows")).isEmpty();
    }

    static Stream<Arguments> mistakes() {
        String head = "profile mine extends v4_17\n";
        return Stream.of(
                Arguments.of("profile mine extends v4_71\n", "mine.profile:1:22: Unknown profile 'v4_71'", "v4_17"),
                Arguments.of(
                        head + "__alloc_page_slowpath = v6.1\n",
                        "mine.profile:2:1: Unknown function '__alloc_page_slowpath'",
                        "__alloc_pages_slowpath"),
                Arguments.of(
                        head + "__alloc_pages_slowpath = noretry-never-sleps\n",
                        "mine.profile:2:26: Unknown variant of __alloc_pages_slowpath 'noretry-never-sleps'",
                        "noretry-never-sleeps"));
    }

    @ParameterizedTest
    @MethodSource("mistakes")
    void profile_withAMistake(String text, String start, String meant, @TempDir Path dir) throws IOException {
        Path file = dir.resolve("mine.profile");
        Files.writeString(file, text);
        Program.Result r = Program.run("whatif", "--baseline", "v4_17", "--candidate", file.toString());
        assertThat(r.code()).isEqualTo(ExitCode.USAGE);
        assertThat(r.out()).isEmpty();
        assertThat(r.err()).contains(start, "(did you mean " + meant);
    }

    @Test
    void sites_areJudged() throws IOException {
        JsonNode rows = Program.run("triage", "--sites", SITES.toString(), "--schedules", "300", "--json")
                .json()
                .get("rows");
        assertThat(rows.findValuesAsText("verdict").subList(0, 1)).containsExactly("BUG");
        assertThat(rows.get(1).get("verdict").asText()).isEqualTo("OK");
        assertThat(rows).noneMatch(row -> row.has("emailVerdict"));
        String table = Program.run("triage", "--sites", SITES.toString()).out();
        assertThat(table).doesNotContain("e-mail leaves", "e-mail's verdict");
        assertThat(Files.readString(DOCS.resolve("call-sites.md")))
                .contains(table.substring(0, table.lastIndexOf(';')));
    }

    @Test
    void sites_withAMistake(@TempDir Path dir) throws IOException {
        Path file = dir.resolve("mine.txt");
        Files.writeString(file, Files.readString(SITES).replace("GFP_KERNEL unlocked", "GFP_KERNL unlocked"));
        Program.Result r = Program.run("triage", "--sites", file.toString());
        assertThat(r.code()).isEqualTo(ExitCode.USAGE);
        assertThat(r.err()).contains("mine.txt:18: Unknown flag 'GFP_KERNL'").endsWith("(did you mean GFP_KERNEL?).\n");
    }

    @Test
    void pages_showTheFiles() throws IOException {
        assertThat(Files.readString(DOCS.resolve("call-sites.md"))).contains(Files.readString(SITES));
        assertThat(Files.readString(DOCS.resolve("whatif.md"))).contains(Files.readString(PROFILE));
    }
}
