package dev.gfpfuzz.coordinator.store;

import dev.gfpfuzz.coordinator.campaign.CampaignEvent;
import dev.gfpfuzz.coordinator.campaign.RawIdentity;
import dev.gfpfuzz.workers.shard.ShrunkFinding;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/** Table {@code shrunk}. */
final class ShrunkRows {
    private static final String COLUMNS = "nttttnttnnntt";

    private ShrunkRows() {}

    static void insert(Connection c, RawIdentity raw, ShrunkFinding f, String originalToken, String failure)
            throws SQLException {
        try (PreparedStatement insert = c.prepareStatement(
                "INSERT INTO shrunk VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING")) {
            Rows.bindChecked(
                    insert,
                    raw.target(),
                    raw.invariant(),
                    raw.skeleton(),
                    f.token(),
                    f.invariant(),
                    f.report() ? 1 : 0,
                    f.skeleton(),
                    f.sentence(),
                    f.steps(),
                    f.contextSwitches(),
                    f.tasks(),
                    originalToken,
                    failure);
            insert.executeUpdate();
        }
    }

    /** @param damaged run once for each row that does not verify */
    static List<CampaignEvent> read(Connection c, Runnable damaged) throws SQLException {
        List<CampaignEvent> events = new ArrayList<>();
        try (Statement s = c.createStatement();
                ResultSet row = s.executeQuery("SELECT target, raw_invariant, raw_skeleton, token, invariant, report,"
                        + " skeleton, sentence, steps, context_switches, tasks, original_token, failure, checksum"
                        + " FROM shrunk ORDER BY target, raw_invariant, raw_skeleton")) {
            while (row.next()) {
                if (!Rows.verifies(row, COLUMNS)) {
                    damaged.run();
                    continue;
                }
                RawIdentity raw = new RawIdentity((int) row.getLong(1), row.getString(2), row.getString(3));
                ShrunkFinding f = new ShrunkFinding(
                        row.getString(4),
                        row.getString(5),
                        row.getLong(6) == 1,
                        row.getString(7),
                        row.getString(8),
                        (int) row.getLong(9),
                        (int) row.getLong(10),
                        (int) row.getLong(11));
                events.add(
                        row.getString(13).isEmpty()
                                ? new CampaignEvent.FindingShrunk(raw, f, row.getString(12))
                                : new CampaignEvent.ShrinkGivenUp(raw, f, row.getString(13)));
            }
        }
        return events;
    }
}
