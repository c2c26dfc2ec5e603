package dev.gfpfuzz.coordinator.store;

import dev.gfpfuzz.coordinator.campaign.CampaignEvent;
import dev.gfpfuzz.coordinator.campaign.CampaignException;
import dev.gfpfuzz.coordinator.campaign.CampaignSpec;
import dev.gfpfuzz.coordinator.campaign.CampaignState;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Verifies a campaign's store and salvages a damaged one: every record that verifies goes into a new database, the shards
 * of the others are pending again. As a shard's result follows from the spec, the campaign ends as if nothing had
 * happened. The damaged files are kept beside the new ones.
 */
public final class Fsck {
    /** Events written at a time. */
    private static final int BATCH = 500;

    private Fsck() {}

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

    /** @throws CampaignException when there is no campaign, another process runs it, or its spec is lost */
    static Report check(Path dir, Path database, String title) {
        try {
            Path log = CampaignDirectory.beside(database, "-wal");
            // Before the database is opened, which would clear away what it cannot read.
            boolean hole = WriteAheadLog.hasHole(log);
            Salvage left = Salvage.of(database, log);
            Report sound = hole ? null : ifSound(left.events(), database, title);
            return sound != null ? sound : salvage(left, dir, database, title);
        } catch (IOException e) {
            throw new CampaignException(title + " cannot be read: " + e.getMessage(), e);
        }
    }

    /** The same for a campaign in a server's database: what does not verify is deleted there. */
    static Report checkElsewhere(Dialect dialect, String title) {
        try (JdbcStore store = JdbcStore.open(title, dialect, true)) {
            if (store.audit().problems().isEmpty()) {
                return report(true, store, new CampaignState(store.spec()), 0, "");
            }
            long lost = store.dropDamaged();
            return report(false, store, new CampaignState(store.spec()), lost, "");
        }
    }

    /** The report if the database finds nothing wrong and has all that its pages have. */
    private static @Nullable Report ifSound(List<CampaignEvent> inPages, Path database, String title) {
        try (CampaignStore store = JdbcStore.open(title, new SqliteDialect(database, true), false)) {
            CampaignState state = new CampaignState(store.spec());
            Report report = report(true, store, state, 0, "");
            boolean all = inPages.stream()
                    .allMatch(e -> !(e instanceof CampaignEvent.ShardCounted c)
                            || state.counted(c.result().shard()));
            return all && store.sound() ? report : null;
        } catch (CampaignException damaged) {
            return null;
        }
    }

    private static Report salvage(Salvage left, Path dir, Path database, String title) throws IOException {
        CampaignSpec spec = left.spec();
        if (spec == null) {
            throw new CampaignException(
                    title + " has lost its spec, so its results have no meaning any more; start a new campaign");
        }
        List<CampaignEvent> events = left.events();
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
                Files.copy(from, CampaignDirectory.beside(kept, part), StandardCopyOption.COPY_ATTRIBUTES);
            }
        }
        // Whenever this is killed there is a database of that name, and never a log beside it that is another's.
        for (String part : CampaignDirectory.PARTS.subList(1, CampaignDirectory.PARTS.size())) {
            Files.deleteIfExists(CampaignDirectory.beside(database, part));
        }
        Files.move(fresh, database, StandardCopyOption.ATOMIC_MOVE);
        try (CampaignStore store = JdbcStore.open(title, new SqliteDialect(database, true), false)) {
            return report(false, store, new CampaignState(spec), left.lost(), kept.toString());
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

    /** @param state empty; has then all that the store has */
    private static Report report(boolean sound, CampaignStore store, CampaignState state, long lost, String kept) {
        int[] n = new int[2];
        Audit audit = store.replay(e -> {
            state.apply(e);
            n[0] += e instanceof CampaignEvent.ShardCounted || e instanceof CampaignEvent.ShardGivenUp ? 1 : 0;
            n[1] += e instanceof CampaignEvent.FindingShrunk || e instanceof CampaignEvent.ShrinkGivenUp ? 1 : 0;
        });
        return new Report(sound, n[0], n[1], lost, kept, audit, state.summary().digest());
    }
}
