package dev.gfpfuzz.coordinator.store;

import dev.gfpfuzz.coordinator.campaign.CampaignEvent;
import dev.gfpfuzz.coordinator.campaign.CampaignException;
import dev.gfpfuzz.coordinator.campaign.CampaignSpec;
import dev.gfpfuzz.coordinator.campaign.CampaignState;
import dev.gfpfuzz.workers.shard.RawFinding;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Verifies a campaign's store and salvages a damaged one: every record that verifies goes into a new database, the shards
 * of the others are pending again. As a shard's result follows from the spec, the campaign ends as if nothing had
 * happened. The damaged files are kept beside the new ones.
 */
public final class Fsck {
    /** Events written at a time. */
    private static final int BATCH = 500;

    private final Map<Long, Object[]> shards = new TreeMap<>();
    private final Map<Long, TreeMap<Long, RawFinding>> findings = new TreeMap<>();
    private final Map<String, Object[]> shrunk = new TreeMap<>();
    private final Map<Long, Object[]> spaces = new TreeMap<>();
    private final Map<Long, Long> sittings = new TreeMap<>();
    private final Map<Long, Object[]> canaries = new TreeMap<>();
    private final Map<Long, Object[]> expelled = new TreeMap<>();
    private final TreeMap<Long, String> ledger = new TreeMap<>();
    private @Nullable CampaignSpec spec;

    /**
     * What there was.
     *
     * @param sound whether nothing was wrong; the files are then as they were
     * @param shards records of shards that verify
     * @param shrunk records of shrunk findings that verify
     * @param lost results that were acknowledged and whose record is gone; their shards are pending again
     * @param kept where the damaged files are, empty when sound
     * @param audit what replaying the ledger shows, of the store as it is now
     * @param digest over the results as they are now
     */
    public record Report(boolean sound, int shards, int shrunk, long lost, String kept, Audit audit, long digest) {}

    private Fsck() {}

    /** @throws CampaignException when there is no campaign, another process runs it, or its spec is lost */
    static Report check(Path dir, Path database, String title) {
        try {
            Path log = CampaignDirectory.beside(database, "-wal");
            // Before the database is opened, which would clear away what it cannot read.
            boolean hole = WriteAheadLog.hasHole(log);
            Fsck fsck = new Fsck();
            SqlitePages.rows(database, log, fsck::found);
            Report sound = hole ? null : fsck.ifSound(database, title);
            return sound != null ? sound : fsck.salvage(dir, database, title);
        } catch (IOException e) {
            throw new CampaignException(title + " cannot be read: " + e.getMessage(), e);
        }
    }

    /** The same for a campaign in a server's database: what does not verify is deleted there. */
    static Report checkElsewhere(Dialect dialect, String title) {
        try (JdbcStore store = JdbcStore.open(title, dialect, true)) {
            if (store.audit().problems().isEmpty()) {
                return report(true, store, 0, "");
            }
            long lost = store.dropDamaged();
            return report(false, store, lost, "");
        }
    }

    /** The report if the database finds nothing wrong and has all that its pages have. */
    private @Nullable Report ifSound(Path database, String title) {
        try (CampaignStore store = JdbcStore.open(title, new SqliteDialect(database, true), false)) {
            Set<Long> counted = new HashSet<>();
            store.replay(event -> {
                if (event instanceof CampaignEvent.ShardCounted e) {
                    counted.add(e.result().shard());
                }
            });
            boolean all = events().stream()
                    .allMatch(e -> !(e instanceof CampaignEvent.ShardCounted c)
                            || counted.contains(c.result().shard()));
            return all && store.sound() ? report(true, store, 0, "") : null;
        } catch (CampaignException damaged) {
            return null;
        }
    }

    private Report salvage(Path dir, Path database, String title) throws IOException {
        if (spec == null) {
            throw new CampaignException(
                    title + " has lost its spec, so its results have no meaning any more; start a new campaign");
        }
        List<CampaignEvent> events = events();
        long recovered = events.stream()
                .filter(e -> e instanceof CampaignEvent.ShardCounted)
                .count();
        long lost = Math.max(0, ledger().against(Map.of()).counted() - recovered);
        Path fresh = CampaignDirectory.fresh(dir);
        try (JdbcStore store = JdbcStore.create(title, new SqliteDialect(fresh, false), spec)) {
            for (int i = 0; i < events.size(); i += BATCH) {
                store.append(events.subList(i, Math.min(events.size(), i + BATCH)));
            }
        }
        Path kept = freeName(database);
        for (String part : CampaignDirectory.PARTS) {
            Path from = CampaignDirectory.beside(database, part);
            if (Files.exists(from)) {
                Files.move(from, CampaignDirectory.beside(kept, part));
            }
        }
        Files.move(fresh, database);
        try (CampaignStore store = JdbcStore.open(title, new SqliteDialect(database, true), false)) {
            return report(false, store, lost, kept.toString());
        }
    }

