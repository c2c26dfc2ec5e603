package dev.gfpfuzz.coordinator.store;

import dev.gfpfuzz.coordinator.campaign.CampaignEvent;
import dev.gfpfuzz.coordinator.campaign.CampaignSpec;
import dev.gfpfuzz.workers.shard.RawFinding;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** What the pages of a store still say, whatever has become of the trees that hold them together: each record that verifies. */
final class Salvage {
    /** By number, and by digest: a stale page may have a result that was taken back, and another one has been counted since. */
    private final Map<Long, Map<Long, Object[]>> shards = new TreeMap<>();

    private final FindingVersions findings = new FindingVersions();
    private final Map<String, Object[]> shrunk = new TreeMap<>();
    private final Map<Long, Object[]> spaces = new TreeMap<>();
    private final Map<Long, Long> sittings = new TreeMap<>();
    private final Map<Long, Object[]> canaries = new TreeMap<>();
    private final Map<Long, Object[]> expelled = new TreeMap<>();
    private final TreeMap<Long, String> ledger = new TreeMap<>();
    private @Nullable CampaignSpec spec;

    private Salvage() {}

    static Salvage of(Path database, Path log) throws IOException {
        Salvage left = new Salvage();
        SqlitePages.rows(database, log, left::found);
        return left;
    }

    /** Null if it is lost: no other record means anything then. */
    @Nullable
    CampaignSpec spec() {
        return spec;
    }

    /** Expulsions first: they take back what the same name had counted before. */
    List<CampaignEvent> events() {
        Ledger left = ledger();
        List<CampaignEvent> events = new ArrayList<>();
        expelled.values().forEach(row -> events.add(OtherRows.expelled(row)));
        // An expulsion takes back what nobody's name is on, too, and a stale page may still have it: it is done again.
        boolean doubt = !expelled.isEmpty();
        for (Map<Long, Object[]> versions : shards.values()) {
            CampaignEvent givenUp = null;
            CampaignEvent counted = null;
            for (Object[] row : versions.values()) {
                CampaignEvent event = findings.first((Long) row[0], own -> ShardRows.event(row, own));
                if (event instanceof CampaignEvent.ShardGivenUp) {
                    givenUp = doubt ? null : event;
                } else if (event != null && left.counts((Long) row[0], (Long) row[9])) {
                    counted = event;
                }
            }
            if (counted != null || givenUp != null) {
                events.add(counted != null ? counted : givenUp);
            }
        }
        if (!doubt) {
            spaces.values().forEach(row -> events.add(SpaceRows.event(row)));
            shrunk.values().forEach(row -> events.add(ShrunkRows.event(row)));
        }
        canaries.values().stream()
                .filter(row -> !doubt || (Long) row[1] == 1)
                .forEach(row -> events.add(OtherRows.canary(row)));
        events.add(new CampaignEvent.Ran(
                sittings.values().stream().mapToLong(Long::longValue).sum()));
        return events;
    }

    /** How many results the ledger knows that are not there. */
    long lost() {
        long there = events().stream()
                .filter(e -> e instanceof CampaignEvent.ShardCounted)
                .count();
        return Math.max(0, ledger().against(Map.of()).counted() - there);
    }

    /** What is left of the ledger. */
    private Ledger ledger() {
        Ledger left = new Ledger();
        ledger.values().forEach(left::enter);
        return left;
    }

    /** A row of whatever table; which one follows from its columns. */
    private void found(@Nullable Object[] row) {
        if (Rows.are(row, ShardRows.FINDING_COLUMNS)) {
            RawFinding f = ShardRows.finding(row);
            if (f != null) {
                findings.add((Long) row[0], (Long) row[1], f);
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
            shards.computeIfAbsent((Long) row[0], s -> new TreeMap<>()).put((Long) row[9], row);
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
}
