package dev.gfpfuzz.coordinator.actor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gfpfuzz.coordinator.campaign.Campaign;
import dev.gfpfuzz.coordinator.campaign.CampaignListener;
import dev.gfpfuzz.coordinator.campaign.CampaignProgress;
import dev.gfpfuzz.coordinator.campaign.CampaignSpec;
import dev.gfpfuzz.coordinator.campaign.CampaignSummary;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code kill -9} while a campaign runs: nothing counted is lost, nothing counts twice. */
@Tag("slow")
class KilledCampaignTest {

    @TempDir
    Path temp;

    private static CampaignSpec spec() {
        return CampaignsTest.spec(200_000, "v4_17", "mut_renoio");
    }

    @Test
    void killedAndResumed_equalsUndisturbed() throws Exception {
        CampaignSummary whole;
        try (Campaign c = Campaigns.create(temp.resolve("whole"), spec())) {
            whole = c.run(2, CampaignListener.SILENT, () -> false);
        }
        Path dir = temp.resolve("killed");
        Campaigns.create(dir, spec()).close();
        long acknowledged = 0;
        for (int kill = 1; kill <= 3; kill++) {
            long seen = runAndKill(dir, kill * 12_000L);
            CampaignSummary left = Campaigns.look(dir);
            assertThat(left.schedules()).as("after kill %d", kill).isGreaterThanOrEqualTo(seen);
            assertThat(left.schedules()).isGreaterThanOrEqualTo(acknowledged);
            acknowledged = left.schedules();
        }
        assertThat(acknowledged).isBetween(12_000L, 199_999L);
        CampaignSummary resumed;
        try (Campaign c = Campaigns.open(dir)) {
            resumed = c.run(1, CampaignListener.SILENT, () -> false);
        }
        assertThat(resumed.schedules()).isEqualTo(200_000);
        assertThat(resumed.digest()).isEqualTo(whole.digest());
        assertThat(resumed.tallies()).isEqualTo(whole.tallies());
        assertThat(resumed.findings()).isEqualTo(whole.findings());
    }

    /** Returns how many schedules the child had counted when it was killed, at least. */
    private static long runAndKill(Path dir, long schedules) throws IOException, InterruptedException {
        Process child = new ProcessBuilder(List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        Child.class.getName(),
                        dir.toString()))
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        long seen = 0;
        try (BufferedReader out =
                new BufferedReader(new InputStreamReader(child.getInputStream(), StandardCharsets.UTF_8))) {
            for (String line = out.readLine(); line != null && seen < schedules; line = out.readLine()) {
                seen = Long.parseLong(line);
            }
        } finally {
            child.destroyForcibly().waitFor();
        }
        return seen;
    }

    /** Runs a campaign and prints how many schedules are counted. */
    static final class Child {
        public static void main(String[] args) {
            PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
            CampaignListener prints = new CampaignListener() {
                @Override
                public void progress(CampaignProgress p) {
                    out.println(p.schedules());
                }
            };
            try (Campaign c = Campaigns.open(Path.of(args[0]))) {
                c.run(2, prints, () -> false);
            }
        }
    }
}
