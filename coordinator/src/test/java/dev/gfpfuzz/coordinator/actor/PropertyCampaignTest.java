package dev.gfpfuzz.coordinator.actor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gfpfuzz.coordinator.actor.Sitting.Deviations;
import dev.gfpfuzz.coordinator.campaign.Budget;
import dev.gfpfuzz.coordinator.campaign.Campaign;
import dev.gfpfuzz.coordinator.campaign.CampaignException;
import dev.gfpfuzz.coordinator.campaign.CampaignListener;
import dev.gfpfuzz.coordinator.campaign.CampaignSpec;
import dev.gfpfuzz.coordinator.campaign.CampaignSummary;
import dev.gfpfuzz.coordinator.campaign.Canary;
import dev.gfpfuzz.coordinator.campaign.Finding;
import dev.gfpfuzz.coordinator.store.CampaignDirectory;
import dev.gfpfuzz.property.GfpFuzz;
import dev.gfpfuzz.property.PropertyFailedError;
import dev.gfpfuzz.workers.property.PropertyTarget;
import dev.gfpfuzz.workers.protocol.ToCoordinator;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A campaign of a user's own properties: same finding as the unit test, and no harm from one that misbehaves. */
@Tag("slow")
class PropertyCampaignTest {
    private static final String CLASS_PATH =
            System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));

    @TempDir
    Path temp;

    private CampaignSummary run(String dir, int workers) {
        CampaignSpec spec = new CampaignSpec(
                PropertyTarget.allOf(BufferRules.class.getName(), CLASS_PATH),
                "portfolio",
                7,
                new Budget.Schedules(3_000),
                500);
        try (Campaign c = Campaigns.create(temp.resolve(dir), spec)) {
            return c.run(workers, CampaignListener.SILENT, () -> false);
        }
    }

    @Test
    void findsWhatTheUnitTestFinds_itsTokenReplaysThere_andTheNumberOfWorkersChangesNothing() {
        CampaignSummary s = run("a", 2);
        assertThat(s.failures()).isEmpty();
        assertThat(s.budgetSpent()).isTrue();
        assertThat(s.schedules()).isEqualTo(3_000);
        assertThat(s.findings())
                .extracting(Finding::invariant)
                .containsExactlyInAnyOrder("no-lost-freed-buffer", "property-exits");

        Finding lost = finding(s, "no-lost-freed-buffer");
        assertThat(lost.scenario()).isEqualTo(BufferRules.class.getName() + "#noBufferIsLost");
        assertThatThrownBy(() -> GfpFuzz.replay(lost.token())).isInstanceOf(PropertyFailedError.class);
        assertThatThrownBy(() ->
                        GfpFuzz.scenario("two-readers").profile("mut_renoio").assertHolds("no-lost-freed-buffer"))
                .isInstanceOfSatisfying(
                        PropertyFailedError.class,
                        unit -> assertThat(unit.run().violation().orElseThrow().skeleton())
                                .isEqualTo(lost.skeleton()));

        Finding exits = finding(s, "property-exits");
        assertThat(exits.sentence())
                .isEqualTo("Property endsTheProcess calls System.exit in " + BufferRules.class.getName()
                        + ".endsTheProcess.");
        assertThat(GfpFuzz.replay(exits.token()).outcome().contextSwitches()).isGreaterThan(14);

        CampaignSummary again = run("b", 1);
        assertThat(again.digest()).isEqualTo(s.digest());
        assertThat(again.findings()).isEqualTo(s.findings());
    }

    /** The user compiles anew while the campaign runs, before the coordinator has had to execute anything. */
    @Test
    void coordinatorThatCannotExecuteTheProperty_blamesNoWorker() throws IOException {
        Path more = Files.createDirectory(temp.resolve("more"));
        CampaignSpec spec = new CampaignSpec(
                PropertyTarget.allOf(BufferRules.class.getName(), CLASS_PATH + File.pathSeparator + more).stream()
                        .filter(t -> t.scenario().contains("noBufferIsLost"))
                        .toList(),
                "portfolio",
                7,
                new Budget.Schedules(3_000),
                500);
        Deviations compiled = new Deviations(Canary::of, message -> {
            if (message instanceof ToCoordinator.ShardDone) {
                try {
                    Files.writeString(more.resolve("New.class"), "new");
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            }
            return message;
        });
        try (CampaignDirectory d = CampaignDirectory.create(temp.resolve("c"), spec)) {
            assertThatThrownBy(
                            () -> new Sitting(d.store(), 2, CampaignListener.SILENT, () -> false, compiled).run(null))
                    .isInstanceOf(CampaignException.class)
                    .hasMessageStartingWith("A result cannot be checked: ");
            assertThat(d.store().state().summary().accounts().expelled()).isEmpty();
        }
    }

    private static Finding finding(CampaignSummary s, String invariant) {
        return s.findings().stream()
                .filter(f -> f.invariant().equals(invariant))
                .findFirst()
                .orElseThrow();
    }
}
