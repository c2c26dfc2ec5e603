package dev.gfpfuzz.coordinator.store;

import dev.gfpfuzz.workers.shard.Digest;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.StringJoiner;

/**
 * The log of what was acknowledged, replayed: each row of it is checked against the row before, and at the end what it
 * says is counted must be what the results say.
 */
final class Ledger {
    /** The columns, checksum included. */
    static final String COLUMNS = "ntnn";

    private static final int PROBLEMS_MAX = 20;

    private final Map<Long, Long> counted = new HashMap<>();
    /** Digests of results that were taken back, by shard; the last for each. */
    private final Map<Long, Long> revoked = new HashMap<>();

    private final List<String> problems = new ArrayList<>();
    private long rows;
    private long chain;
    private long takenBack;

    /** What is entered in one transaction. */
    static final class Entries {
        private final StringJoiner text = new StringJoiner(" ");

        void counted(long shard, long digest) {
            text.add("+" + shard + ":" + String.format("%016x", digest));
        }

        void revoked(long shard) {
            text.add("-" + shard);
        }

        boolean isEmpty() {
            return text.length() == 0;
        }

        @Override
        public String toString() {
            return text.toString();
        }
    }

    static long chain(long before, long n, String entries) {
        return new Digest().add(before).add(n).add(entries).value();
    }

    /** Adds the next row, in order. */
    void row(Object[] row) {
        long n = (Long) row[0];
        String entries = (String) row[1];
        if (n != rows + 1 || (Long) row[2] != chain(chain, n, entries)) {
            problem("Row " + n + " of the ledger does not follow from the one before");
        }
        rows = n;
        chain = (Long) row[2];
        enter(entries);
    }

    /** Adds what one row says, whatever came before. */
    void enter(String entries) {
        for (String entry : entries.split(" ")) {
            int colon = entry.indexOf(':');
            if (colon > 0) {
                long shard = Long.parseLong(entry.substring(1, colon));
                if (counted.put(shard, Long.parseUnsignedLong(entry.substring(colon + 1), 16)) != null) {
                    problem("Shard " + shard + " was counted twice");
                }
            } else {
                long shard = Long.parseLong(entry.substring(1));
                Long digest = counted.remove(shard);
                takenBack++;
                if (digest == null) {
                    problem("Shard " + shard + " was taken back and had not been counted");
                } else {
                    revoked.put(shard, digest);
                }
            }
        }
    }

    /** A row that does not verify. */
    void damagedRow() {
        problem("A row of the ledger does not verify");
    }

    /** Whether this result counts, as far as is known: it was entered last, or no other was and it was not taken back. */
    boolean counts(long shard, long digest) {
        Long entered = counted.get(shard);
        return entered != null ? entered == digest : revoked.getOrDefault(shard, ~digest) != digest;
    }

    /** Compares with the results that are there. */
    Audit against(Map<Long, Long> results) {
        results.forEach((shard, digest) -> {
            Long entered = counted.get(shard);
            if (entered == null) {
                problem("Shard " + shard + " has a result that was never counted");
            } else if (!entered.equals(digest)) {
                problem("Shard " + shard + " has another result than the one that was counted");
            }
        });
        counted.keySet().stream()
                .filter(shard -> !results.containsKey(shard))
                .sorted()
                .forEach(shard -> problem("The result of shard " + shard + " was counted and is not there"));
        return new Audit(rows, counted.size(), takenBack, problems);
    }

    private void problem(String sentence) {
        if (problems.size() < PROBLEMS_MAX) {
            problems.add(sentence);
        }
    }
}
