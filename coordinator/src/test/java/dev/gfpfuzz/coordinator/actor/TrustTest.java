package dev.gfpfuzz.coordinator.actor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gfpfuzz.coordinator.actor.Sitting.Deviations;
import dev.gfpfuzz.coordinator.campaign.Budget;
import dev.gfpfuzz.coordinator.campaign.CampaignEvent;
import dev.gfpfuzz.coordinator.campaign.CampaignListener;
import dev.gfpfuzz.coordinator.campaign.CampaignSpec;
import dev.gfpfuzz.coordinator.campaign.CampaignSummary;
import dev.gfpfuzz.coordinator.campaign.Canary;
import dev.gfpfuzz.coordinator.store.Audit;
import dev.gfpfuzz.coordinator.store.CampaignDirectory;
import dev.gfpfuzz.coordinator.store.CampaignStore;
import dev.gfpfuzz.search.Knowledge;
import dev.gfpfuzz.workers.protocol.ToCoordinator;
import dev.gfpfuzz.workers.shard.RawFinding;
import dev.gfpfuzz.workers.shard.ShardResult;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Workers that lie, and a search that has gone blind. */
class TrustTest {

    @TempDir
    Path temp;

    /** 7 rounds of two targets, so that what one round learns is used by others. */
    private static final CampaignSpec SPEC = new CampaignSpec(
            List.of(CampaignsTest.target("v4_17"), CampaignsTest.target("mut_renoio")),
            "portfolio",
            7,
            new Budget.Schedules(36_000),
            150);

    private final List<CampaignEvent> saved = new ArrayList<>();
    private final List<String> notes = new ArrayList<>();
    private final CountDownLatch expulsion = new CountDownLatch(1);

    private CampaignSummary run(String dir, int workers, Deviations deviations) {
        return run(dir, workers, deviations, store -> store);
    }

    private CampaignSummary run(String dir, int workers, Deviations deviations, UnaryOperator<CampaignStore> disk) {
        CampaignListener listener = new CampaignListener() {
            @Override
            public void saved(CampaignEvent event) {
                saved.add(event);
            }

            @Override
            public void note(String sentence) {
                notes.add(sentence);
                if (sentence.contains(" is expelled: ")) {
                    expulsion.countDown();
                }
            }
        };
        try (CampaignDirectory d = CampaignDirectory.create(temp.resolve(dir), SPEC)) {
            CampaignSummary s =
                    new Sitting(disk.apply(d.store()), workers, listener, () -> false, deviations).run(null);
            assertThat(d.store().audit().problems()).isEmpty();
            assertThat(d.store().state().summary()).isEqualTo(s.with(null));
            return s;
        }
    }

    private static Deviations worker1(UnaryOperator<ShardResult> lie) {
        return new Deviations(
                Canary::of,
                message -> message instanceof ToCoordinator.ShardDone done
                                && done.worker().equals("worker-1")
                        ? new ToCoordinator.ShardDone(done.worker(), done.lease(), lie.apply(done.result()))
                        : message);
    }

    private static ShardResult with(ShardResult r, List<RawFinding> findings) {
        return new ShardResult(
                r.shard(),
                r.schedules(),
                r.steps(),
                r.ends(),
                r.exercised(),
                findings,
                r.unlisted(),
                r.kinds(),
                r.learned());
    }

    private static ShardResult forged(ShardResult r) {
        List<RawFinding> findings = new ArrayList<>(r.findings());
        findings.add(new RawFinding(
                "no-deadlock", false, "forged", "Nothing", 0, 1, dev.gfpfuzz.schedule.Schedule.of(0, 1), 9));
        return with(r, findings);
    }

    @Test
    void honestCampaign_isAuditedAndFindsItsCanary() {
        CampaignSummary s = run("honest", 2, Deviations.NONE);
        assertThat(s.accounts().alarm()).isFalse();
        assertThat(s.accounts().canaries()).isPositive().isEqualTo(s.accounts().canariesFound());
        assertThat(s.accounts().expelled()).isEmpty();
        assertThat(s.schedules()).isEqualTo(36_000);
        assertThat(s.findings()).allMatch(f -> f.profile().equals("mut_renoio"));
        assertThat(saved.stream().filter(e -> e instanceof CampaignEvent.ShardCounted c && c.audited()))
                .hasSize((int) s.accounts().audited());
    }

    @Test
    void forgedFinding_isRejectedAndItsWorkerExpelled() {
        CampaignSummary honest = run("honest", 2, Deviations.NONE);
        CampaignSummary s = run("forged", 2, worker1(TrustTest::forged));
        assertThat(s.accounts().expelled())
                .singleElement()
                .asString()
                .startsWith("Worker worker-1 is expelled: ")
                .contains("does not reproduce");
        assertThat(s.digest()).isEqualTo(honest.digest());
        assertThat(s.findings()).isEqualTo(honest.findings());
        assertThat(notes).anyMatch(n -> n.startsWith("Worker worker-1 is expelled"));
    }

