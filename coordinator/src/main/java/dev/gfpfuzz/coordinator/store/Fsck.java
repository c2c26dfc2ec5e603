package dev.gfpfuzz.coordinator.store;

import dev.gfpfuzz.coordinator.campaign.CampaignEvent;
import dev.gfpfuzz.coordinator.campaign.CampaignException;
import dev.gfpfuzz.coordinator.campaign.CampaignSpec;
import dev.gfpfuzz.workers.shard.RawFinding;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Verifies a campaign's store and salvages a damaged one: every record that verifies goes into a new database, the shards
 * of the others are pending again. As a shard's result follows from the spec, the campaign ends as if nothing had
 * happened. The damaged files are kept beside the new ones.
 */
public final class Fsck {
    private final Map<Long, Object[]> shards = new TreeMap<>();
    private final Map<Long, Map<Long, RawFinding>> findings = new TreeMap<>();
    private final Map<String, Object[]> shrunk = new TreeMap<>();
    private final Map<Long, Object[]> spaces = new TreeMap<>();
    private final Map<Long, Long> sittings = new TreeMap<>();
    private @Nullable CampaignSpec spec;

    /**
     * What there was.
     *
     * @param sound whether nothing was wrong; the files are then as they were
     * @param shards records of shards that verify
     * @param shrunk records of shrunk findings that verify
     * @param kept where the damaged files are, empty when sound
     */
    public record Report(boolean sound, int shards, int shrunk, String kept) {}

    private Fsck() {}

    /** @throws CampaignException when there is no campaign, another process runs it, or its spec is lost */
    static Report check(Path dir, Path database, String title) {
        try (CampaignStore store = CampaignDirectory.look(dir)) {
            List<CampaignEvent> events = store.events();
            if (store.sound()) {
                return report(true, events, "");
            }
        } catch (CampaignException damaged) {
            // Told below, or repaired.
        }
        return new Fsck().salvage(dir, database, title);
    }

    private Report salvage(Path dir, Path database, String title) {
        try {
            SqlitePages.rows(database, CampaignDirectory.beside(database, "-wal"), this::found);
            if (spec == null) {
                throw new CampaignException(
                        title + " has lost its spec, so its results have no meaning any more; start a new campaign");
            }
            List<CampaignEvent> events = events();
            Path fresh = CampaignDirectory.fresh(dir);
            try (JdbcStore store = JdbcStore.create(title, CampaignDirectory.url(fresh), new SqliteDialect(), spec)) {
                store.append(events);
            }
            Path kept = freeName(database);
            for (String part : CampaignDirectory.PARTS) {
                Path from = CampaignDirectory.beside(database, part);
                if (Files.exists(from)) {
                    Files.move(from, CampaignDirectory.beside(kept, part));
                }
            }
            Files.move(fresh, database);
            return report(false, events, kept.toString());
        } catch (IOException e) {
            throw new CampaignException(title + " cannot be repaired: " + e.getMessage(), e);
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

    private static Report report(boolean sound, List<CampaignEvent> events, String kept) {
        int shards = (int) events.stream()
                .filter(e -> e instanceof CampaignEvent.ShardCounted || e instanceof CampaignEvent.ShardGivenUp)
                .count();
        int shrunk = (int) events.stream()
                .filter(e -> e instanceof CampaignEvent.FindingShrunk || e instanceof CampaignEvent.ShrinkGivenUp)
                .count();
        return new Report(sound, shards, shrunk, kept);
    }

    /** A row of whatever table; which one follows from its columns. */
    private void found(@Nullable Object[] row) {
        if (Rows.are(row, ShardRows.FINDING_COLUMNS)) {
            RawFinding f = ShardRows.finding(row);
            if (f != null) {
                findings.computeIfAbsent((Long) row[0], s -> new TreeMap<>()).put((Long) row[1], f);
            }
        } else if (Rows.are(row, ShardRows.COLUMNS) && Rows.verifies(row)) {
            // A stale page may say that a shard was given up that has been counted since.
            shards.merge((Long) row[0], row, (a, b) -> a[1].equals(ShardRows.COUNTED) ? a : b);
        } else if (Rows.are(row, ShrunkRows.COLUMNS) && Rows.verifies(row)) {
            shrunk.put(row[0] + "\n" + row[1] + "\n" + row[2], row);
        } else if (Rows.are(row, SpaceRows.COLUMNS) && Rows.verifies(row)) {
            spaces.put((Long) row[0], row);
        } else if (Rows.are(row, "nnn") && Rows.verifies(row)) {
            sittings.merge((Long) row[0], (Long) row[1], Math::max);
        } else if (Rows.are(row, "ttn") && Rows.verifies(row)) {
            spec = SpecText.parse((String) row[1]);
        }
    }

    private List<CampaignEvent> events() {
        Map<Long, List<RawFinding>> byShard = new TreeMap<>();
        findings.forEach((shard, list) -> byShard.put(shard, List.copyOf(list.values())));
        List<CampaignEvent> events = new ArrayList<>();
        for (Object[] row : shards.values()) {
            CampaignEvent event = ShardRows.event(row, byShard);
            if (event != null) {
                events.add(event);
            }
        }
        shrunk.values().forEach(row -> events.add(ShrunkRows.event(row)));
        spaces.values().forEach(row -> events.add(SpaceRows.event(row)));
        events.add(new CampaignEvent.Ran(
                sittings.values().stream().mapToLong(Long::longValue).sum()));
        return events;
    }
}
