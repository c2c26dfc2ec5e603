package dev.gfpfuzz.coordinator.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gfpfuzz.coordinator.campaign.CampaignEvent;
import dev.gfpfuzz.coordinator.campaign.CampaignSpec;
import dev.gfpfuzz.coordinator.campaign.Samples;
import dev.gfpfuzz.workers.shard.ShardResult;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What stale pages of a damaged store bring back. */
class SalvageTest {
    private static final CampaignSpec SPEC = Samples.spec(1, 1_000, 100);

    @TempDir
    Path temp;

    private static CampaignEvent.ShardCounted lie() {
        ShardResult r = Samples.silent(SPEC, 0);
        ShardResult lie = new ShardResult(
                0, r.schedules(), r.steps() + 1, r.ends(), r.exercised(), r.findings(), 0, r.kinds(), r.learned());
        return new CampaignEvent.ShardCounted(lie, "liar", false);
    }

    private static CampaignEvent.ShardCounted honest(long shard, String worker) {
        return new CampaignEvent.ShardCounted(Samples.silent(SPEC, shard), worker, false);
    }

    /** Somebody looked at the campaign when the liar was expelled, so its page stays in the log. */
    @Test
    @Tag("slow")
    void whatALiarHadCounted_doesNotComeBackFromTheLog() throws Exception {
        Path dir = temp.resolve("c");
        long digest;
        Path damaged;
        try (CampaignDirectory d = CampaignDirectory.create(dir, SPEC)) {
            d.store().append(List.of(lie(), honest(1, "to-damage")));
            try (Connection reader = DriverManager.getConnection("jdbc:sqlite:" + dir.resolve("campaign.db"));
                    Statement s = reader.createStatement()) {
                reader.setAutoCommit(false);
                s.executeQuery("SELECT COUNT(*) FROM shard").next();
                d.store().append(List.of(new CampaignEvent.WorkerExpelled("liar", "Worker liar is expelled")));
                reader.rollback();
            }
            d.store().append(List.of(honest(0, "honest")));
            digest = d.store().state().summary().digest();
            damaged = damagedCopy(dir);
        }
        assertThat(CampaignDirectory.fsck(damaged).sound()).isFalse();
        try (CampaignDirectory d = CampaignDirectory.open(damaged)) {
            assertThat(d.store().events())
                    .filteredOn(CampaignEvent.ShardCounted.class::isInstance)
                    .extracting(e -> ((CampaignEvent.ShardCounted) e).worker())
                    .containsExactly("honest");
            d.store().append(List.of(honest(1, "again")));
            assertThat(d.store().state().summary().digest()).isEqualTo(digest);
        }
    }

    /** Copies the store as a killed process leaves it, and changes the record of shard 1 wherever it is. */
    private Path damagedCopy(Path dir) throws IOException, SQLException {
        Path copy = Files.createDirectory(temp.resolve("copy"));
        boolean lieIsThere = false;
        for (String part : List.of("campaign.db", "campaign.db-wal")) {
            byte[] bytes = Files.readAllBytes(dir.resolve(part));
            String text = new String(bytes, StandardCharsets.ISO_8859_1);
            lieIsThere |= text.contains("liar");
            for (int at = text.indexOf("to-damage"); at >= 0; at = text.indexOf("to-damage", at + 1)) {
                bytes[at] = 'X';
            }
            Files.write(copy.resolve(part), bytes);
        }
        assertThat(lieIsThere).isTrue();
        return copy;
    }
}
