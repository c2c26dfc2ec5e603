package dev.gfpfuzz.coordinator.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.gfpfuzz.coordinator.actor.Campaigns;
import dev.gfpfuzz.coordinator.campaign.Budget;
import dev.gfpfuzz.coordinator.campaign.Campaign;
import dev.gfpfuzz.coordinator.campaign.CampaignEvent;
import dev.gfpfuzz.coordinator.campaign.CampaignListener;
import dev.gfpfuzz.coordinator.campaign.CampaignSpec;
import dev.gfpfuzz.coordinator.campaign.CampaignSummary;
import dev.gfpfuzz.coordinator.store.CampaignDirectory;
import dev.gfpfuzz.coordinator.store.CampaignStore;
import dev.gfpfuzz.coordinator.store.Fsck;
import dev.gfpfuzz.profile.Profiles;
import dev.gfpfuzz.scenario.Scenarios;
import dev.gfpfuzz.workers.shard.Target;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * {@code kill -9} at random moments of a campaign over processes on loopback: of the coordinator, of a worker, of both.
 * Whoever was killed is started again at once, and may be killed again before it is up. What was in the store before a
 * kill is there after it, and the end is that of a run in one process.
 */
@Tag("chaos")
class KilledClusterIT {
    private static final Duration PATIENCE = Duration.ofMinutes(5);
    private static final int WORKERS = 2;
    private static final int SHARDS_A_KILL = 10;
    private static final int SHARD_SIZE = 2_000;

    private enum Victim {
        COORDINATOR,
        WORKER,
        BOTH
    }

    @TempDir
    Path temp;

    private Path dir;
    private Path campaign;
    private String address;
    private List<String> options;
    private JarProgram coordinator;
    private final List<JarProgram> workers = new ArrayList<>();

    private final Map<Long, Long> acknowledged = new HashMap<>();
    private final Map<Victim, Integer> killed = new EnumMap<>(Victim.class);
    private final Resumption resumption = new Resumption();

    /** From the start of a coordinator to its first result, of those that lived so long. */
    private final class Resumption {
        private final List<Long> millis = new ArrayList<>();
        private final List<Long> cpuMillis = new ArrayList<>();
        private long began;
        private long before = -1;

        void begin() throws SQLException {
            began = System.nanoTime();
            before = counted();
        }

        void look(long counted) {
            if (before >= 0 && counted > before) {
                millis.add((System.nanoTime() - began) / 1_000_000);
                cpuMillis.add(coordinator.cpu().toMillis());
                before = -1;
            }
        }

        private static String words(List<Long> of) {
            List<Long> sorted = of.stream().sorted().toList();
            return sorted.isEmpty()
                    ? "none"
                    : String.format(
                            Locale.ROOT,
                            "median %.1f s, max %.1f s",
                            sorted.get(sorted.size() / 2) / 1e3,
                            sorted.get(sorted.size() - 1) / 1e3);
        }

        @Override
        public String toString() {
            return millis.size() + " resumptions, start to first result: " + words(millis)
                    + "; processor time of the coordinator in it: " + words(cpuMillis);
        }
    }

    @BeforeEach
    void prepare() throws Exception {
        dir = Files.createDirectory(temp.resolve("work"));
        campaign = temp.resolve("campaign");
        try (ServerSocket free = new ServerSocket(0)) {
            address = "127.0.0.1:" + free.getLocalPort();
        }
        // Most of what a short-lived process costs is the loading of its classes: they are loaded from an archive.
        Path archive = temp.resolve("classes.jsa");
        options = List.of("-XX:ArchiveClassesAtExit=" + archive, "-Xshare:auto", "-Xmx600m", "-XX:+UseSerialGC");
        start("coordinator", "two-readers", "--schedules", "1000", "--listen", "127.0.0.1:0", "--workers", "1")
                .result();
        options = List.of(
                "-XX:SharedArchiveFile=" + archive,
                "-Xshare:auto",
                "-Xmx600m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1");
    }

    @AfterEach
    void endWhatRuns() throws InterruptedException {
        for (JarProgram p : processes()) {
            p.kill();
            p.ended();
        }
    }

    private JarProgram start(String... args) throws IOException {
        return JarProgram.start(dir, options, List.of(args));
    }

    private void startCoordinator() throws IOException, SQLException {
        resumption.begin();
        coordinator = start("resume", campaign.toString(), "--listen", address, "--json");
    }

    private JarProgram worker() throws IOException {
        return start("worker", "--join", address, "--workers", "1");
    }

    /** How many results are in the store now. */
    private long counted() throws SQLException {
        try (Connection c = DriverManager.getConnection(
                        "jdbc:sqlite:file:" + campaign.resolve("campaign.db") + "?mode=ro");
                Statement s = c.createStatement();
                ResultSet row = s.executeQuery("SELECT COUNT(*) FROM shard")) {
            return row.getLong(1);
        }
    }

