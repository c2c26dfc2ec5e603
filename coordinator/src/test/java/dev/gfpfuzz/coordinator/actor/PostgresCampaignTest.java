package dev.gfpfuzz.coordinator.actor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gfpfuzz.coordinator.campaign.Campaign;
import dev.gfpfuzz.coordinator.campaign.CampaignEvent;
import dev.gfpfuzz.coordinator.campaign.CampaignException;
import dev.gfpfuzz.coordinator.campaign.CampaignListener;
import dev.gfpfuzz.coordinator.campaign.CampaignSpec;
import dev.gfpfuzz.coordinator.campaign.CampaignSummary;
import dev.gfpfuzz.coordinator.store.CampaignDirectory;
import dev.gfpfuzz.coordinator.store.CampaignStore;
import dev.gfpfuzz.coordinator.store.Fsck;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;
import org.junit.jupiter.api.io.TempDir;

/**
 * Campaigns in a real PostgreSQL server: {@code scripts/with-postgres ./mvnw -pl coordinator -am test
 * -Dtest=PostgresCampaignTest}.
 */
@EnabledIfEnvironmentVariable(named = PostgresCampaignTest.URL, matches = "jdbc:postgresql:.+")
class PostgresCampaignTest {
    static final String URL = "GFPFUZZ_TEST_POSTGRES";

    @TempDir
    Path temp;

    private static final CampaignSpec SPEC = CampaignsTest.spec(20_000, "v4_17", "mut_renoio");

    private CampaignSummary inAFile() {
        try (Campaign c = Campaigns.create(temp.resolve("file"), SPEC)) {
            return c.run(2, CampaignListener.SILENT, () -> false);
        }
    }

    private static void sql(Path dir, String sql) throws SQLException, IOException {
        String schema = Files.readAllLines(dir.resolve("campaign.store")).get(1);
        try (Connection c = DriverManager.getConnection(System.getenv(URL));
                Statement s = c.createStatement()) {
            s.execute("SET search_path TO " + schema);
            s.execute(sql);
        }
    }

    @Test
    void campaignInAServer_equalsTheOneInAFile() throws Exception {
        CampaignSummary file = inAFile();
        Path dir = temp.resolve("server");
        CampaignSummary server;
        try (Campaign c = Campaigns.create(dir, SPEC, System.getenv(URL) + "&password=secret")) {
            server = c.run(2, CampaignListener.SILENT, () -> false);
            assertThatThrownBy(() -> Campaigns.open(dir)).hasMessageContaining("is being run by");
        }
        assertThat(server.digest()).isEqualTo(file.digest());
        assertThat(server.findings()).isEqualTo(file.findings());
        assertThat(server.tallies()).isEqualTo(file.tallies());
        assertThat(Campaigns.look(dir)).isEqualTo(server.with(null));
        assertThat(Files.readString(dir.resolve("campaign.store"))).doesNotContain("secret");
        Fsck.Report report = Campaigns.fsck(dir);
        assertThat(report.sound()).isTrue();
        assertThat(report.audit().counted()).isEqualTo(SPEC.shards());
        assertThatThrownBy(() -> Campaigns.create(dir, SPEC)).hasMessageContaining("resume");
    }

    @Test
    void twoDirectoriesOfOneCampaign_areRunByOneOnly() throws Exception {
        Path dir = temp.resolve("server");
        Path copy = Files.createDirectories(temp.resolve("copy"));
        try (Campaign c = Campaigns.create(dir, SPEC, System.getenv(URL))) {
            Files.copy(dir.resolve("campaign.store"), copy.resolve("campaign.store"));
            assertThatThrownBy(() -> Campaigns.open(copy)).hasMessageContaining("is being run by another process");
            assertThat(Campaigns.look(copy)).isEqualTo(c.summary());
        }
    }

