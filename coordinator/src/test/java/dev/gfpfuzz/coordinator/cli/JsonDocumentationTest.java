package dev.gfpfuzz.coordinator.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.gfpfuzz.model.callers.Attempt;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** docs/json.md tells of every field of real documents, and of no field that does not exist. */
class JsonDocumentationTest {
    private static final Pattern HEADING = Pattern.compile("## (.+)");
    private static final Pattern ROW = Pattern.compile("\\| `([^`]+)` \\| ([^|]*) \\|.*");

    /** Objects with fields that are names rather than parts of the format. */
    private static final Pattern OPEN = Pattern.compile("targets\\[\\]\\.exercised");

    /** By heading: field to type. */
    private static final Map<String, Map<String, String>> DOCUMENTED = new LinkedHashMap<>();

    @TempDir
    private static Path temp;

    private static String token;
    private static String campaign;

    @BeforeAll
    static void read() throws IOException {
        String section = "";
        for (String line : Files.readAllLines(Path.of("..", "docs", "json.md"))) {
            Matcher heading = HEADING.matcher(line);
            Matcher row = ROW.matcher(line);
            if (heading.matches()) {
                section = heading.group(1);
                DOCUMENTED.put(section, new LinkedHashMap<>());
            } else if (row.matches() && !section.isEmpty()) {
                DOCUMENTED.get(section).put(row.group(1), row.group(2).strip());
            }
        }
        token = Program.run("check", "two-readers", "--profile", "mut_renoio", "--json")
                .json()
                .at("/findings/0/token")
                .asText();
        campaign = temp.resolve("c").toString();
    }

    @Test
    void campaign() {
        Program.Result run = Program.run(
                "run",
                "two-readers",
                "--profile",
                "mut_renoio",
                "--schedules",
                "200",
                "--workers",
                "1",
                "--campaign",
                campaign,
                "--json");
        compare("run, resume, coordinator, status", run.json());
        compare(
                "run, resume, coordinator, status",
                Program.run("status", campaign, "--json").json());
        compare("report", Program.run("report", campaign, "--json").json());
        compare("fsck", Program.run("fsck", campaign, "--json").json());
    }

    @Test
    void oneRun() {
        compare("replay", Program.run("replay", token, "--json").json());
        compare("explain", Program.run("explain", token, "--json").json());
        compare("shrink", Program.run("shrink", token, "--json").json());
    }

    @Test
    void check() {
        compare("check", Program.run("check", "two-readers", "--json").json());
        compare(
                "check",
                Program.run("check", "two-readers", "--workers", "1", "--json").json());
        compare(
                "check",
                Program.run("check", "two-readers", "--max-states", "5", "--json")
                        .json());
        compare(
                "check",
                Program.run("check", "two-readers", "--profile", "mut_renoio", "--json")
                        .json());
    }

    @Test
    void lists() {
        compare("list", Program.run("list", "scenarios", "--json").json());
    }

    @Test
    void corpus() {
        compare(
                "corpus",
                Program.run("corpus", "bufio-noio-under-lock", "--json").json());
        sameFields("corpus", "rows[].", Documents.CorpusRow.class);
        sameFields("corpus --mutants", "", Documents.Mutants.class);
        sameFields("corpus --mutants", "rows[].", Documents.MutantRow.class);
    }

    @Test
    void triage() {
        compare(
                "triage",
                Program.run("triage", "--site", "1", "--schedules", "20", "--json")
                        .json());
        sameFields("triage", "rows[].", Documents.TriageRow.class);
    }

    @Test
    void sourcesOfAttemptsAreNamed() throws IOException {
        String row = Files.readAllLines(Path.of("..", "docs", "json.md")).stream()
                .filter(line -> line.startsWith("| `rows[].rates[].attempts[].source`"))
                .findFirst()
                .orElseThrow();
        for (Attempt.Source source : Attempt.Source.values()) {
            assertThat(row).contains("`" + source + "`");
        }
    }

    @Test
    void whatif() {
        compare(
                "whatif",
                Program.run("whatif", "Q1b", "--schedules", "5", "--json").json());
        sameFields("whatif", "experiments[].", Documents.Experiment.class);
    }

    @Test
    void serve() {
        sameFields("serve", "", ServeCommand.Document.class);
    }

    @Test
    void failure() {
        compare("failure", Program.run("check", "no-such-scenario", "--json").json());
    }

    /** Each field of the document is documented, and each documented field that is not optional is there. */
    private static void compare(String section, JsonNode document) {
        Map<String, String> documented = DOCUMENTED.get(section);
        assertThat(documented).as("section '" + section + "' of docs/json.md").isNotEmpty();
        assertThat(document.has("error") && !section.equals("failure"))
                .as("a document of " + section + ": " + document)
                .isFalse();
        Map<String, JsonNode> found = new LinkedHashMap<>();
        collect("", document, found);
        if (section.equals("replay") || section.equals("explain") || section.equals("shrink")) {
            // "as in check", "as before"
            found.keySet().removeIf(field -> field.startsWith("findings[].") || field.startsWith("after."));
        }
        assertThat(documented.keySet()).as(section + " tells of each field").containsAll(found.keySet());
        documented.forEach((field, type) -> {
            JsonNode parent = field.indexOf('.') < 0 ? document : found.get(field.substring(0, field.lastIndexOf('.')));
            boolean due = !type.contains("optional") && parent != null && !parent.isEmpty();
            assertThat(!due || found.containsKey(field))
                    .as("field '" + field + "' of " + section + " in " + document)
                    .isTrue();
        });
    }

    private static void collect(String path, JsonNode node, Map<String, JsonNode> found) {
        if (OPEN.matcher(path).matches()) {
            return;
        }
        if (node.isObject()) {
            node.properties().forEach(e -> {
                String field = (path.isEmpty() ? "" : path + ".") + e.getKey();
                String name = e.getValue().isArray() ? field + "[]" : field;
                found.put(name, e.getValue());
                collect(name, e.getValue(), found);
            });
        } else if (node.isArray()) {
            for (JsonNode element : node) {
                collect(path, element, found);
            }
        }
    }

    private static void sameFields(String section, String prefix, Class<? extends Record> type) {
        Map<String, String> documented = DOCUMENTED.get(section);
        for (var component : type.getRecordComponents()) {
            String name = prefix + component.getName();
            assertThat(documented.containsKey(name) || documented.containsKey(name + "[]"))
                    .as("field '" + name + "' of " + section)
                    .isTrue();
        }
    }
}
