package dev.gfpfuzz.coordinator.store;

import dev.gfpfuzz.coordinator.campaign.CampaignEvent;
import dev.gfpfuzz.run.End;
import dev.gfpfuzz.schedule.Schedule;
import dev.gfpfuzz.search.Knowledge;
import dev.gfpfuzz.search.UnseenMass;
import dev.gfpfuzz.workers.shard.RawFinding;
import dev.gfpfuzz.workers.shard.ShardResult;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.StringJoiner;
import java.util.TreeMap;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;

/** Tables {@code shard} and {@code raw_finding}: a result is one row of the first and its findings in the second. */
final class ShardRows {
    static final String COUNTED = "counted";
    private static final String GIVEN_UP = "given-up";
    /** The columns of {@code shard}, checksum included. */
    static final String COLUMNS = "ntnnttnttnn";
    /** The columns of {@code raw_finding}. */
    static final String FINDING_COLUMNS = "nntnttnntn";

    /** In column {@code learned}, between what the strategy has learned and the kinds of runs. */
    private static final String KINDS = ";";

    private ShardRows() {}

    static void insert(Connection c, ShardResult r) throws SQLException {
        StringJoiner ends = new StringJoiner(" ");
        r.ends().forEach((end, n) -> ends.add(end + "=" + n));
        StringJoiner exercised = new StringJoiner(" ");
        r.exercised().forEach((invariant, n) -> exercised.add(invariant + "=" + n));
        try (PreparedStatement clear = c.prepareStatement("DELETE FROM raw_finding WHERE shard = ?")) {
            Rows.bind(clear, r.shard());
            clear.executeUpdate();
        }
        row(
                c,
                r.shard(),
                COUNTED,
                r.schedules(),
                r.steps(),
                ends.toString(),
                exercised.toString(),
                r.unlisted(),
                Rows.numbers(r.learned().toArray())
                        + KINDS
                        + Rows.numbers(r.kinds().toArray()),
                "",
                r.digest());
        if (r.findings().isEmpty()) {
            return;
        }
        try (PreparedStatement insert =
                c.prepareStatement("INSERT INTO raw_finding VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)")) {
            int n = 0;
            for (RawFinding f : r.findings()) {
                Rows.bind(
                        insert,
                        r.shard(),
                        n++,
                        f.invariant(),
                        f.report() ? 1 : 0,
                        f.skeleton(),
                        f.sentence(),
                        f.firstRun(),
                        f.count(),
                        Rows.numbers(f.schedule().toArray()),
                        f.steps());
                insert.addBatch();
            }
            insert.executeBatch();
        }
    }

    static void insertGivenUp(Connection c, long shard, String sentence) throws SQLException {
        row(c, shard, GIVEN_UP, 0, 0, "", "", 0, "", sentence, 0);
    }

    private static void row(Connection c, Object... values) throws SQLException {
        try (PreparedStatement insert = c.prepareStatement(
                "INSERT INTO shard VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (shard) DO UPDATE SET"
                        + " state = excluded.state, schedules = excluded.schedules, steps = excluded.steps,"
                        + " ends = excluded.ends, exercised = excluded.exercised, unlisted = excluded.unlisted,"
                        + " learned = excluded.learned, sentence = excluded.sentence, digest = excluded.digest,"
                        + " checksum = excluded.checksum")) {
            Rows.bindChecked(insert, values);
            insert.executeUpdate();
        }
    }

    /**
     * Every shard that verifies, in order.
     *
     * @param damaged told the numbers of those that do not
     */
    static List<CampaignEvent> read(Connection c, LongConsumer damaged) throws SQLException {
        Map<Long, List<RawFinding>> findings = findings(c);
        List<CampaignEvent> events = new ArrayList<>();
        try (Statement s = c.createStatement();
                ResultSet row = s.executeQuery("SELECT shard, state, schedules, steps, ends, exercised, unlisted,"
                        + " learned, sentence, digest, checksum FROM shard ORDER BY shard")) {
            while (row.next()) {
                CampaignEvent event = event(Rows.read(row, COLUMNS), findings);
                if (event == null) {
                    damaged.accept(row.getLong(1));
                } else {
                    events.add(event);
                }
            }
        }
        return events;
    }

    /** What a row and the findings of its shard say; null if they do not verify. */
    static @Nullable CampaignEvent event(Object @Nullable [] row, Map<Long, List<RawFinding>> findings) {
        if (!Rows.verifies(row)) {
            return null;
        }
        long shard = (Long) row[0];
        if (row[1].equals(GIVEN_UP)) {
            return new CampaignEvent.ShardGivenUp(shard, (String) row[8]);
        }
        Map<End, Long> ends = new EnumMap<>(End.class);
        String[] learned = ((String) row[7]).split(KINDS, -1);
        counts((String) row[4]).forEach((end, n) -> ends.put(End.valueOf(end), n));
        ShardResult result = new ShardResult(
                shard,
                (Long) row[2],
                (Long) row[3],
                ends,
                counts((String) row[5]),
                findings.getOrDefault(shard, List.of()),
                (Long) row[6],
                UnseenMass.of(Rows.numbers(learned[1])),
                Knowledge.of(Rows.numbers(learned[0])));
        return result.digest() == (Long) row[9] ? new CampaignEvent.ShardCounted(result) : null;
    }

    private static Map<String, Long> counts(String text) {
        Map<String, Long> counts = new TreeMap<>();
        if (!text.isEmpty()) {
            for (String entry : text.split(" ")) {
                int equals = entry.lastIndexOf('=');
                counts.put(entry.substring(0, equals), Long.parseLong(entry.substring(equals + 1)));
            }
        }
        return counts;
    }

    /** By shard. What cannot be read is left out: the shard's digest then differs. */
    private static Map<Long, List<RawFinding>> findings(Connection c) throws SQLException {
        Map<Long, List<RawFinding>> findings = new TreeMap<>();
        try (Statement s = c.createStatement();
                ResultSet row =
                        s.executeQuery("SELECT shard, n, invariant, report, skeleton, sentence, first_run, runs,"
                                + " choices, steps FROM raw_finding ORDER BY shard, n")) {
            while (row.next()) {
                Object[] values = Rows.read(row, FINDING_COLUMNS);
                RawFinding f = values == null ? null : finding(values);
                if (f != null) {
                    findings.computeIfAbsent(row.getLong(1), k -> new ArrayList<>())
                            .add(f);
                }
            }
        }
        return findings;
    }

    /** A row of {@code raw_finding}, null if it cannot be one. Only the digest of its shard can verify it. */
    static @Nullable RawFinding finding(Object[] row) {
        try {
            int[] schedule = Arrays.stream(Rows.numbers((String) row[8]))
                    .mapToInt(Math::toIntExact)
                    .toArray();
            return new RawFinding(
                    (String) row[2],
                    (Long) row[3] == 1,
                    (String) row[4],
                    (String) row[5],
                    (Long) row[6],
                    (Long) row[7],
                    Schedule.of(schedule),
                    Math.toIntExact((Long) row[9]));
        } catch (NumberFormatException | ArithmeticException e) {
            return null;
        }
    }
}
