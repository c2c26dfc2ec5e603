package dev.gfpfuzz.coordinator.actor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gfpfuzz.coordinator.campaign.Campaign;
import dev.gfpfuzz.coordinator.campaign.CampaignEvent;
import dev.gfpfuzz.coordinator.campaign.CampaignListener;
import dev.gfpfuzz.coordinator.campaign.CampaignSpec;
import dev.gfpfuzz.coordinator.campaign.CampaignSummary;
import dev.gfpfuzz.coordinator.store.CampaignDirectory;
import dev.gfpfuzz.coordinator.store.Fsck;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * {@code kill -9} at random moments of a campaign, coordinator and workers together: nothing acknowledged is lost,
 * nothing counts twice, and the end is the undisturbed one. Each process tells its parent what it has acknowledged, and the
 * parent holds that against the store that the killed process leaves.
 */
class KilledCampaignTest {

    @TempDir
    Path temp;

    private final Map<Long, Long> acknowledged = new HashMap<>();
    private long slowestStartMillis;

    @Test
    @Tag("slow")
    void killedAndResumed_equalsUndisturbed() throws Exception {
        kill(6, 1);
    }

    @Test
    @Tag("chaos")
    void killedTwoHundredTimes_equalsUndisturbed() throws Exception {
        kill(Integer.getInteger("kills", 200), 2);
    }

    /** Every kill leaves time for a few shards, so that there is one left to kill. */
    private void kill(int kills, long seed) throws IOException, InterruptedException {
        CampaignSpec spec = CampaignsTest.spec(kills * 4_000L, "v4_17", "mut_renoio");
        CampaignSummary whole;
        try (Campaign c = Campaigns.create(temp.resolve("whole"), spec)) {
            whole = c.run(2, CampaignListener.SILENT, () -> false);
        }
        Path dir = temp.resolve("killed");
        Campaigns.create(dir, spec).close();
        Random random = new Random(seed);
        int killed = 0;
        int sound = 0;
        for (int i = 0; i < kills; i++) {
            killed += runAndKill(dir, random.nextInt(8), random.nextInt(20_000_000)) ? 1 : 0;
            sound += verify(dir, "after kill " + i) ? 1 : 0;
        }
        CampaignSummary resumed;
        try (Campaign c = Campaigns.open(dir)) {
            resumed = c.run(1, CampaignListener.SILENT, () -> false);
        }
        System.out.println(killed + " processes killed: " + acknowledged.size()
                + " acknowledged results, 0 lost, 0 counted twice; store sound after " + sound
                + "; slowest from opening to the first result " + slowestStartMillis + " ms");
        assertThat(killed).isEqualTo(kills);
        assertThat(acknowledged).hasSizeGreaterThan(kills);
        assertThat(resumed.schedules()).isEqualTo(whole.schedules());
        assertThat(resumed.digest()).isEqualTo(whole.digest());
        assertThat(resumed.tallies()).isEqualTo(whole.tallies());
        assertThat(resumed.findings()).isEqualTo(whole.findings());
        assertThat(resumed.accounts().alarm()).isFalse();
        assertThat(resumed.accounts().expelled()).isEmpty();
    }

    /** Whether the store that a killed process left has all that was acknowledged, once. */
    private boolean verify(Path dir, String when) {
        Fsck.Report report = CampaignDirectory.fsck(dir);
        assertThat(report.audit().problems()).as(when).isEmpty();
        assertThat(report.lost()).as(when).isZero();
        Map<Long, Long> there = new HashMap<>();
        try (CampaignDirectory d = CampaignDirectory.open(dir)) {
            d.store().replay(event -> {
                if (event instanceof CampaignEvent.ShardCounted e) {
                    assertThat(there.put(e.result().shard(), e.result().digest()))
                            .as(when)
                            .isNull();
                }
            });
        }
        assertThat(there).as(when).containsAllEntriesOf(acknowledged);
        return report.sound();
    }

    /**
     * Kills the process some time after so many acknowledgements.
     *
     * @return whether it was still running then
     */
    private boolean runAndKill(Path dir, int results, int nanosMore) throws IOException, InterruptedException {
        Process child = new ProcessBuilder(List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-XX:+UseSerialGC",
                        "-cp",
                        System.getProperty("java.class.path"),
                        Child.class.getName(),
                        dir.toString()))
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        try (BufferedReader out =
                new BufferedReader(new InputStreamReader(child.getInputStream(), StandardCharsets.UTF_8))) {
            String started = out.readLine();
            for (int n = 0; n < results && started != null; n++) {
                if (!acknowledge(out.readLine())) {
                    break;
                }
            }
            long until = System.nanoTime() + nanosMore;
            while (System.nanoTime() - until < 0) {
                Thread.onSpinWait();
            }
            boolean running = child.isAlive();
            // Not the process's own method: that one closes what it has said.
            child.toHandle().destroyForcibly();
            child.waitFor();
            // What it said before it died counts.
            for (String line = out.readLine(); acknowledge(line); ) {
                line = out.readLine();
            }
            return running;
        } finally {
            child.destroyForcibly().waitFor();
        }
    }

    private boolean acknowledge(String line) {
        if (line == null || !line.endsWith(".")) {
            return false;
        }
        String[] words = line.split(" ");
        acknowledged.put(Long.parseLong(words[0]), Long.parseLong(words[1]));
        slowestStartMillis = Math.max(slowestStartMillis, Long.parseLong(words[2]));
        return true;
    }

    /** Runs a campaign; prints shard and digest of each result once it is acknowledged, and how long the first took. */
    static final class Child {
        public static void main(String[] args) {
            PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
            long began = System.nanoTime();
            long[] first = new long[1];
            CampaignListener prints = new CampaignListener() {
                @Override
                public void saved(CampaignEvent event) {
                    if (event instanceof CampaignEvent.ShardCounted e) {
                        first[0] = first[0] == 0 ? (System.nanoTime() - began) / 1_000_000 : first[0];
                        out.println(e.result().shard() + " " + e.result().digest() + " " + first[0] + " .");
                    }
                }
            };
            try (Campaign c = Campaigns.open(Path.of(args[0]))) {
                out.println("started");
                c.run(2, prints, () -> false);
            }
        }
    }
}