    /** Honest at first, so that there is something to be taken back. */
    @Test
    void whatALiarHadCounted_isRunAgain() {
        CampaignSummary honest = run("honest", 2, Deviations.NONE);
        int[] sent = new int[1];
        saved.clear();
        CampaignSummary s = run("late", 2, worker1(r -> ++sent[0] > 60 ? forged(r) : r));
        assertThat(s.accounts().expelled()).hasSize(1);
        assertThat(s.digest()).isEqualTo(honest.digest());
        assertThat(s.findings()).isEqualTo(honest.findings());
        assertThat(saved.stream().filter(e -> e instanceof CampaignEvent.ShardCounted))
                .hasSizeGreaterThan((int) s.shardsTotal() + 30);
    }

    /** What comes in between the expulsion and its record on the disk, of the liar and of those whom it taught, is not used. */
    @Test
    void whatComesInWhileALiarIsExpelled_restsOnItsLies() {
        CampaignSummary honest = run("honest", 2, Deviations.NONE);
        UnaryOperator<ShardResult> teachesNothing = r -> new ShardResult(
                r.shard(),
                r.schedules(),
                r.steps(),
                r.ends(),
                r.exercised(),
                r.shard() > 140 ? forged(r).findings() : r.findings(),
                r.unlisted(),
                r.kinds(),
                Knowledge.NONE);
        CampaignSummary s = run("slow-disk", 2, worker1(teachesNothing), d -> new SlowDisk(d, 128, expulsion));
        assertThat(s.accounts().expelled()).hasSize(1);
        assertThat(s.digest()).isEqualTo(honest.digest());
        assertThat(s.findings()).isEqualTo(honest.findings());
    }

    /** From shard {@code from} on a write lasts until a worker was expelled and others have come to more results. */
    private record SlowDisk(CampaignStore store, long from, CountDownLatch expulsion) implements CampaignStore {
        @Override
        public void append(List<CampaignEvent> events) {
            if (events.stream()
                    .anyMatch(e -> e instanceof CampaignEvent.ShardCounted c
                            && c.result().shard() >= from)) {
                try {
                    expulsion.await(10, TimeUnit.SECONDS);
                    Thread.sleep(200);
                } catch (InterruptedException e) {
                    throw new IllegalStateException(e);
                }
            }
            store.append(events);
        }

        @Override
        public CampaignSpec spec() {
            return store.spec();
        }

        @Override
        public String secret() {
            return store.secret();
        }

        @Override
        public void limit(long bytesMax) {
            store.limit(bytesMax);
        }

        @Override
        public Audit replay(Consumer<CampaignEvent> sink) {
            return store.replay(sink);
        }

        @Override
        public Audit audit() {
            return store.audit();
        }

        @Override
        public boolean sound() {
            return store.sound();
        }

        @Override
        public void close() {
            store.close();
        }
    }

    @Test
    void noHonestWorkerLeft_endsTheCampaign() {
        assertThatThrownBy(() -> run("alone", 1, worker1(TrustTest::forged))).hasMessageContaining("No worker is left");
    }

    /** 240 shards, one in a hundred audited, and a canary: seen with a probability of 0.9, so several secrets are tried. */
    @Test
    @Tag("slow")
    void workerThatHidesFindings_isExposed() {
        CampaignSummary honest = run("honest", 2, Deviations.NONE);
        int exposed = 0;
        for (int i = 0; i < 9 && exposed == 0; i++) {
            // It lies whenever it has something to hide, and then the audit sees it or does not.
            CampaignSummary s = run("hiding-" + i, 2, worker1(r -> with(r, List.of())));
            if (!s.accounts().expelled().isEmpty()) {
                exposed++;
                assertThat(s.digest()).isEqualTo(honest.digest());
                assertThat(s.findings()).isEqualTo(honest.findings());
            }
        }
        assertThat(exposed).isEqualTo(1);
    }

    @Test
    void searchThatMissesTheCanary_raisesTheAlarm() {
        Canary notThere = new Canary("two-readers", "v4_17", "no-lost-freed-buffer");
        CampaignSummary s = run("blind", 2, new Deviations(secret -> notThere, UnaryOperator.identity()));
        assertThat(s.accounts().alarm()).isTrue();
        assertThat(s.accounts().alarmSentence()).contains("ALARM").contains("found never");
        // It is nobody's lie: the coordinator does not find it either.
        assertThat(s.accounts().expelled()).isEmpty();
    }
}
