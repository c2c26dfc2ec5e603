package dev.gfpfuzz.coordinator.actor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gfpfuzz.coordinator.campaign.Budget;
import dev.gfpfuzz.coordinator.campaign.Campaign;
import dev.gfpfuzz.coordinator.campaign.CampaignException;
import dev.gfpfuzz.coordinator.campaign.CampaignListener;
import dev.gfpfuzz.coordinator.campaign.CampaignSpec;
import dev.gfpfuzz.coordinator.campaign.CampaignSummary;
import dev.gfpfuzz.coordinator.campaign.CampaignSummary.Verdict;
import dev.gfpfuzz.coordinator.campaign.Finding;
import dev.gfpfuzz.profile.Profile;
import dev.gfpfuzz.profile.Profiles;
import dev.gfpfuzz.run.Runner;
import dev.gfpfuzz.scenario.Reproduction;
import dev.gfpfuzz.scenario.Scenarios;
import dev.gfpfuzz.scenario.Token;
import dev.gfpfuzz.workers.shard.Target;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CampaignsTest {

    @TempDir
    Path temp;

    static Target target(String profile) {
        return Target.of(Scenarios.named("two-readers"), Profiles.named(profile));
    }

    static CampaignSpec spec(long schedules, String... profiles) {
        return new CampaignSpec(
                Stream.of(profiles).map(CampaignsTest::target).toList(),
                "portfolio",
                7,
                new Budget.Schedules(schedules),
                500);
    }

    private CampaignSummary run(String dir, CampaignSpec spec, int workers) {
        try (Campaign c = Campaigns.create(temp.resolve(dir), spec)) {
            return c.run(workers, CampaignListener.SILENT, () -> false);
        }
    }

    @Test
    void lostFreedBuffer_isFoundShrunkAndReplays() {
        CampaignSummary s = run("a", spec(6_001, "v4_17", "mut_renoio"), 2);
        assertThat(s.verdict()).isEqualTo(Verdict.VIOLATED);
        assertThat(s.budgetSpent()).isTrue();
        assertThat(s.failures()).isEmpty();
        assertThat(s.schedules()).isEqualTo(6_001);
        assertThat(s.tallies().get(0).schedules()).isEqualTo(3_001);
        assertThat(s.tallies().get(0).exercised().get("no-lost-freed-buffer")).isPositive();
        assertThat(s.findings()).isNotEmpty().allSatisfy(f -> {
            assertThat(f.profile()).isEqualTo("mut_renoio");
            Reproduction r = Token.decode(f.token(), Token.Sources.BUILT_IN);
            assertThat(new Runner(r.theCase().subject())
                            .replay(r.schedule())
                            .violation()
                            .sentence())
                    .isEqualTo(f.sentence());
            Reproduction original = Token.decode(f.originalToken(), Token.Sources.BUILT_IN);
            assertThat(new Runner(original.theCase().subject())
                            .replay(original.schedule())
                            .violation()
                            .invariant())
                    .isEqualTo(f.invariant());
            assertThat(f.steps()).isPositive();
            assertThat(f.schedulesToFirst()).isPositive();
        });
        assertThat(s.findings()).extracting(Finding::invariant).contains("no-lost-freed-buffer");
    }

    @Test
    void silentCampaign_holds() {
        CampaignSummary s = run("a", spec(2_000, "v4_17"), 1);
        assertThat(s.verdict()).isEqualTo(Verdict.HOLDS);
        assertThat(s.findings()).isEmpty();
        assertThat(s.steps()).isPositive();
        assertThat(s.seconds()).isPositive();
    }

    @Test
    void numberOfWorkers_changesNothingButTime() {
        CampaignSpec spec = spec(8_000, "v4_17", "mut_renoio", "v3_10");
        CampaignSummary one = run("one", spec, 1);
        CampaignSummary three = run("three", spec, 3);
        assertThat(three.digest()).isEqualTo(one.digest());
        assertThat(three.findings()).isEqualTo(one.findings());
        assertThat(three.tallies()).isEqualTo(one.tallies());
    }

    @Test
    void stoppedAndResumed_equalsUndisturbed() {
        CampaignSpec spec = spec(60_000, "v4_17", "mut_renoio");
        CampaignSummary whole = run("whole", spec, 2);
        Path dir = temp.resolve("parts");
        List<Finding> told = new ArrayList<>();
        CampaignListener listens = new CampaignListener() {
            @Override
            public void found(Finding f) {
                told.add(f);
            }
        };
        CampaignSummary stopped;
        try (Campaign c = Campaigns.create(dir, spec)) {
            stopped = c.run(2, listens, () -> true);
        }
        assertThat(stopped.budgetSpent()).isFalse();
        assertThat(Campaigns.look(dir)).isEqualTo(stopped.with(null));
        CampaignSummary resumed;
        try (Campaign c = Campaigns.open(dir)) {
            resumed = c.run(1, listens, () -> false);
        }
        assertThat(resumed.digest()).isEqualTo(whole.digest());
        assertThat(resumed.findings()).isEqualTo(whole.findings());
        assertThat(told).hasSameSizeAs(whole.findings());
        assertThat(resumed.seconds()).isGreaterThan(stopped.seconds());
    }

    @Test
    void generatedScenarios_areSearchedAndTheirFindingsAreOnePerBug() {
        Profile silent = Profiles.named("mut_release_silent");
        CampaignSpec spec =
                new CampaignSpec(List.of(Target.generator(silent)), "random", 3, new Budget.Schedules(6_000), 1_000);
        CampaignSummary s = run("a", spec, 2);
        assertThat(s.schedules()).isEqualTo(6_000);
        assertThat(s.findings()).isNotEmpty().allSatisfy(f -> {
            assertThat(f.scenario()).startsWith("generated-");
            Reproduction r = Token.decode(f.token(), Token.Sources.BUILT_IN);
            assertThat(new Runner(r.theCase().subject()).replay(r.schedule()).violation())
                    .isNotNull();
        });
        assertThat(s.findings()).extracting(f -> f.invariant() + f.skeleton()).doesNotHaveDuplicates();
    }

    @Test
    void timeBudget_endsInTime() {
        CampaignSpec spec = new CampaignSpec(List.of(target("v4_17")), "random", 1, new Budget.Seconds(1), 1_000);
        CampaignSummary s = run("a", spec, 2);
        assertThat(s.verdict()).isEqualTo(Verdict.HOLDS);
        assertThat(s.seconds()).isBetween(1.0, 6.0);
        assertThat(s.schedules()).isPositive();
    }

    @Test
    void onlyOneCanHoldACampaign() {
        Path dir = temp.resolve("a");
        try (Campaign c = Campaigns.create(dir, spec(500, "v4_17"))) {
            assertThatThrownBy(() -> Campaigns.open(dir))
                    .isInstanceOf(CampaignException.class)
                    .hasMessageContaining(
                            "is being run by process " + ProcessHandle.current().pid());
            assertThat(Campaigns.look(dir)).isEqualTo(c.summary());
        }
        Campaigns.open(dir).close();
    }

    @Test
    void usedDirectory_isRefusedAndLeftAlone() throws Exception {
        Path dir = Files.createDirectories(temp.resolve("used"));
        Files.writeString(dir.resolve("notes.txt"), "mine");
        assertThatThrownBy(() -> Campaigns.create(dir, spec(500, "v4_17"))).hasMessageContaining("is not empty");
        try (Stream<Path> left = Files.list(dir)) {
            assertThat(left).hasSize(1);
        }
        Campaigns.create(temp.resolve("b"), spec(500, "v4_17")).close();
        assertThatThrownBy(() -> Campaigns.create(temp.resolve("b"), spec(500, "v4_17")))
                .hasMessageContaining("gfpfuzz resume");
        assertThatThrownBy(() -> Campaigns.open(temp.resolve("none"))).hasMessageContaining("holds no campaign");
    }
}
