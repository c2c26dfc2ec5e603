package dev.gfpfuzz.coordinator.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** docs/triage.md and docs/whatif.md say what new runs say. */
class TriagePageTest {
    private static final Path PAGE = Path.of("..", "docs", "triage.md");
    private static final Path ANSWERS = Path.of("..", "docs", "whatif.md");
    private static final Pattern ROW =
            Pattern.compile("\\| (\\+?\\d+) \\| `([^`]+)` [^|]+ \\| (\\w*) ?\\| (\\w*) ?\\| (\\w+) \\|.*");
    private static final Pattern TOKEN = Pattern.compile("\\| (\\+?\\d+) \\| [^|]+ \\| `(gfz[^`]+)` \\|");

    /** By number: path, e-mail's verdict, e-mail view, source view. */
    private static Map<String, List<String>> page() throws IOException {
        Map<String, List<String>> rows = new LinkedHashMap<>();
        for (String line : Files.readAllLines(PAGE)) {
            Matcher m = ROW.matcher(line);
            if (m.matches()) {
                rows.put(m.group(1), List.of(m.group(2), m.group(3), m.group(4), m.group(5)));
            }
        }
        return rows;
    }

    @Test
    @Tag("slow")
    void verdicts_areThoseOfNewRuns() throws IOException {
        Map<String, List<String>> page = page();
        JsonNode email = Program.run("triage", "--view", "email", "--schedules", "300", "--json")
                .json()
                .get("rows");
        JsonNode source =
                Program.run("triage", "--schedules", "300", "--json").json().get("rows");
        assertThat(page).hasSize(source.size());
        for (int i = 0; i < source.size(); i++) {
            JsonNode row = source.get(i);
            boolean listed = row.has("emailVerdict");
            assertThat(page.get(row.get("n").asText()))
                    .as(
                            "site %s in docs/triage.md; write it anew: ./gfpfuzz triage --markdown docs/triage.md",
                            row.get("n"))
                    .isEqualTo(List.of(
                            row.get("path").asText(),
                            listed ? row.get("emailVerdict").asText() : "",
                            listed ? email.get(i).get("verdict").asText() : "",
                            row.get("verdict").asText()));
        }
    }

    @Test
    void tokens_replay() throws IOException {
        List<String> replayed = new ArrayList<>();
        for (String line : Files.readAllLines(PAGE)) {
            Matcher m = TOKEN.matcher(line);
            if (m.matches()) {
                Program.Result r = Program.run("replay", m.group(2), "--json");
                assertThat(r.code()).as(line + r.err()).isEqualTo(ExitCode.VIOLATION);
                assertThat(r.json().at("/findings/0/invariant").asText())
                        .as(line)
                        .isEqualTo(line.contains("sleeps") ? "no-sleep-in-atomic" : "no-noretry-loss");
                replayed.add(m.group(1));
            }
        }
        page().forEach((n, row) -> assertThat(row.get(3).startsWith("BUG") && !replayed.contains(n))
                .as("site " + n + " has a token")
                .isFalse());
    }

    @Test
    @Tag("slow")
    void answers_areThoseOfNewRuns(@TempDir Path dir) throws IOException {
        Path now = dir.resolve("whatif.md");
        Program.run("whatif", "all", "--schedules", "40", "--markdown", now.toString());
        assertThat(questions(now)).isEqualTo(questions(ANSWERS)).hasSizeGreaterThan(10);
    }

    /** Each question, and whether the runs contradict what the source suggests. */
    private static List<String> questions(Path page) throws IOException {
        return Files.readAllLines(page).stream()
                .filter(line -> line.startsWith("## ") || line.startsWith("*Expected*"))
                .toList();
    }
}
