package dev.gfpfuzz.coordinator.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gfpfuzz.coordinator.campaign.Budget;
import dev.gfpfuzz.coordinator.campaign.CampaignEvent;
import dev.gfpfuzz.coordinator.campaign.CampaignException;
import dev.gfpfuzz.coordinator.campaign.CampaignSpec;
import dev.gfpfuzz.coordinator.campaign.CampaignState;
import dev.gfpfuzz.coordinator.campaign.CampaignSummary;
import dev.gfpfuzz.coordinator.campaign.RawIdentity;
import dev.gfpfuzz.coordinator.campaign.Samples;
import dev.gfpfuzz.search.Knowledge;
import dev.gfpfuzz.workers.shard.ShardResult;
import dev.gfpfuzz.workers.shard.Target;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JdbcStoreTest {

    @TempDir
    Path temp;

    private static final CampaignSpec SPEC = Samples.spec(2, 1_000, 100);

    private static List<CampaignEvent> events() {
        List<CampaignEvent> events = new ArrayList<>();
        ShardResult r = Samples.result(SPEC, 0, List.of(Samples.finding("a", 3, 2), Samples.finding("b'; --", 4, 1)));
        events.add(Samples.counted(new ShardResult(
                0,
                r.schedules(),
                r.steps(),
                r.ends(),
                r.exercised(),
                r.findings(),
                7,
                r.kinds(),
                Knowledge.of(-1, 5))));
        events.add(Samples.counted(Samples.silent(SPEC, 1)));
        events.add(new CampaignEvent.ShardGivenUp(2, "Run 1 of shard 2 failed: §"));
        events.add(new CampaignEvent.SpaceSearched(0, Samples.violated("a")));
        events.add(new CampaignEvent.SpaceSearched(1, Samples.certificate()));
        events.add(new CampaignEvent.FindingShrunk(
                new RawIdentity(0, "no-deadlock", "a"), Samples.shrunk("a", "gfz-a"), "gfz-a0"));
        events.add(new CampaignEvent.ShrinkGivenUp(
                new RawIdentity(0, "no-deadlock", "b'; --"), Samples.shrunk("b", "gfz-b"), "failed"));
        events.add(new CampaignEvent.Ran(5_000_000_000L));
        return events;
    }

    private Path filled() {
        Path dir = temp.resolve("c");
        try (CampaignDirectory d = CampaignDirectory.create(dir, SPEC)) {
            d.store().append(events());
        }
        return dir;
    }

    /** Whoever may not write a directory can read a campaign in it all the same: no log is made beside it. */
    @Test
    void whatIsStill_isReadWithoutALog() throws IOException, SQLException {
        Path dir = filled();
        try (Connection c = SqliteDialect.still(dir.resolve("campaign.db")).connect();
                Statement s = c.createStatement();
                ResultSet r = s.executeQuery("SELECT count(*) FROM shard")) {
            assertThat(r.getInt(1)).isEqualTo(3);
            assertThat(dir.resolve("campaign.db-wal")).doesNotExist();
            assertThat(dir.resolve("campaign.db-shm")).doesNotExist();
        }
    }

    @Test
    void aDirectoryThatMayNotBeWritten_isLookedAt() throws IOException {
        Path dir = Files.move(filled(), temp.resolve("read only %20"));
        Files.setPosixFilePermissions(dir, PosixFilePermissions.fromString("r-xr-xr-x"));
        try (CampaignStore store = CampaignDirectory.look(dir)) {
            assertThat(store.spec()).isEqualTo(SPEC);
        } finally {
            Files.setPosixFilePermissions(dir, PosixFilePermissions.fromString("rwxr-xr-x"));
        }
    }

    private void sql(Path dir, String sql) throws SQLException {
        try (Connection c = DriverManager.getConnection("jdbc:sqlite:" + dir.resolve("campaign.db"));
                Statement s = c.createStatement()) {
            s.executeUpdate(sql);
        }
    }

    @Test
    void whatWasKept_isThere() {
        try (CampaignStore store = CampaignDirectory.look(filled())) {
            assertThat(store.spec()).isEqualTo(SPEC);
            assertThat(store.events()).isEqualTo(events());
            CampaignState state = new CampaignState(SPEC);
            events().forEach(state::apply);
            assertThat(store.state().summary()).isEqualTo(state.summary());
        }
    }

    /** No run has met it. */
    @Test
    void findingOfASearchAlone_isThereAgain() {
        try (CampaignDirectory d = CampaignDirectory.create(temp.resolve("d"), SPEC)) {
            d.store()
                    .append(List.of(
                            new CampaignEvent.SpaceSearched(0, Samples.violated("a")),
                            new CampaignEvent.FindingShrunk(
                                    new RawIdentity(0, "no-deadlock", "a"), Samples.shrunk("a", "gfz-a"), "gfz-a0")));
            assertThat(d.store().state().findings()).hasSize(1);
            assertThat(d.store().state().shrinking()).isZero();
        }
    }

    @Test
    void sameEventsTwice_areKeptOnce() {
        Path dir = filled();
        try (CampaignDirectory d = CampaignDirectory.open(dir)) {
            d.store().append(events().subList(0, 5));
            d.store().append(List.of(new CampaignEvent.Ran(1), new CampaignEvent.Ran(2)));
        }
        List<CampaignEvent> expected = events();
        expected.add(new CampaignEvent.Ran(3));
        try (CampaignStore store = CampaignDirectory.look(dir)) {
            assertThat(store.events()).isEqualTo(expected);
        }
    }

    @Test
    void shardGivenUp_canStillBeCounted() {
        Path dir = filled();
        try (CampaignDirectory d = CampaignDirectory.open(dir)) {
            d.store().append(List.of(Samples.counted(Samples.silent(SPEC, 2))));
            assertThat(d.store().state().summary().shardsDone()).isEqualTo(3);
        }
    }

    @Test
    void failedBatch_leavesNothing() {
        Path dir = filled();
        List<CampaignEvent> half = List.of(
                Samples.counted(Samples.silent(SPEC, 5)), (CampaignEvent) new CampaignEvent.ShardGivenUp(6, null));
        try (CampaignDirectory d = CampaignDirectory.open(dir)) {
            assertThatThrownBy(() -> d.store().append(half)).isInstanceOf(RuntimeException.class);
            assertThat(d.store().events()).isEqualTo(events());
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "UPDATE shard SET steps = steps + 1 WHERE shard = 1",
                "UPDATE shard SET sentence = 'x' WHERE shard = 2",
                "UPDATE shard SET state = 'counted' WHERE shard = 2",
                "UPDATE shard SET shard = 9 WHERE shard = 1",
                "UPDATE raw_finding SET runs = runs + 1 WHERE n = 0",
                "UPDATE raw_finding SET choices = 'abc' WHERE n = 0",
                "DELETE FROM raw_finding WHERE n = 1",
                "UPDATE shrunk SET token = 'gfz-c'",
                "UPDATE sitting SET nanos = 1"
            })
    void changedRecord_isRefused(String change) throws SQLException {
        Path dir = filled();
        sql(dir, change);
        try (CampaignStore store = CampaignDirectory.look(dir)) {
            assertThatThrownBy(store::events)
                    .isInstanceOf(CampaignException.class)
                    .hasMessageContaining("is damaged")
                    .hasMessageContaining("fsck");
        }
    }

    @Test
    void lostShard_isNoticedAndPendingAgainAfterRepair() throws SQLException {
        Path dir = filled();
        sql(dir, "DELETE FROM shard WHERE shard = 1");
        try (CampaignStore store = CampaignDirectory.look(dir)) {
            assertThat(store.audit().problems()).containsExactly("The result of shard 1 was counted and is not there");
            assertThatThrownBy(store::state).hasMessageContaining("shard 1").hasMessageContaining("fsck");
        }
        Fsck.Report report = CampaignDirectory.fsck(dir);
        assertThat(report.sound()).isFalse();
        assertThat(report.lost()).isEqualTo(1);
        assertThat(report.audit().problems()).isEmpty();
        try (CampaignStore store = CampaignDirectory.look(dir)) {
            assertThat(store.state().frontier()).isEqualTo(1);
        }
    }

    @Test
    void resultThatNobodyCounted_isNoticed() throws SQLException {
        Path dir = filled();
        sql(dir, "UPDATE ledger SET entries = replace(entries, '+1:', '+9:')");
        try (CampaignStore store = CampaignDirectory.look(dir)) {
            assertThat(store.audit().problems()).contains("A row of the ledger does not verify");
        }
        sql(dir, "DELETE FROM ledger");
        try (CampaignStore store = CampaignDirectory.look(dir)) {
            assertThat(store.audit().problems())
                    .containsExactly(
                            "Shard 0 has a result that was never counted",
                            "Shard 1 has a result that was never counted");
        }
    }

    @Test
    void audit_countsEveryAcknowledgedResultOnce() {
        Path dir = filled();
        try (CampaignDirectory d = CampaignDirectory.open(dir)) {
            d.store().append(events());
            d.store().append(List.of(Samples.counted(Samples.silent(SPEC, 7))));
            assertThat(d.store().audit()).isEqualTo(new Audit(2, 3, 0, List.of()));
        }
    }

    @Test
    void expelledWorker_takesItsResultsAlong() {
        Path dir = filled();
        CampaignEvent honest = new CampaignEvent.ShardCounted(Samples.silent(SPEC, 4), "honest", true);
        CampaignEvent expelled = new CampaignEvent.WorkerExpelled("worker-1", "Worker worker-1 is expelled: it lied");
        try (CampaignDirectory d = CampaignDirectory.open(dir)) {
            d.store()
                    .append(List.of(
                            honest, new CampaignEvent.CanaryRan(3, true), new CampaignEvent.CanaryRan(4, false)));
            d.store().append(List.of(expelled));
            // What it had taught has been used by nobody yet, so what others ran stays.
            // Who gave up, shrank, searched or missed the canary is not kept: that is done again.
            assertThat(d.store().events())
                    .containsExactlyInAnyOrder(
                            honest,
                            expelled,
                            new CampaignEvent.CanaryRan(3, true),
                            new CampaignEvent.Ran(5_000_000_000L));
            assertThat(d.store().audit()).isEqualTo(new Audit(3, 1, 2, List.of()));
            CampaignSummary s = d.store().state().summary();
            assertThat(s.shardsDone()).isEqualTo(1);
            assertThat(s.accounts().audited()).isEqualTo(1);
            assertThat(s.accounts().expelled()).containsExactly("Worker worker-1 is expelled: it lied");
            d.store().append(events().subList(0, 2));
            assertThat(d.store().audit()).isEqualTo(new Audit(4, 3, 2, List.of()));
        }
        assertThat(CampaignDirectory.fsck(dir).sound()).isTrue();
    }

    /** The commit arrived, its answer did not: the batch is written again. */
    @Test
    void expulsionWrittenTwice_isOneExpulsion() {
        try (CampaignDirectory d = CampaignDirectory.create(temp.resolve("d"), SPEC)) {
            List<CampaignEvent> batch = List.of(new CampaignEvent.WorkerExpelled("worker-1", "it lies"));
            d.store().append(batch);
            d.store().append(batch);
            assertThat(d.store().state().summary().accounts().expelled()).hasSize(1);
        }
    }

    @Test
    void whatRestsOnALie_isTakenBackToo() {
        CampaignSpec spec = Samples.spec(1, 10_000, 100);
        try (CampaignDirectory d = CampaignDirectory.create(temp.resolve("d"), spec)) {
            List<CampaignEvent> events = new ArrayList<>();
            for (long s = 0; s < 100; s++) {
                ShardResult r = Samples.silent(spec, s);
                ShardResult learned = new ShardResult(
                        s, r.schedules(), r.steps(), r.ends(), r.exercised(), List.of(), 0, r.kinds(), Knowledge.of(s));
                events.add(new CampaignEvent.ShardCounted(learned, s == 20 ? "liar" : "honest", false));
            }
            d.store().append(events);
            d.store().append(List.of(new CampaignEvent.WorkerExpelled("liar", "")));
            // Shard 20 is in round 1: rounds 3 and later ran with what it had taught.
            for (long s = 0; s < 100; s++) {
                assertThat(d.store().state().counted(s)).as("shard %d", s).isEqualTo(s != 20 && s < 48);
            }
        }
    }

    @Test
    void failedBatch_doesNotCountItsTimeTwice() {
        Path dir = filled();
        try (CampaignDirectory d = CampaignDirectory.open(dir)) {
            List<CampaignEvent> bad = List.of(new CampaignEvent.Ran(7), new CampaignEvent.ShardGivenUp(6, null));
            assertThatThrownBy(() -> d.store().append(bad)).isInstanceOf(RuntimeException.class);
            d.store().append(List.of(new CampaignEvent.Ran(7)));
            assertThat(d.store().state().nanos()).isEqualTo(5_000_000_007L);
        }
    }

    @Test
    void changedSpec_isRefused() throws SQLException {
        Path dir = filled();
        sql(dir, "UPDATE campaign SET content = replace(content, 'seed 42', 'seed 43')");
        assertThatThrownBy(() -> CampaignDirectory.look(dir)).hasMessageContaining("has lost its spec");
    }

    @Test
    void newerSchema_isRefused() throws SQLException {
        Path dir = filled();
        sql(dir, "PRAGMA user_version = 99");
        assertThatThrownBy(() -> CampaignDirectory.open(dir)).hasMessageContaining("newer gfpfuzz (schema 99)");
    }

    @Test
    void emptyDatabase_isRefusedAndGetsNoTables() throws IOException, SQLException {
        Path dir = filled();
        Path database = dir.resolve("campaign.db");
        Files.write(database, new byte[0]);
        assertThatThrownBy(() -> CampaignDirectory.open(dir))
                .isInstanceOf(CampaignException.class)
                .hasMessageContaining("is empty or damaged");
        try (Connection c = DriverManager.getConnection("jdbc:sqlite:" + database);
                Statement s = c.createStatement();
                ResultSet tables = s.executeQuery("SELECT count(*) FROM sqlite_master")) {
            assertThat(tables.getInt(1)).isZero();
        }
    }

    @Test
    void spec_survivesAsText() {
        CampaignSpec spec = new CampaignSpec(
                List.of(
                        new Target(Target.Kind.BUILT_IN, "a", "scenario a\n\n  why\n", 0, "v4_17", ""),
                        new Target(
                                Target.Kind.OWN, "b", "scenario b\n", 0, "mine", "profile mine extends v4_17\nx = y\n"),
                        new Target(Target.Kind.GENERATED, "c", "", -5, "v4_17", ""),
                        Target.generator(dev.gfpfuzz.profile.Profiles.V4_17)),
                "pct:depth=3",
                -7,
                new Budget.Seconds(28_800),
                123);
        assertThat(SpecText.parse(SpecText.print(spec))).isEqualTo(spec);
        assertThat(SpecText.parse(SpecText.print(SPEC))).isEqualTo(SPEC);
        assertThatThrownBy(() -> SpecText.parse("gfpfuzz campaign 2\n")).hasMessageContaining("this version reads");
    }
}
