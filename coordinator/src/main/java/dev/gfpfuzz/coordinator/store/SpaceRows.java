package dev.gfpfuzz.coordinator.store;

import dev.gfpfuzz.coordinator.campaign.CampaignEvent;
import dev.gfpfuzz.schedule.Schedule;
import dev.gfpfuzz.search.Verdict;
import dev.gfpfuzz.workers.shard.RawFinding;
import dev.gfpfuzz.workers.shard.SpaceResult;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;

/** Table {@code space}: one row for each target that was searched exhaustively. */
final class SpaceRows {
    /** The columns, checksum included. */
    static final String COLUMNS = "ntnnnttttttttnn";

    private static final String BETWEEN = "; ";

    private SpaceRows() {}

    static void insert(Connection c, int target, SpaceResult r) throws SQLException {
        RawFinding f = r.violation();
        try (PreparedStatement insert = c.prepareStatement(
                "INSERT INTO space VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)" + " ON CONFLICT DO NOTHING")) {
            Rows.bindChecked(
                    insert,
                    target,
                    r.verdict().name(),
                    r.states(),
                    r.transitions(),
                    r.depth(),
                    r.boundReached(),
                    String.join(BETWEEN, r.reductions()),
                    String.join(" ", r.exercised()),
                    String.join(" ", r.vacuous()),
                    r.sentence(),
                    f == null ? "" : f.invariant(),
                    f == null ? "" : f.skeleton(),
                    f == null ? "" : Rows.numbers(f.schedule().toWords()),
                    f == null ? 0 : f.steps());
            insert.executeUpdate();
        }
    }

    /** @param damaged told the targets of rows that do not verify */
    static void read(Connection c, Consumer<CampaignEvent> sink, LongConsumer damaged) throws SQLException {
        try (Statement s = c.createStatement();
                ResultSet row = s.executeQuery("SELECT target, verdict, states, transitions, depth, bound_reached,"
                        + " reductions, exercised, vacuous, sentence, invariant, skeleton, choices, steps, checksum"
                        + " FROM space ORDER BY target")) {
            while (row.next()) {
                Object[] values = Rows.read(row, COLUMNS);
                if (Rows.verifies(values)) {
                    sink.accept(event(values));
                } else {
                    damaged.accept(row.getLong(1));
                }
            }
        }
    }

    /** What a row that verifies says. */
    static CampaignEvent event(Object[] row) {
        return new CampaignEvent.SpaceSearched(
                number(row[0]),
                new SpaceResult(
                        Verdict.valueOf((String) row[1]),
                        (Long) row[2],
                        (Long) row[3],
                        number(row[4]),
                        (String) row[5],
                        words(row[6], BETWEEN),
                        words(row[7], " "),
                        words(row[8], " "),
                        violation(row),
                        (String) row[9]));
    }

    private static @Nullable RawFinding violation(Object[] row) {
        String invariant = (String) row[10];
        if (invariant.isEmpty()) {
            return null;
        }
        int[] choices = Arrays.stream(Rows.numbers((String) row[12]))
                .mapToInt(Math::toIntExact)
                .toArray();
        return new RawFinding(
                invariant, false, (String) row[11], (String) row[9], 0, 1, Schedule.ofWords(choices), number(row[13]));
    }

    private static List<String> words(Object text, String between) {
        return text.equals("") ? List.of() : List.of(((String) text).split(between));
    }

    private static int number(Object value) {
        return ((Long) value).intValue();
    }
}
