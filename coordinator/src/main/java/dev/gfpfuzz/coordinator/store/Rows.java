package dev.gfpfuzz.coordinator.store;

import dev.gfpfuzz.workers.shard.Digest;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.StringJoiner;
import org.jspecify.annotations.Nullable;

/** Values of a row in order, with the checksum that is the last column of every table that has one. */
final class Rows {
    private static final int FETCH = 1000;

    private Rows() {}

    /** Sets the parameters of an insert: these values, Long, Integer or String. */
    static void bind(PreparedStatement insert, Object... values) throws SQLException {
        for (int i = 0; i < values.length; i++) {
            if (values[i] instanceof String text) {
                insert.setString(i + 1, text);
            } else {
                insert.setLong(i + 1, ((Number) values[i]).longValue());
            }
        }
    }

    /** As {@link #bind}, and their checksum as one more. */
    static void bindChecked(PreparedStatement insert, Object... values) throws SQLException {
        bind(insert, values);
        insert.setLong(values.length + 1, checksum(values));
    }

    /** A statement whose result is read row by row and never held whole. */
    static Statement streaming(Connection c) throws SQLException {
        Statement s = c.createStatement();
        s.setFetchSize(FETCH);
        return s;
    }

    static long checksum(Object... values) {
        Digest d = new Digest();
        for (Object value : values) {
            if (value instanceof String text) {
                d.add(text);
            } else {
                d.add(((Number) value).longValue());
            }
        }
        return d.value();
    }

    /**
     * The row that the cursor is at.
     *
     * @param kinds one letter per column, the checksum's included: t text, n number
     * @return Strings and Longs; null if a text is missing
     */
    static Object @Nullable [] read(ResultSet row, String kinds) throws SQLException {
        Object[] values = new Object[kinds.length()];
        for (int i = 0; i < values.length; i++) {
            if (kinds.charAt(i) == 't') {
                String text = row.getString(i + 1);
                if (text == null) {
                    return null;
                }
                values[i] = text;
            } else {
                values[i] = row.getLong(i + 1);
            }
        }
        return values;
    }

    /** Whether these are values of these kinds. */
    static boolean are(Object[] values, String kinds) {
        boolean are = values.length == kinds.length();
        for (int i = 0; are && i < values.length; i++) {
            are = kinds.charAt(i) == 't' ? values[i] instanceof String : values[i] instanceof Long;
        }
        return are;
    }

    /** Whether these are values of one of these kinds, the last one their checksum. */
    static boolean verifies(Object[] values, String... kinds) {
        return Arrays.stream(kinds).anyMatch(k -> are(values, k)) && verifies(values);
    }

    /** Whether the last value is the checksum of those before it. */
    static boolean verifies(Object @Nullable [] values) {
        if (values == null) {
            return false;
        }
        int n = values.length - 1;
        return (Long) values[n] == checksum(Arrays.copyOf(values, n));
    }

    static String numbers(long[] numbers) {
        StringJoiner out = new StringJoiner(" ");
        for (long n : numbers) {
            out.add(Long.toString(n));
        }
        return out.toString();
    }

    static String numbers(int[] numbers) {
        long[] wide = new long[numbers.length];
        for (int i = 0; i < wide.length; i++) {
            wide[i] = numbers[i];
        }
        return numbers(wide);
    }

    /** @throws NumberFormatException for anything but what {@link #numbers} writes */
    static long[] numbers(String text) {
        if (text.isEmpty()) {
            return new long[0];
        }
        List<Long> out = new ArrayList<>();
        for (String word : text.split(" ")) {
            out.add(Long.parseLong(word));
        }
        return out.stream().mapToLong(Long::longValue).toArray();
    }
}