    private static Path freeName(Path database) {
        for (int i = 1; ; i++) {
            Path name = CampaignDirectory.beside(database, ".damaged-" + i);
            if (!Files.exists(name)) {
                return name;
            }
        }
    }

    private static Report report(boolean sound, CampaignStore store, long lost, String kept) {
        int[] n = new int[2];
        CampaignState state = new CampaignState(store.spec());
        store.replay(e -> {
            state.apply(e);
            n[0] += e instanceof CampaignEvent.ShardCounted || e instanceof CampaignEvent.ShardGivenUp ? 1 : 0;
            n[1] += e instanceof CampaignEvent.FindingShrunk || e instanceof CampaignEvent.ShrinkGivenUp ? 1 : 0;
        });
        return new Report(
                sound, n[0], n[1], lost, kept, store.audit(), state.summary().digest());
    }

    /** A row of whatever table; which one follows from its columns. */
    private void found(@Nullable Object[] row) {
        if (Rows.are(row, ShardRows.FINDING_COLUMNS)) {
            RawFinding f = ShardRows.finding(row);
            if (f != null) {
                findings.computeIfAbsent((Long) row[0], s -> new TreeMap<>()).put((Long) row[1], f);
            }
        } else if (!Rows.verifies(
                row,
                ShardRows.COLUMNS,
                ShrunkRows.COLUMNS,
                SpaceRows.COLUMNS,
                "ttn",
                OtherRows.SITTING,
                OtherRows.CANARY,
                OtherRows.EXPELLED,
                Ledger.COLUMNS)) {
            return;
        } else if (Rows.are(row, ShardRows.COLUMNS)) {
            // A stale page may say that a shard was given up that has been counted since.
            shards.merge((Long) row[0], row, (a, b) -> a[1].equals(ShardRows.COUNTED) ? a : b);
        } else if (Rows.are(row, ShrunkRows.COLUMNS)) {
            shrunk.put(row[0] + "\n" + row[1] + "\n" + row[2], row);
        } else if (Rows.are(row, SpaceRows.COLUMNS)) {
            spaces.put((Long) row[0], row);
        } else if (Rows.are(row, OtherRows.SITTING)) {
            sittings.merge((Long) row[0], (Long) row[1], Math::max);
        } else if (Rows.are(row, OtherRows.CANARY)) {
            canaries.put((Long) row[0], row);
        } else if (Rows.are(row, OtherRows.EXPELLED)) {
            expelled.put((Long) row[0], row);
        } else if (Rows.are(row, Ledger.COLUMNS)) {
            ledger.put((Long) row[0], (String) row[1]);
        } else if (row[0].equals(JdbcStore.SPEC)) {
            spec = SpecText.parse((String) row[1]);
        }
    }

    /** What is left of the ledger. */
    private Ledger ledger() {
        Ledger left = new Ledger();
        ledger.values().forEach(left::enter);
        return left;
    }

    private List<CampaignEvent> events() {
        Ledger left = ledger();
        List<CampaignEvent> events = new ArrayList<>();
        expelled.values().forEach(row -> events.add(OtherRows.expelled(row)));
        for (Object[] row : shards.values()) {
            TreeMap<Long, RawFinding> own = findings.getOrDefault((Long) row[0], new TreeMap<>());
            CampaignEvent event = ShardRows.event(row, List.copyOf(own.values()));
            if (event != null && !left.revoked((Long) row[0], (Long) row[9])) {
                events.add(event);
            }
        }
        shrunk.values().forEach(row -> events.add(ShrunkRows.event(row)));
        spaces.values().forEach(row -> events.add(SpaceRows.event(row)));
        canaries.values().forEach(row -> events.add(OtherRows.canary(row)));
        events.add(new CampaignEvent.Ran(
                sittings.values().stream().mapToLong(Long::longValue).sum()));
        return events;
    }
}
