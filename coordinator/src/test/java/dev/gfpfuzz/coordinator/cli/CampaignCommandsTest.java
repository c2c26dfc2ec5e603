package dev.gfpfuzz.coordinator.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.w3c.dom.Document;

/** run, status, report and resume on one small campaign, and what it leaves in its directory. */
class CampaignCommandsTest {
    @TempDir
    private static Path temp;

    private static Path dir;
    private static Program.Result run;

    @BeforeAll
    static void campaign() {
        dir = temp.resolve("campaign");
        run = Program.run(
                "run",
                "two-readers",
                "--profile",
                "mut_renoio",
                "--schedules",
                "2000",
                "--seed",
                "7",
                "--workers",
                "1",
                "--campaign",
                dir.toString(),
                "--json");
    }

    @Test
    void run_findsShrinksAndCounts() {
        assertThat(run.code()).isEqualTo(ExitCode.VIOLATION);
        JsonNode json = run.json();
        assertThat(json.get("verdict").asText()).isEqualTo("violated");
        assertThat(json.get("evidence").asText()).isEqualTo("sampled");
        assertThat(json.get("schedules").asLong()).isEqualTo(2000);
        assertThat(json.get("steps").asLong()).isGreaterThan(20_000);
        assertThat(json.get("seed").asLong()).isEqualTo(7);
        assertThat(json.get("budgetSpent").asBoolean()).isTrue();
        JsonNode finding = json.at("/findings/0");
        assertThat(finding.get("invariant").asText()).isEqualTo("no-lost-freed-buffer");
        assertThat(finding.get("level").asText()).isEqualTo("violation");
        assertThat(finding.get("schedulesToFirst").asLong()).isBetween(1L, 2000L);
        assertThat(Program.run("replay", finding.get("token").asText()).code()).isEqualTo(ExitCode.VIOLATION);
        assertThat(Program.run("replay", finding.get("originalToken").asText()).code())
                .isEqualTo(ExitCode.VIOLATION);
        assertThat(run.err()).contains("seed 7", "found no-lost-freed-buffer");
    }

    @Test
    void status_tellsTheSame() {
        Program.Result status = Program.run("status", dir.toString(), "--json");
        assertThat(status.code()).isZero();
        assertThat(status.json().get("digest")).isEqualTo(run.json().get("digest"));
        assertThat(status.json().get("findings")).isEqualTo(run.json().get("findings"));
        assertThat(Program.run("status", dir.toString()).out()).contains("VIOLATED: 2,000 schedules of 1 target");
    }

    @Test
    void resume_ofASpentBudgetChangesNothing() {
        Program.Result again = Program.run("resume", dir.toString(), "--json");
        assertThat(again.code()).isEqualTo(ExitCode.VIOLATION);
        assertThat(again.json().get("schedules").asLong()).isEqualTo(2000);
        assertThat(again.json().get("digest")).isEqualTo(run.json().get("digest"));
    }

    @Test
    void run_refusesADirectoryWithACampaignAndNamesResume() {
        Program.Result r = Program.run("run", "two-readers", "--schedules", "10", "--campaign", dir.toString());
        assertThat(r.code()).isEqualTo(ExitCode.USAGE);
        assertThat(r.err()).contains("resume");
    }

    @Test
    void report_isSelfContained() throws Exception {
        Program.Result r = Program.run("report", dir.toString());
        assertThat(r.code()).isZero();
        assertThat(r.out().lines()).hasSize(3);
        String html = Files.readString(dir.resolve("report.html"));
        assertThat(html)
                .contains("1 violation", "<svg", "no-lost-freed-buffer", "./gfpfuzz explain gfz1")
                .doesNotContain("<script", "<link", "src=", "@import");
    }

    @Test
    void junitXml_hasAFailureForTheViolation() throws Exception {
        Document xml = DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(dir.resolve("junit.xml").toFile());
        assertThat(xml.getElementsByTagName("testcase").getLength()).isEqualTo(1);
        assertThat(xml.getElementsByTagName("failure").getLength()).isEqualTo(1);
        assertThat(xml.getElementsByTagName("failure").item(0).getTextContent()).contains("./gfpfuzz replay gfz1");
    }

    @Test
    void sarif_hasAResultForTheViolation() throws Exception {
        JsonNode sarif =
                new ObjectMapper().readTree(dir.resolve("findings.sarif").toFile());
        assertThat(sarif.get("version").asText()).isEqualTo("2.1.0");
        JsonNode result = sarif.at("/runs/0/results/0");
        assertThat(result.get("ruleId").asText()).isEqualTo("no-lost-freed-buffer");
        assertThat(result.get("level").asText()).isEqualTo("error");
        assertThat(sarif.at("/runs/0/tool/driver/rules/0/id")).isEqualTo(result.get("ruleId"));
    }

    @Test
    void aSilentCampaignSaysHowMuchThatMeans() {
        Path silent = temp.resolve("silent");
        Program.Result r =
                Program.run("run", "two-readers", "--schedules", "300", "--seed", "1", "--campaign", silent.toString());
        assertThat(r.code()).isZero();
        assertThat(r.out())
                .startsWith("HOLDS: 300 schedules of 1 target")
                .contains("v4_17 stayed silent in 300 schedules of 1 scenario")
                .contains("Proved: exhaustive search covered every schedule (")
                .contains("Unreachable at this size: ")
                .doesNotContain("Not put to the test: ");
        JsonNode json = Program.run("status", silent.toString(), "--json").json();
        assertThat(json.get("evidence").asText()).isEqualTo("exhaustive");
        assertThat(json.at("/targets/0/search/verdict").asText()).isEqualTo("holds");
        assertThat(json.at("/targets/0/unreachable")).isEqualTo(json.at("/targets/0/vacuous"));
    }

