package dev.gfpfuzz.coordinator.store;

import dev.gfpfuzz.coordinator.campaign.CampaignEvent;
import dev.gfpfuzz.coordinator.campaign.RawIdentity;
import dev.gfpfuzz.workers.shard.ShrunkFinding;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.function.Consumer;

/** Table {@code shrunk}. */
final class ShrunkRows {
    /** The columns, checksum included. */
    static final String COLUMNS = "nttttnttnnnttn";

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
    static void read(Connection c, Consumer<CampaignEvent> sink, Runnable damaged) throws SQLException {
        try (Statement s = c.createStatement();
                ResultSet row = s.executeQuery("SELECT target, raw_invariant, raw_skeleton, token, invariant, report,"
                        + " skeleton, sentence, steps, context_switches, tasks, original_token, failure, checksum"
                        + " FROM shrunk ORDER BY target, raw_invariant, raw_skeleton")) {
            while (row.next()) {
                Object[] values = Rows.read(row, COLUMNS);
                if (Rows.verifies(values)) {
                    sink.accept(event(values));
                } else {
                    damaged.run();
                }
            }
        }
    }

    /** What a row that verifies says. */
    static CampaignEvent event(Object[] row) {
        RawIdentity raw = new RawIdentity(number(row[0]), (String) row[1], (String) row[2]);
        ShrunkFinding f = new ShrunkFinding(
                (String) row[3],
                (String) row[4],
                number(row[5]) == 1,
                (String) row[6],
                (String) row[7],
                number(row[8]),
                number(row[9]),
                number(row[10]));
        String failure = (String) row[12];
        return failure.isEmpty()
                ? new CampaignEvent.FindingShrunk(raw, f, (String) row[11])
                : new CampaignEvent.ShrinkGivenUp(raw, f, failure);
    }

    private static int number(Object value) {
        return ((Long) value).intValue();
    }
}