    private static Map<Long, Long> results(CampaignStore store) {
        Map<Long, Long> results = new HashMap<>();
        store.replay(event -> {
            if (event instanceof CampaignEvent.ShardCounted e) {
                assertThat(results.put(e.result().shard(), e.result().digest())).isNull();
            }
        });
        return results;
    }

    @Test
    void killedTwoHundredTimes_equalsUndisturbed() throws Exception {
        int kills = Integer.getInteger("kills", 200);
        long seed = Long.getLong("kills.seed", 1);
        CampaignSpec spec = new CampaignSpec(
                Stream.of("v4_17", "mut_renoio")
                        .map(p -> Target.of(Scenarios.named("two-readers"), Profiles.named(p)))
                        .toList(),
                "portfolio",
                seed,
                new Budget.Schedules((long) kills * SHARDS_A_KILL * SHARD_SIZE),
                SHARD_SIZE);
        CampaignSummary whole;
        try (Campaign c = Campaigns.create(temp.resolve("whole"), spec)) {
            whole = c.run(1, CampaignListener.SILENT, () -> false);
        }
        Campaigns.create(campaign, spec).close();
        Random random = new Random(seed);
        // Moments are numbers of results, so that each comes, however fast the machine is.
        int[] moments = random.ints(kills, 0, kills * SHARDS_A_KILL * 9 / 10).toArray();
        Arrays.sort(moments);
        startCoordinator();
        for (int i = 0; i < WORKERS; i++) {
            workers.add(worker());
        }
        for (int i = 0; i < kills; i++) {
            awaitResults(moments[i]);
            kill(Victim.values()[random.nextInt(Victim.values().length)], random.nextInt(WORKERS));
            if (i % 20 == 19) {
                System.out.println("after kill -9 of " + killed + " nothing is lost; " + resumption);
            }
        }
        CampaignSummary resumed = end();
        assertThat(killed.values().stream().mapToInt(n -> n).sum()).isEqualTo(kills);
        assertThat(resumed.schedules()).isEqualTo(whole.schedules());
        assertThat(resumed.digest()).isEqualTo(whole.digest());
        assertThat(resumed.tallies()).isEqualTo(whole.tallies());
        assertThat(resumed.findings()).isEqualTo(whole.findings());
        assertThat(resumed.accounts().alarm()).isFalse();
        assertThat(resumed.accounts().expelled()).isEmpty();
        System.out.println("kill -9 of " + killed + ": " + acknowledged.size()
                + " results seen in the store before a kill, 0 lost, 0 counted twice, the same digest; " + resumption);
    }

    private void awaitResults(int moment) {
        await().atMost(PATIENCE).pollInterval(Duration.ofMillis(20)).until(() -> {
            for (JarProgram p : processes()) {
                assertThat(p.alive()).as("ended by itself: %s", p.errSoFar()).isTrue();
            }
            long counted = counted();
            resumption.look(counted);
            return counted >= moment;
        });
    }

    private List<JarProgram> processes() {
        List<JarProgram> all = new ArrayList<>(workers);
        all.add(coordinator);
        return Collections.unmodifiableList(all);
    }

    private void kill(Victim victim, int worker) throws Exception {
        Map<Long, Long> before;
        try (CampaignStore store = CampaignDirectory.look(campaign)) {
            before = results(store);
        }
        assertThat(before).containsAllEntriesOf(acknowledged);
        acknowledged.putAll(before);
        killed.merge(victim, 1, Integer::sum);
        if (victim != Victim.WORKER) {
            coordinator.kill();
        }
        if (victim != Victim.COORDINATOR) {
            workers.get(worker).kill();
            workers.get(worker).ended();
            workers.set(worker, worker());
        }
        if (victim != Victim.WORKER) {
            coordinator.ended();
            verify();
            startCoordinator();
        }
    }

    /** The store that a killed coordinator has left. */
    private void verify() {
        Fsck.Report report = CampaignDirectory.fsck(campaign);
        assertThat(report.audit().problems()).isEmpty();
        assertThat(report.lost()).isZero();
        try (CampaignDirectory d = CampaignDirectory.open(campaign)) {
            assertThat(results(d.store())).containsAllEntriesOf(acknowledged);
        }
    }

    /** The campaign comes to its end undisturbed. */
    private CampaignSummary end() throws Exception {
        Program.Result result = coordinator.result();
        assertThat(result.code()).as(result.err()).isEqualTo(ExitCode.VIOLATION);
        for (JarProgram w : workers) {
            w.kill();
        }
        try (CampaignDirectory d = CampaignDirectory.open(campaign)) {
            assertThat(d.store().audit().problems()).isEmpty();
            return d.store().state().summary();
        }
    }
}