    @Test
    void whereThereAreReports_nothingIsSaidToBeSilent() {
        String reported = temp.resolve("reported").toString();
        Program.Result r = Program.run(
                "run", "vmalloc-own-shrinker", "--schedules", "5000", "--seed", "1", "--campaign", reported);
        assertThat(r.code()).isZero();
        assertThat(r.out())
                .contains("report ", "v4_17 is without a violation in 5,000 schedules", "so none has a violation")
                .doesNotContain("silent", "breaks a rule");
    }

    @Test
    void theCommandThatGoesOn_canBePasted() {
        Path blank = temp.resolve("my night");
        Interrupt interrupt = Interrupt.never();
        interrupt.ask();
        Program.Result r = Program.run(
                interrupt,
                new ByteArrayOutputStream(),
                "run",
                "two-readers",
                "--schedules",
                "1000000",
                "--campaign",
                blank.toString());
        assertThat(r.err()).contains("  ./gfpfuzz resume '" + blank + "'\n");
        assertThat(Program.run("run", "two-readers", "--campaign", blank.toString())
                        .err())
                .endsWith("./gfpfuzz resume '" + blank + "'\n");
    }

    @Test
    void whereTheSpaceIsTooLarge_theSamplesAreSaidToBeSamples() {
        String large = temp.resolve("large").toString();
        Program.Result r = Program.run("run", "deep-reserve", "--schedules", "200", "--seed", "1", "--campaign", large);
        assertThat(r.code()).isZero();
        assertThat(r.out())
                .contains(
                        "Sampled, so not certain: with confidence 0.95 one more run breaks a rule with probability below 0.015.")
                // So few runs bound nothing.
                .contains("(Good-Turing). ")
                .contains("A bug that needs 3 ordering constraints or less would have been met with confidence ")
                .doesNotContain("Proved");
        JsonNode target = Program.run("status", large, "--json").json().at("/targets/0");
        assertThat(target.get("evidence").asText()).isEqualTo("sampled");
        assertThat(target.at("/search/boundReached").asText()).startsWith("1000 states were visited");
        assertThat(target.get("violationsBelow").asDouble()).isBetween(0.014, 0.016);
        assertThat(target.get("unseen").asDouble()).isBetween(0.0, 1.0);
        assertThat(target.get("unseenBelow").asDouble())
                .isGreaterThan(target.get("unseen").asDouble());
        assertThat(target.at("/depths/0/depth").asInt()).isEqualTo(3);
    }

    @Test
    void whatIsNotSeenYet_isBoundedWhereRunsAreMany() {
        Program.Result r = Program.run(
                "run",
                "pressure-clean",
                "--schedules",
                "3000",
                "--seed",
                "1",
                "--campaign",
                temp.resolve("many").toString());
        assertThat(r.out()).containsPattern("\\(Good-Turing; below 0\\.\\d+\\s+with\\s+confidence 0.95\\)");
    }

    @Test
    void theAdviser_saysHowManySchedulesAndRunsThem() {
        Program.Result r = Program.run(
                "run",
                "two-readers",
                "--confidence",
                "0.9",
                "--depth",
                "2",
                "--seed",
                "1",
                "--json",
                "--campaign",
                temp.resolve("advised").toString());
        assertThat(r.code()).isZero();
        assertThat(r.err())
                .contains("is met by one run of pct:depth=2 with probability", "meet it with confidence 0.9");
        assertThat(r.json().get("strategy").asText()).isEqualTo("pct:depth=2");
        assertThat(r.json().get("budgetSchedules").asLong())
                .isEqualTo(r.json().get("schedules").asLong())
                .isBetween(50L, 1_000L);
    }

    @Test
    void theAdviser_refusesWhatItCannotAdvise() {
        assertThat(Program.run("run", "two-readers", "--confidence", "1").err())
                .contains("confidence 1.0 and depth 3; it takes a confidence above 0 and below 1");
        assertThat(Program.run("run", "two-readers", "--confidence", "0.9", "--strategy", "surw")
                        .err())
                .contains("--confidence is about pct:depth=3 and --strategy asks for surw");
        assertThat(Program.run("run", "two-readers", "--confidence", "0.9", "--schedules", "10")
                        .code())
                .isEqualTo(ExitCode.USAGE);
    }

    @Test
    void aCampaignOnGeneratedScenariosRuns() {
        Path generated = temp.resolve("generated");
        Program.Result r = Program.run(
                "run",
                "two-readers",
                "--generate",
                "3",
                "--schedules",
                "40",
                "--seed",
                "1",
                "--json",
                "--campaign",
                generated.toString());
        assertThat(r.json().get("targets")).hasSize(4);
        assertThat(r.json().get("schedules").asLong()).isEqualTo(40);
    }

    @Test
    @Tag("slow")
    void aUsersOwnPropertiesRunFromTheirClass() {
        String classPath = System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
        Path properties = temp.resolve("properties");
        Program.Result r = Program.run(
                "run",
                "--property",
                "dev.gfpfuzz.coordinator.actor.BufferRules",
                "--classpath",
                classPath,
                "--schedules",
                "600",
                "--seed",
                "7",
                "--json",
                "--campaign",
                properties.toString());
        assertThat(r.err()).doesNotContain("Internal error");
        assertThat(r.code()).isEqualTo(ExitCode.VIOLATION);
        assertThat(r.json().get("findings").toString()).contains("no-lost-freed-buffer");
        assertThat(properties.resolve("report.html")).exists();
    }
}
