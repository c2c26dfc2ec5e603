package dev.gfpfuzz.coordinator.store;

import dev.gfpfuzz.coordinator.campaign.CampaignEvent;
import dev.gfpfuzz.coordinator.campaign.CampaignSpec;
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
import java.util.BitSet;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.StringJoiner;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;

/** Tables {@code shard} and {@code raw_finding}: a result is one row of the first and its findings in the second. */
final class ShardRows {
    static final String COUNTED = "counted";
    private static final String GIVEN_UP = "given-up";
    /** The columns of {@code shard}, checksum included. */
    static final String COLUMNS = "ntnnttnttntnn";
    /** The columns of {@code raw_finding}. */
    static final String FINDING_COLUMNS = "nntnttnntn";

    /** In column {@code learned}, between what the strategy has learned and the kinds of runs. */
    private static final String KINDS = ";";

    private ShardRows() {}

    /** @return false when the shard was counted before: its first result stays */
    static boolean insert(Connection c, CampaignEvent.ShardCounted counted) throws SQLException {
        ShardResult r = counted.result();
        StringJoiner ends = new StringJoiner(" ");
        r.ends().forEach((end, n) -> ends.add(end + "=" + n));
        StringJoiner exercised = new StringJoiner(" ");
        r.exercised().forEach((invariant, n) -> exercised.add(invariant + "=" + n));
        boolean first = row(
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
                counted.digest(),
                counted.worker(),
                counted.audited() ? 1 : 0);
        if (!first || r.findings().isEmpty()) {
            return first;
        }
        delete(c, "DELETE FROM raw_finding WHERE shard = ?", r.shard());
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
                        Rows.numbers(f.schedule().toWords()),
                        f.steps());
                insert.addBatch();
            }
            insert.executeBatch();
        }
        return true;
    }

    static void insertGivenUp(Connection c, long shard, String sentence) throws SQLException {
        row(c, shard, GIVEN_UP, 0, 0, "", "", 0, "", sentence, 0, "", 0);
    }

    /** @return false when the shard was counted before: nothing is changed then */
    private static boolean row(Connection c, Object... values) throws SQLException {
        try (PreparedStatement insert = c.prepareStatement(
                "INSERT INTO shard VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (shard) DO UPDATE SET"
                        + " state = excluded.state, schedules = excluded.schedules, steps = excluded.steps,"
                        + " ends = excluded.ends, exercised = excluded.exercised, unlisted = excluded.unlisted,"
                        + " learned = excluded.learned, sentence = excluded.sentence, digest = excluded.digest,"
                        + " worker = excluded.worker, audited = excluded.audited, checksum = excluded.checksum"
                        + " WHERE shard.state <> 'counted'")) {
            Rows.bindChecked(insert, values);
            return insert.executeUpdate() > 0;
        }
    }

    /**
     * Tells every shard that verifies, in order.
     *
     * @param damaged told the numbers of those that do not
     */
    static void read(Connection c, Consumer<CampaignEvent> sink, LongConsumer damaged) throws SQLException {
        try (Statement s = Rows.streaming(c);
                Statement f = Rows.streaming(c);
                ResultSet row = s.executeQuery("SELECT shard, state, schedules, steps, ends, exercised, unlisted,"
                        + " learned, sentence, digest, worker, audited, checksum FROM shard ORDER BY shard");
                ResultSet finding =
                        f.executeQuery("SELECT shard, n, invariant, report, skeleton, sentence, first_run, runs,"
                                + " choices, steps FROM raw_finding ORDER BY shard, n")) {
            boolean more = finding.next();
            while (row.next()) {
                long shard = row.getLong(1);
                List<RawFinding> findings = new ArrayList<>();
                while (more && finding.getLong(1) <= shard) {
                    Object[] values = Rows.read(finding, FINDING_COLUMNS);
                    RawFinding one = values == null ? null : finding(values);
                    // What cannot be read, or belongs to no shard, is left out: the digest of its shard then differs.
                    if (one != null && finding.getLong(1) == shard) {
                        findings.add(one);
                    }
                    more = finding.next();
                }
                CampaignEvent event = event(Rows.read(row, COLUMNS), findings);
                if (event == null) {
                    damaged.accept(shard);
                } else {
                    sink.accept(event);
                }
            }
        }
    }

    /**
     * Deletes what a worker has counted, and what was run with what it had taught. Who gave a shard up, missed a canary,
     * searched a space or shrank a finding is not kept, so all of that is deleted as well, and done again.
     *
     * @param revoked told the shards that were counted
     */
    static void revoke(Connection c, CampaignSpec spec, String worker, LongConsumer revoked) throws SQLException {
        BitSet counted = new BitSet();
        BitSet gone = new BitSet();
        BitSet learning = new BitSet();
        Map<Integer, Integer> first = new TreeMap<>();
        try (Statement s = Rows.streaming(c);
                ResultSet row = s.executeQuery("SELECT shard, state, worker, learned FROM shard ORDER BY shard")) {
            while (row.next()) {
                int shard = Math.toIntExact(row.getLong(1));
                boolean givenUp = row.getString(2).equals(GIVEN_UP);
                if (!givenUp) {
                    counted.set(shard);
                    if (!row.getString(4).startsWith(KINDS)) {
                        learning.set(spec.targetOf(shard));
                    }
                }
                if (givenUp || row.getString(3).equals(worker)) {
                    gone.set(shard);
                    first.putIfAbsent(spec.targetOf(shard), shard);
                }
            }
        }
        counted.stream()
                .filter(shard -> {
                    Integer liar = first.get(spec.targetOf(shard));
                    return liar != null && learning.get(spec.targetOf(shard)) && spec.restsOn(shard, liar);
                })
                .forEach(gone::set);
        for (int shard : gone.stream().toArray()) {
            delete(c, "DELETE FROM shard WHERE shard = ?", shard);
            delete(c, "DELETE FROM raw_finding WHERE shard = ?", shard);
            if (counted.get(shard)) {
                revoked.accept(shard);
            }
        }
        try (Statement all = c.createStatement()) {
            all.executeUpdate("DELETE FROM canary WHERE found = 0");
            all.executeUpdate("DELETE FROM space");
            // Which run is shrunk may be another one now, too.
            all.executeUpdate("DELETE FROM shrunk");
        }
    }

    private static void delete(Connection c, String sql, long key) throws SQLException {
        try (PreparedStatement delete = c.prepareStatement(sql)) {
            Rows.bind(delete, key);
            delete.executeUpdate();
        }
    }

    /** What a row and the findings of its shard say; null if they do not verify. */
    static @Nullable CampaignEvent event(Object @Nullable [] row, List<RawFinding> findings) {
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
                findings,
                (Long) row[6],
                UnseenMass.of(Rows.numbers(learned[1])),
                Knowledge.of(Rows.numbers(learned[0])));
        CampaignEvent.ShardCounted counted =
                new CampaignEvent.ShardCounted(result, (String) row[10], (Long) row[11] == 1);
        return counted.digest() == (Long) row[9] ? counted : null;
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
                    Schedule.ofWords(schedule),
                    Math.toIntExact((Long) row[9]));
        } catch (IllegalArgumentException | ArithmeticException e) {
            return null;
        }
    }
}
