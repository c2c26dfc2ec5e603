package dev.gfpfuzz.coordinator.store;

import dev.gfpfuzz.coordinator.campaign.CampaignEvent;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.function.Consumer;

/** Tables {@code sitting}, {@code canary} and {@code expelled}. */
final class OtherRows {
    /** The columns of each, checksum included. */
    static final String SITTING = "nnn";

    static final String CANARY = "nntn";
    static final String EXPELLED = "nttn";

    private OtherRows() {}

    static void sitting(Connection c, long sitting, long nanos) throws SQLException {
        insert(
                c,
                "INSERT INTO sitting VALUES (?, ?, ?) ON CONFLICT (sitting) DO UPDATE SET"
                        + " nanos = excluded.nanos, checksum = excluded.checksum",
                sitting,
                nanos);
    }

    static void canary(Connection c, CampaignEvent.CanaryRan e) throws SQLException {
        insert(c, "INSERT INTO canary VALUES (?, ?, ?, ?) ON CONFLICT DO NOTHING", e.shard(), e.found() ? 1 : 0, "");
    }

    static void expelled(Connection c, CampaignEvent.WorkerExpelled e) throws SQLException {
        // A batch whose fate was unknown is written again.
        try (PreparedStatement known = c.prepareStatement("SELECT n FROM expelled WHERE worker = ? AND sentence = ?")) {
            Rows.bind(known, e.worker(), e.sentence());
            try (ResultSet row = known.executeQuery()) {
                if (row.next()) {
                    return;
                }
            }
        }
        insert(
                c,
                "INSERT INTO expelled VALUES (?, ?, ?, ?)",
                next(c, "SELECT COALESCE(MAX(n), 0) + 1 FROM expelled"),
                e.worker(),
                e.sentence());
    }

    static void insert(Connection c, String sql, Object... values) throws SQLException {
        try (PreparedStatement insert = c.prepareStatement(sql)) {
            Rows.bindChecked(insert, values);
            insert.executeUpdate();
        }
    }

    static long next(Connection c, String sql) throws SQLException {
        try (Statement s = c.createStatement();
                ResultSet r = s.executeQuery(sql)) {
            r.next();
            return r.getLong(1);
        }
    }

    /** Tells every row of the three tables that verifies; {@code damaged} what does not. */
    static void read(Connection c, Consumer<CampaignEvent> sink, Consumer<String> damaged) throws SQLException {
        read(c, "SELECT n, worker, sentence, checksum FROM expelled ORDER BY n", EXPELLED, row -> {
            if (row == null) {
                damaged.accept("The record of an expelled worker");
            } else {
                sink.accept(expelled(row));
            }
        });
        read(c, "SELECT shard, found, remark, checksum FROM canary ORDER BY shard", CANARY, row -> {
            if (row == null) {
                damaged.accept("The record of a canary");
            } else {
                sink.accept(canary(row));
            }
        });
        read(c, "SELECT sitting, nanos, checksum FROM sitting ORDER BY sitting", SITTING, row -> {
            if (row == null) {
                damaged.accept("The running time of a sitting");
            } else {
                sink.accept(new CampaignEvent.Ran((Long) row[1]));
            }
        });
    }

    static CampaignEvent canary(Object[] row) {
        return new CampaignEvent.CanaryRan((Long) row[0], (Long) row[1] == 1);
    }

    static CampaignEvent expelled(Object[] row) {
        return new CampaignEvent.WorkerExpelled((String) row[1], (String) row[2]);
    }

    interface RowSink {
        /** @param row null when it does not verify */
        void accept(Object @org.jspecify.annotations.Nullable [] row) throws SQLException;
    }

    static void read(Connection c, String sql, String columns, RowSink sink) throws SQLException {
        try (Statement s = Rows.streaming(c);
                ResultSet row = s.executeQuery(sql)) {
            while (row.next()) {
                Object[] values = Rows.read(row, columns);
                sink.accept(Rows.verifies(values) ? values : null);
            }
        }
    }
}
