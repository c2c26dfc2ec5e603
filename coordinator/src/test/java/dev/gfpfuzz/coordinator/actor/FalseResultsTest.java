package dev.gfpfuzz.coordinator.actor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gfpfuzz.coordinator.actor.Sitting.Deviations;
import dev.gfpfuzz.coordinator.campaign.Budget;
import dev.gfpfuzz.coordinator.campaign.CampaignEvent;
import dev.gfpfuzz.coordinator.campaign.CampaignException;
import dev.gfpfuzz.coordinator.campaign.CampaignListener;
import dev.gfpfuzz.coordinator.campaign.CampaignSpec;
import dev.gfpfuzz.coordinator.campaign.CampaignSummary;
import dev.gfpfuzz.coordinator.campaign.Canary;
import dev.gfpfuzz.coordinator.store.CampaignDirectory;
import dev.gfpfuzz.search.Knowledge;
import dev.gfpfuzz.search.Verdict;
import dev.gfpfuzz.workers.protocol.ToCoordinator;
import dev.gfpfuzz.workers.shard.ShardResult;
import dev.gfpfuzz.workers.shard.ShrunkFinding;
import dev.gfpfuzz.workers.shard.SpaceResult;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Results, failures and stores that could bring a campaign to its end, or to no end. */
@Timeout(value = 2, unit = TimeUnit.MINUTES, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class FalseResultsTest {
    @TempDir
    Path temp;

    private CampaignSummary run(String dir, CampaignSpec spec, UnaryOperator<ToCoordinator> wire) {
        return run(dir, spec, CampaignListener.SILENT, wire);
    }

    private CampaignSummary run(
            String dir, CampaignSpec spec, CampaignListener listener, UnaryOperator<ToCoordinator> wire) {
        try (CampaignDirectory d = CampaignDirectory.create(temp.resolve(dir), spec)) {
            return new Sitting(d.store(), 2, listener, () -> false, new Deviations(Canary::of, wire)).run(null);
        }
    }

    /** A worker that says of every shard that this was exercised, and learned. */
    private static UnaryOperator<ToCoordinator> saying(String exercised, Knowledge learned) {
        return message -> {
            if (message instanceof ToCoordinator.ShardDone done && done.worker().equals("worker-1")) {
                ShardResult r = done.result();
                Map<String, Long> all = new TreeMap<>(r.exercised());
                all.put(exercised, 1L);
                ShardResult invented = new ShardResult(
                        r.shard(),
                        r.schedules(),
                        r.steps(),
                        r.ends(),
                        all,
                        r.findings(),
                        r.unlisted(),
                        r.kinds(),
                        learned);
                return new ToCoordinator.ShardDone(done.worker(), done.lease(), invented);
            }
            return message;
        };
    }

    private void isExpelledAndTheStoreCanBeRead(CampaignSpec spec, UnaryOperator<ToCoordinator> wire) {
        CampaignSummary s = run("c", spec, wire);
        assertThat(s.accounts().expelled()).hasSize(1);
        assertThat(s.digest()).isEqualTo(run("honest", spec, message -> message).digest());
        try (CampaignDirectory d = CampaignDirectory.open(temp.resolve("c"))) {
            assertThat(d.store().state().summary().shardsDone()).isEqualTo(s.shardsTotal());
        }
    }

    @Test
    void inventedNameOfAnInvariant_isRefusedBeforeItIsSaved() {
        isExpelledAndTheStoreCanBeRead(CampaignsTest.spec(6_000, "v4_17"), saying("made up", Knowledge.NONE));
    }

    @Test
    void inventedKnowledge_isRefusedBeforeItIsSaved() {
        // A corpus of one schedule of -1 choices.
        long[] words = new long[258];
        words[256] = 1;
        words[257] = -1;
        CampaignSpec feedback = new CampaignSpec(
                List.of(CampaignsTest.target("v4_17")), "feedback", 7, new Budget.Schedules(16_000), 500);
        isExpelledAndTheStoreCanBeRead(feedback, saying("no-deadlock", Knowledge.of(words)));
    }

    @Test
    void violationWithoutACounterexample_isNotBelieved() {
        SpaceResult invented =
                new SpaceResult(Verdict.VIOLATED, 10, 10, 3, "", List.of(), List.of(), List.of(), null, "Nothing");
        // Whoever is asked to search says so, one after the other.
        assertThatThrownBy(() -> run(
                        "c",
                        CampaignsTest.spec(4_000, "v4_17"),
                        message -> message instanceof ToCoordinator.SpaceSearched done
                                ? new ToCoordinator.SpaceSearched(done.worker(), done.lease(), invented)
                                : message))
                .isInstanceOf(CampaignException.class)
                .hasMessageContaining("No worker is left");
    }

    @Test
    void addressSaidUnderTwoNames_endsNoCampaign() {
        AtomicReference<String> first = new AtomicReference<>();
        CampaignSummary s = run("c", CampaignsTest.spec(4_000, "v4_17"), message -> {
            if (message instanceof ToCoordinator.Hello h) {
                first.compareAndSet(null, h.address());
                return new ToCoordinator.Hello(h.worker(), h.version(), h.build(), first.get());
            }
            return message;
        });
        assertThat(s.budgetSpent()).isTrue();
    }

    /** A machine without memory: each of its jobs fails at once, and it asks for the next before anybody else. */
    @Test
    void workerThatFailsAtEverything_costsNoShard() {
        CampaignSpec spec = CampaignsTest.spec(20_000, "v4_17", "mut_renoio");
        CampaignSummary honest = run("honest", spec, message -> message);
        CampaignSummary s = run("sick", spec, message -> {
            if (message instanceof ToCoordinator.ShardDone done && done.worker().equals("worker-1")) {
                return new ToCoordinator.JobFailed(done.worker(), done.lease(), "Java heap space");
            }
            return message instanceof ToCoordinator.SpaceSearched done
                    ? new ToCoordinator.JobFailed(done.worker(), done.lease(), "Java heap space")
                    : message;
        });
        assertThat(s.spaces()).isEqualTo(honest.spaces());
        assertThat(s.failures()).isEmpty();
        assertThat(s.accounts().alarm()).isFalse();
        assertThat(s.digest()).isEqualTo(honest.digest());
    }

    /** A worker is expelled for a shrunk finding when every shard has been counted: its shards are run again. */
    @Test
    @Tag("slow")
    void expulsionAfterTheLastShard_doesNotStopTheShardsThatAreRunAgain() {
        CampaignSpec spec = new CampaignSpec(
                List.of(CampaignsTest.target("mut_renoio")), "random", 7, new Budget.Schedules(2_400_000), 400_000);
        Set<String> counted = ConcurrentHashMap.newKeySet();
        CountDownLatch all = new CountDownLatch((int) spec.shards());
        AtomicReference<String> liar = new AtomicReference<>();
        CampaignListener listener = new CampaignListener() {
            @Override
            public void saved(CampaignEvent event) {
                if (event instanceof CampaignEvent.ShardCounted c) {
                    counted.add(c.worker());
                    all.countDown();
                }
            }
        };
        CampaignSummary s = run("c", spec, listener, message -> {
            if (message instanceof ToCoordinator.ShrinkDone done
                    && counted.contains(done.worker())
                    && liar.compareAndSet(null, done.worker())) {
                sleepUntil(all);
                return new ToCoordinator.ShrinkDone(done.worker(), done.lease(), aStepLonger(done.shrunk()));
            }
            return message;
        });
        assertThat(s.accounts().expelled()).hasSize(1);
        assertThat(s.budgetSpent()).isTrue();
    }

    /** Until the campaign no longer waits for what is still being done, and a little longer. */
    private static void sleepUntil(CountDownLatch all) {
        try {
            all.await(15, TimeUnit.SECONDS);
            Thread.sleep(2_500);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static ShrunkFinding aStepLonger(ShrunkFinding f) {
        return new ShrunkFinding(
                f.token(),
                f.invariant(),
                f.report(),
                f.skeleton(),
                f.sentence(),
                f.steps() + 1,
                f.contextSwitches(),
                f.tasks());
    }

    @Test
    void damagedStore_isRefused_andNobodyWaits() throws Exception {
        run("c", CampaignsTest.spec(2_000, "v4_17"), message -> message);
        Path dir = temp.resolve("c");
        try (Connection c = DriverManager.getConnection("jdbc:sqlite:" + dir.resolve("campaign.db"));
                Statement s = c.createStatement()) {
            s.execute("UPDATE shard SET steps = steps + 1 WHERE shard = 0");
        }
        try (CampaignDirectory d = CampaignDirectory.open(dir)) {
            assertThatThrownBy(() -> new Sitting(d.store(), 1, CampaignListener.SILENT, () -> false).run(null))
                    .isInstanceOf(CampaignException.class)
                    .hasMessageContaining("fsck");
        }
    }
}
