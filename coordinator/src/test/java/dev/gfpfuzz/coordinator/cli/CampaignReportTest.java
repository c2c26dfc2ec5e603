package dev.gfpfuzz.coordinator.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gfpfuzz.coordinator.campaign.Accounts;
import dev.gfpfuzz.coordinator.campaign.Budget;
import dev.gfpfuzz.coordinator.campaign.CampaignSpec;
import dev.gfpfuzz.coordinator.campaign.CampaignSummary;
import dev.gfpfuzz.coordinator.campaign.Finding;
import dev.gfpfuzz.coordinator.campaign.Samples;
import dev.gfpfuzz.coordinator.campaign.Tally;
import dev.gfpfuzz.coordinator.report.CampaignReport;
import dev.gfpfuzz.profile.Profiles;
import dev.gfpfuzz.scenario.Case;
import dev.gfpfuzz.scenario.Scenarios;
import dev.gfpfuzz.scenario.Token;
import dev.gfpfuzz.schedule.Schedule;
import dev.gfpfuzz.search.UnseenMass;
import dev.gfpfuzz.workers.shard.SpaceResult;
import dev.gfpfuzz.workers.shard.Target;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What reports say of campaigns, made up here, that are rare or hard to run. */
class CampaignReportTest {
    private static final Target TWO_READERS = Target.of(Scenarios.named("two-readers"), Profiles.V4_17);
    private static final Accounts SOUND = new Accounts(1, 1, 1, List.of(), 0);

    @TempDir
    private Path temp;

    private static CampaignSummary told(
            Target target,
            @Nullable SpaceResult space,
            List<Finding> findings,
            List<String> failures,
            boolean spent,
            Accounts accounts) {
        CampaignSpec spec = new CampaignSpec(List.of(target), "random", 1, new Budget.Schedules(100), 100);
        return new CampaignSummary(
                spec,
                List.of(Tally.NONE),
                Collections.singletonList(space),
                List.of(new UnseenMass()),
                findings,
                0,
                failures,
                spent,
                1,
                1,
                1,
                null,
                accounts,
                0);
    }

    private static Finding found(String invariant, String scenario, long count) {
        String token = Token.encode(Case.builtIn("two-readers", Profiles.V4_17), Schedule.EMPTY);
        return new Finding(
                invariant, false, "", scenario, "v4_17", "Colours clash.", token, token, 9, 2, 2, count, count, 0);
    }

    private Map<String, String> reports(CampaignSummary s) throws IOException {
        Path reported = Files.createTempDirectory(temp, "told");
        CampaignReport.write(reported, s);
        Map<String, String> texts = new LinkedHashMap<>();
        for (String name : List.of(CampaignReport.HTML, CampaignReport.JUNIT, CampaignReport.SARIF)) {
            texts.put(name, Files.readString(reported.resolve(name)));
        }
        return texts;
    }

    /** The run is an ordinary one: only the property's own code knows that something is wrong with it. */
    @Test
    void aPropertyThatFails_isToldAsAFailure() throws IOException {
        Target property = new Target(Target.Kind.PROPERTY, "com.example.First$Test#colours", "", 0, "v4_17", "");
        Finding f = found("property-fails", property.scenario(), 3);
        Map<String, String> texts = reports(told(property, null, List.of(f), List.of(), true, SOUND));
        assertThat(texts)
                .allSatisfy((name, text) -> assertThat(text)
                        .contains("Colours clash.", "Replay it where the property is:", "token " + f.token())
                        .contains("GfpFuzz.replay(com.example.First.Test.class, ")
                        .doesNotContain("HOLDS", "./gfpfuzz explain", "./gfpfuzz replay"));
        assertThat(texts.get(CampaignReport.HTML))
                .contains("once more for this page, where that takes no code of yours.");
        assertThat(texts.get(CampaignReport.SARIF))
                .doesNotContain("physicalLocation")
                .contains("logicalLocations");
    }

    @Test
    void aFindingThatItsRunDoesNotShow_isNotToldAsARunThatHolds() throws IOException {
        Finding f = found("no-deadlock", "two-readers", 3);
        assertThat(reports(told(TWO_READERS, null, List.of(f), List.of(), true, SOUND)))
                .allSatisfy((name, text) -> assertThat(text)
                        .contains("executed again for this report, does not show it")
                        .doesNotContain("HOLDS"));
    }

    @Test
    void anUnfinishedCampaignPassesNowhere() throws IOException {
        Accounts crowded = new Accounts(1, 1, 1, List.of(), 2);
        Map<String, String> texts = reports(told(TWO_READERS, null, List.of(), List.of("Shard 3."), false, crowded));
        assertThat(texts.get(CampaignReport.HTML))
                .contains("<span class=\"inconclusive\">inconclusive</span>")
                .contains("The budget is not spent, resume goes on.", "gfpfuzz itself failed: Shard 3.")
                .contains("2 runs with findings for which there was no room in the list.");
        assertThat(texts.get(CampaignReport.JUNIT))
                .contains("tests=\"2\" failures=\"0\" errors=\"1\"")
                .contains("name=\"campaign\" time=\"0\"><error type=\"unfinished\" message=\"The budget is not spent");
        Map<String, String> whole = reports(told(TWO_READERS, null, List.of(), List.of(), true, SOUND));
        assertThat(whole.get(CampaignReport.HTML)).contains("<span class=\"holds\">silent</span>");
        assertThat(whole.get(CampaignReport.JUNIT)).contains("errors=\"0\"").doesNotContain("<error");
    }

    @Test
    void whatNoRunFound_hasNoFirstRun() throws IOException {
        Finding f = found("no-deadlock", "two-readers", 0);
        CampaignSummary s = told(TWO_READERS, null, List.of(f), List.of(), true, SOUND);
        assertThat(reports(s).get(CampaignReport.HTML)).contains(">by exhaustive search, in no run</td>");
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        try (Progress progress = Progress.on(new Console(err, err, false, false), new Crew(1, null))) {
            progress.found(f);
        }
        assertThat(err.toString(StandardCharsets.UTF_8))
                .isEqualTo("found no-deadlock in two-readers under v4_17 by exhaustive search, in no run;"
                        + " shrunk to 9 steps\n");
    }

    @Test
    void whatIsProvedWithoutARun_stillSaysWhatIsUnreachable() throws IOException {
        CampaignSummary s = told(TWO_READERS, Samples.certificate(), List.of(), List.of(), true, SOUND);
        CampaignDocument.TargetDocument target =
                CampaignDocument.of(temp, s, null).targets().get(0);
        assertThat(target.unreachable())
                .isEqualTo(target.vacuous())
                .containsExactly("no-lost-freed-buffer", "no-oom-kill");
        assertThat(reports(s).get(CampaignReport.HTML))
                .contains("unreachable at this size: no-lost-freed-buffer, no-oom-kill");
    }
}