    /** The server ends the campaign's connection: the campaign pauses, connects again and goes on. */
    @Test
    void lostConnection_costsNothing() {
        CampaignSummary file = inAFile();
        Path dir = temp.resolve("server");
        List<String> notes = new ArrayList<>();
        int[] saved = new int[1];
        CampaignListener cuts = new CampaignListener() {
            @Override
            public void saved(CampaignEvent event) {
                if (++saved[0] == 5) {
                    try (Connection c = DriverManager.getConnection(System.getenv(URL));
                            Statement s = c.createStatement()) {
                        s.execute("SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
                                + " WHERE application_name = 'gfpfuzz'");
                    } catch (SQLException e) {
                        throw new IllegalStateException(e);
                    }
                }
            }

            @Override
            public void note(String sentence) {
                notes.add(sentence);
            }
        };
        try (Campaign c = Campaigns.create(dir, SPEC, System.getenv(URL))) {
            CampaignSummary s = c.run(2, cuts, () -> false);
            assertThat(s.digest()).isEqualTo(file.digest());
            assertThat(s.findings()).isEqualTo(file.findings());
        }
        assertThat(notes).anyMatch(n -> n.startsWith("The campaign pauses")).contains("The campaign goes on.");
        assertThat(Campaigns.fsck(dir).audit().problems()).isEmpty();
    }

    @Test
    void changedRecord_isRefusedAndRunAgain() throws Exception {
        CampaignSummary file = inAFile();
        Path dir = temp.resolve("server");
        try (Campaign c = Campaigns.create(dir, SPEC, System.getenv(URL))) {
            c.run(2, CampaignListener.SILENT, () -> false);
        }
        sql(dir, "UPDATE shard SET steps = steps + 1 WHERE shard = 7");
        try (CampaignStore store = CampaignDirectory.look(dir)) {
            assertThatThrownBy(store::state).hasMessageContaining("shard 7").hasMessageContaining("fsck");
        }
        Fsck.Report report = Campaigns.fsck(dir);
        assertThat(report.sound()).isFalse();
        assertThat(report.lost()).isEqualTo(1);
        assertThat(report.audit().problems()).isEmpty();
        try (Campaign c = Campaigns.open(dir)) {
            CampaignSummary s = c.run(1, CampaignListener.SILENT, () -> false);
            assertThat(s.digest()).isEqualTo(file.digest());
            assertThat(s.findings()).isEqualTo(file.findings());
        }
    }

    @Test
    void connectionThatAReadFindsDead_isMadeAnew() throws Exception {
        try (CampaignDirectory d = CampaignDirectory.create(temp.resolve("dead"), SPEC, System.getenv(URL))) {
            d.store().append(List.of(new CampaignEvent.Ran(5)));
            try (Connection c = DriverManager.getConnection(System.getenv(URL));
                    Statement s = c.createStatement()) {
                s.execute("SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
                        + " WHERE application_name = 'gfpfuzz' AND pid <> pg_backend_pid()");
            }
            assertThatThrownBy(() -> d.store().state()).isInstanceOf(CampaignException.class);
            assertThat(d.store().state().nanos()).isEqualTo(5);
            d.store().append(List.of(new CampaignEvent.Ran(5)));
            assertThat(d.store().state().nanos()).isEqualTo(10);
        }
    }

    /** A campaign is made by one connection and run by another, and the server takes its time to let a lock go. */
    @Test
    void lockOfTheConnectionJustClosed_isWaitedFor() {
        for (int i = 0; i < 50; i++) {
            try (CampaignDirectory d = CampaignDirectory.create(temp.resolve("l" + i), SPEC, System.getenv(URL))) {
                assertThat(d.store().state().nanos()).isZero();
            }
        }
    }

    @Test
    void unknownStore_isRefusedWithASentence() {
        assertThatThrownBy(() -> Campaigns.create(temp.resolve("x"), SPEC, "jdbc:oracle:thin"))
                .hasMessageContaining("'jdbc:oracle:thin' is no store");
    }
}
