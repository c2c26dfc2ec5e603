package dev.gfpfuzz.coordinator.actor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.gfpfuzz.coordinator.campaign.Campaign;
import dev.gfpfuzz.coordinator.campaign.CampaignListener;
import dev.gfpfuzz.coordinator.campaign.CampaignSpec;
import dev.gfpfuzz.coordinator.campaign.CampaignSummary;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A disk or a quota that is full: the campaign says so, waits, and goes on as if nothing had happened. */
class FullDiskTest {

    @TempDir
    Path temp;

    private static final CampaignSpec SPEC = CampaignsTest.spec(15_000, "v4_17");

    private final List<String> notes = new ArrayList<>();

    private CampaignSummary run(Campaign campaign, Consumer<String> atNote) {
        return campaign.run(
                2,
                new CampaignListener() {
                    @Override
                    public void note(String sentence) {
                        notes.add(sentence);
                        atNote.accept(sentence);
                    }
                },
                () -> false);
    }

    private CampaignSummary undisturbed() {
        try (Campaign c = Campaigns.create(temp.resolve("whole"), SPEC)) {
            return c.run(2, CampaignListener.SILENT, () -> false);
        }
    }

    @Test
    void quotaThatIsUsedUp_pausesUntilThereIsRoom() {
        CampaignSummary whole = undisturbed();
        try (Campaign c = Campaigns.create(temp.resolve("c"), SPEC)) {
            c.limitDisk(60_000);
            CampaignSummary s = run(c, sentence -> c.limitDisk(Long.MAX_VALUE));
            assertThat(s.digest()).isEqualTo(whole.digest());
            assertThat(s.tallies()).isEqualTo(whole.tallies());
        }
        assertThat(notes).hasSize(2);
        assertThat(notes.get(0)).contains("The campaign pauses", "its quota is 60000", "--disk-quota");
        assertThat(notes.get(1)).isEqualTo("The campaign goes on.");
    }

    @Test
    @Tag("chaos")
    void fullFileSystem_pausesUntilThereIsRoom() throws Exception {
        Path small = Files.createDirectories(temp.resolve("small"));
        assumeThat(sh("mount", "-t", "tmpfs", "-o", "size=300k", "gfpfuzz", small.toString()))
                .as("root may mount a small file system")
                .isZero();
        try {
            CampaignSummary whole = undisturbed();
            try (Campaign c = Campaigns.create(small.resolve("c"), SPEC)) {
                CampaignSummary s = run(c, sentence -> {
                    if (sentence.contains("pauses")) {
                        sh("mount", "-o", "remount,size=50m", small.toString());
                    }
                });
                assertThat(s.digest()).isEqualTo(whole.digest());
            }
            assertThat(notes).hasSize(2);
            assertThat(notes.get(0)).contains("The campaign pauses", "full");
        } finally {
            sh("umount", small.toString());
        }
    }

    private static int sh(String... command) {
        try {
            return new ProcessBuilder(command).redirectErrorStream(true).start().waitFor();
        } catch (IOException | InterruptedException e) {
            return -1;
        }
    }
}
