package dev.gfpfuzz.coordinator.store;

import dev.gfpfuzz.coordinator.campaign.CampaignException;
import dev.gfpfuzz.coordinator.campaign.CampaignSpec;
import dev.gfpfuzz.workers.words.Reason;
import dev.gfpfuzz.workers.words.ShellWord;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A campaign's directory; see the package. Held by one process at a time. */
public final class CampaignDirectory implements AutoCloseable {
    private static final String DATABASE = "campaign.db";
    /** Where the campaign is instead, if it is not here: the URL of a database, and a schema in it. */
    private static final String ELSEWHERE = "campaign.store";

    private final DirectoryLock lock;
    private final CampaignStore store;

    private CampaignDirectory(DirectoryLock lock, CampaignStore store) {
        this.lock = lock;
        this.store = store;
    }

    /**
     * A new campaign in a directory that is empty or not there yet. The database appears under its name only when it is
     * complete.
     *
     * @throws CampaignException when the directory holds something or cannot be written
     */
    public static CampaignDirectory create(Path dir, CampaignSpec spec) {
        return create(dir, spec, null);
    }

    /**
     * The same, kept in a database elsewhere.
     *
     * @param url of a PostgreSQL database, null for the directory itself
     */
    public static CampaignDirectory create(Path dir, CampaignSpec spec, @Nullable String url) {
        try {
            Files.createDirectories(dir);
            requireEmpty(dir);
        } catch (IOException e) {
            throw new CampaignException("Directory " + dir + " cannot be written: " + Reason.of(e), e);
        }
        DirectoryLock lock = DirectoryLock.acquire(dir);
        try {
            // Another process may have made one and ended while this one waited for the lock.
            requireEmpty(dir);
            if (url != null) {
                String schema = "gfpfuzz_" + UUID.randomUUID().toString().replace("-", "");
                JdbcStore.create(title(dir), new PostgresDialect(url, schema, false), spec)
                        .close();
                // A password stays out of files.
                String anonymous =
                        url.replaceAll("([?&])password=[^&]*&?", "$1").replaceAll("[?&]$", "");
                Path part = Files.writeString(dir.resolve(DATABASE + ".new"), anonymous + "\n" + schema + "\n");
                Files.move(part, dir.resolve(ELSEWHERE), StandardCopyOption.ATOMIC_MOVE);
                return new CampaignDirectory(lock, store(dir, true));
            }
            Path fresh = fresh(dir);
            JdbcStore.create(title(dir), new SqliteDialect(fresh, false), spec).close();
            Files.move(fresh, dir.resolve(DATABASE), StandardCopyOption.ATOMIC_MOVE);
            return new CampaignDirectory(lock, store(dir, true));
        } catch (IOException e) {
            throw closing(lock, new CampaignException("Directory " + dir + " cannot be written: " + Reason.of(e), e));
        } catch (RuntimeException e) {
            throw closing(lock, e);
        }
    }

    /** @throws CampaignException when there is no campaign, another process runs it, or it is damaged */
    public static CampaignDirectory open(Path dir) {
        requireCampaign(dir);
        DirectoryLock lock = DirectoryLock.acquire(dir);
        try {
            return new CampaignDirectory(lock, store(dir, true));
        } catch (RuntimeException e) {
            throw closing(lock, e);
        }
    }

    /**
     * Verifies the store, and salvages it if it is damaged.
     *
     * @throws CampaignException when there is no campaign, another process runs it, or too little is left of it
     */
    public static Fsck.Report fsck(Path dir) {
        requireCampaign(dir);
        DirectoryLock lock = DirectoryLock.acquire(dir);
        try (lock) {
            return Files.exists(dir.resolve(ELSEWHERE))
                    ? Fsck.checkElsewhere(elsewhere(dir, false), title(dir))
                    : Fsck.check(dir, dir.resolve(DATABASE), title(dir));
        } catch (IOException e) {
            throw new CampaignException(title(dir) + " cannot be read: " + Reason.of(e), e);
        }
    }

    /** The files of a database, as suffixes of its name. */
    static final List<String> PARTS = List.of("", "-wal", "-shm", "-journal");

    static Path beside(Path database, String suffix) {
        return database.resolveSibling(database.getFileName() + suffix);
    }

    /** Where a database is made before it gets its name; nothing is there. */
    static Path fresh(Path dir) throws IOException {
        Path fresh = dir.resolve(DATABASE + ".new");
        for (String part : PARTS) {
            Files.deleteIfExists(beside(fresh, part));
        }
        return fresh;
    }

    /** A campaign to look at, while another process may be running it. */
    public static CampaignStore look(Path dir) {
        requireCampaign(dir);
        return store(dir, false);
    }

    public CampaignStore store() {
        return store;
    }

    @Override
    public void close() {
        try (lock) {
            store.close();
        }
    }

    private static CampaignStore store(Path dir, boolean held) {
        try {
            if (Files.exists(dir.resolve(ELSEWHERE))) {
                return JdbcStore.open(title(dir), elsewhere(dir, !held), held);
            }
            // While another process writes, its log is a moving thing, and it is read by the database's own rules.
            if ((held || !DirectoryLock.isHeld(dir)) && WriteAheadLog.hasHole(beside(dir.resolve(DATABASE), "-wal"))) {
                throw new CampaignException(
                        title(dir) + " is damaged: its log has a hole; repair it with 'gfpfuzz fsck'");
            }
        } catch (IOException e) {
            throw new CampaignException(title(dir) + " cannot be read: " + Reason.of(e), e);
        }
        Path database = dir.resolve(DATABASE);
        return JdbcStore.open(
                title(dir), isStill(dir) ? SqliteDialect.still(database) : new SqliteDialect(database, !held), held);
    }

    /**
     * Whether the campaign is at rest in a directory that this user may not write, where SQLite could make no log to read
     * it by. Without a log, all is in the database. Should somebody resume it while it is read, rows that do not verify
     * are not used.
     */
    private static boolean isStill(Path dir) {
        return !Files.isWritable(dir)
                && !DirectoryLock.isHeld(dir)
                && !Files.exists(beside(dir.resolve(DATABASE), "-wal"));
    }

    private static Dialect elsewhere(Path dir, boolean readOnly) throws IOException {
        List<String> lines = Files.readAllLines(dir.resolve(ELSEWHERE));
        if (lines.size() < 2) {
            throw new CampaignException(title(dir) + " is damaged: " + ELSEWHERE + " does not say where it is kept");
        }
        return new PostgresDialect(lines.get(0), lines.get(1), readOnly);
    }

    private static String title(Path dir) {
        return "Campaign " + dir;
    }

    private static void requireEmpty(Path dir) throws IOException {
        if (holdsSomething(dir)) {
            throw new CampaignException(
                    hasCampaign(dir)
                            ? "Directory " + dir
                                    + " holds a campaign already; name another directory, or continue it with"
                                    + " ./gfpfuzz resume " + ShellWord.of(dir)
                            : "Directory " + dir + " is not empty; a new campaign needs an empty one or none");
        }
    }

    private static void requireCampaign(Path dir) {
        if (!hasCampaign(dir)) {
            throw new CampaignException("Directory " + dir + " holds no campaign (there is no " + DATABASE + " in it)");
        }
    }

    private static boolean hasCampaign(Path dir) {
        return Files.exists(dir.resolve(DATABASE)) || Files.exists(dir.resolve(ELSEWHERE));
    }

    /** A lock file alone, or a database that was never finished, is nothing. */
    private static boolean holdsSomething(Path dir) throws IOException {
        try (Stream<Path> entries = Files.list(dir)) {
            return entries.map(p -> p.getFileName().toString())
                    .anyMatch(name -> !name.equals(DirectoryLock.FILE) && !name.startsWith(DATABASE + ".new"));
        }
    }

    private static RuntimeException closing(DirectoryLock lock, RuntimeException e) {
        try {
            lock.close();
        } catch (CampaignException suppressed) {
            e.addSuppressed(suppressed);
        }
        return e;
    }
}
