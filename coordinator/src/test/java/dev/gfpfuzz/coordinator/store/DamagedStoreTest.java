package dev.gfpfuzz.coordinator.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gfpfuzz.coordinator.Figure;
import dev.gfpfuzz.coordinator.campaign.CampaignEvent;
import dev.gfpfuzz.coordinator.campaign.CampaignException;
import dev.gfpfuzz.coordinator.campaign.CampaignState;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Whatever happens to the store's files, of a campaign that was killed: the database, its log, the log's index. Never a
 * wrong total, never a record used that does not verify; {@code fsck} brings back every record whose own pages are intact,
 * and the finished campaign is the undisturbed one.
 */
class DamagedStoreTest {

    /** A memory file system where there is one: each case writes a database. */
    private static final Path MEMORY = Path.of("/dev/shm");

    /** Which files are truncated, so that several processes can share the work: {@code -Dtruncated=REGEX}. */
    private static final String TRUNCATED = System.getProperty("truncated", ".*");

    /** From one length to the next: {@code -Dtruncated.step=N} for a short look. */
    private static final int STEP = Integer.getInteger("truncated.step", 1);

    /** One case in so many is tried whole, whatever is known of its like. */
    private static final int SAMPLED = 16;

    private Path temp;
    private KilledStore store;

    private final Map<End, Integer> ends = new EnumMap<>(End.class);
    private int tried;
    /** Those of the cases tried that are refused without fsck. */
    private int noticed;
    /** Of stores that cannot be opened, by what is in their pages: fsck writes a new store from that. */
    private final Map<Object, Outcome> repairs = new HashMap<>();
    /** From which the campaign has been finished: digests of databases, and what repaired ones were written from. */
    private final Set<Object> finished = new HashSet<>();

    @BeforeEach
    void writeCampaign() throws IOException {
        temp = Files.isWritable(MEMORY)
                ? Files.createTempDirectory(MEMORY, "gfpfuzz")
                : Files.createTempDirectory("gfpfuzz");
        store = new KilledStore(temp.resolve("original"), 90, 9);
    }

    @AfterEach
    void clearAway() throws IOException {
        clear(temp);
    }

    private static void clear(Path dir) throws IOException {
        if (Files.exists(dir)) {
            try (Stream<Path> files = Files.walk(dir)) {
                for (Path p : files.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(p);
                }
            }
        }
    }

    private Path place(Damage damage) throws IOException {
        Path dir = temp.resolve("damaged");
        clear(dir);
        store.place(dir, damage);
        return dir;
    }

    /** What became of a case. */
    private enum End {
        /** Nothing is wrong with the store: what is not there was never written, as after a kill. */
        HARMLESS,
        REPAIRED,
        /** It has lost its spec. */
        REFUSED
    }

    /**
     * @param opened whether the campaign went on without fsck
     * @param shards what fsck found
     * @param digest over their results
     */
    private record Outcome(End end, boolean opened, int shards, int shrunk, long digest) {}

    /**
     * Looks at the campaign; continues it as it is; repairs it and continues it.
     *
     * @param whole whether it is repaired even if a store that nobody can open either has been repaired from the same records
     */
    private Outcome check(Damage damage, boolean whole) throws IOException {
        Path dir = place(damage);
        tried++;
        boolean looked = looks(dir, damage);
        boolean opened = opens(dir, damage);
        noticed += opened ? 0 : 1;
        if (opened) {
            place(damage);
        } else if (store.changed(dir, damage)) {
            // Who was refused has taken nothing from fsck.
            repair(dir, damage, opened);
            place(damage);
        }
        Path database = dir.resolve(KilledStore.DATABASE);
        Salvage left = Salvage.of(database, dir.resolve(KilledStore.LOG));
        assertRight(left.events(), damage);
        Outcome known = looked || opened ? null : repairs.get(List.of(left.spec() != null, left.events()));
        if (known != null && !whole) {
            return known;
        }
        Outcome outcome = repair(dir, damage, opened);
        if (!looked && !opened) {
            Outcome before = repairs.put(List.of(left.spec() != null, left.events()), outcome);
            assertThat(before).as(damage.what()).isIn(null, outcome);
        }
        return outcome;
    }

    private boolean looks(Path dir, Damage damage) {
        try (CampaignStore store = CampaignDirectory.look(dir)) {
            assertRight(store.events(), damage);
            return true;
        } catch (CampaignException e) {
            assertThat(e.getMessage()).as(damage.what()).startsWith("Campaign ");
            return false;
        }
    }

    private boolean opens(Path dir, Damage damage) throws IOException {
        try {
            finish(dir, damage);
            return true;
        } catch (CampaignException e) {
            assertThat(e.getMessage()).as(damage.what()).startsWith("Campaign ");
            return false;
        }
    }

    private Outcome repair(Path dir, Damage damage, boolean opened) throws IOException {
        List<CampaignEvent> inPages = Salvage.of(dir.resolve(KilledStore.DATABASE), dir.resolve(KilledStore.LOG))
                .events();
        Fsck.Report report;
        try {
            report = CampaignDirectory.fsck(dir);
        } catch (CampaignException e) {
            assertThat(e.getMessage()).as(damage.what()).contains("has lost its spec");
            assertThat(opened).as(damage.what()).isFalse();
            return new Outcome(End.REFUSED, false, 0, 0, 0);
        }
        assertThat(report.audit().problems()).as(damage.what()).isEmpty();
        Set<Long> lost = new TreeSet<>(KilledStore.shards(store.events));
        lost.removeAll(KilledStore.shards(inPages));
        assertThat(report.shards()).as(damage.what()).isEqualTo((int) store.spec.shards() - lost.size());
        assertThat(store.resting(damage.name(), damage.from(), damage.to()))
                .as(damage.what())
                .containsAll(lost);
        if (!store.shrunkRests(damage.name(), damage.from(), damage.to())) {
            assertThat(report.shrunk()).as(damage.what()).isEqualTo(1);
        }
        if (report.sound()) {
            assertThat(opened).as(damage.what()).isTrue();
            assertThat(store.changed(dir, damage)).as(damage.what()).isFalse();
        } else if (finished.add(inPages)) {
            // The repaired database is written anew from these, so that the same ones come to the same end.
            finish(dir, damage);
        }
        return new Outcome(
                report.sound() ? End.HARMLESS : End.REPAIRED,
                opened,
                report.shards(),
                report.shrunk(),
                report.digest());
    }

    /** The rest of the campaign. From the same bytes follows the same end: each database is finished once. */
    private void finish(Path dir, Damage damage) throws IOException {
        try (CampaignDirectory d = CampaignDirectory.open(dir)) {
            assertRight(d.store().events(), damage);
        }
        if (!finished.add(sha256(Files.readAllBytes(dir.resolve(KilledStore.DATABASE))))) {
            return;
        }
        try (CampaignDirectory d = CampaignDirectory.open(dir)) {
            CampaignState state = d.store().state();
            d.store()
                    .append(store.events.stream()
                            .filter(e -> e instanceof CampaignEvent.ShardCounted counted
                                    && !state.counted(counted.result().shard()))
                            .toList());
            assertThat(d.store().state().summary().digest()).as(damage.what()).isEqualTo(store.digest);
            assertThat(d.store().audit().counted()).as(damage.what()).isEqualTo(store.spec.shards());
        }
    }

    private void assertRight(List<CampaignEvent> events, Damage damage) {
        assertThat(store.right).as(damage.what()).containsAll(KilledStore.withoutTime(events));
        assertThat(KilledStore.shards(events)).as(damage.what()).hasSizeLessThanOrEqualTo((int) store.spec.shards());
    }

    private static String sha256(byte[] content) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(content));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private void flips(int cases, long seed) throws IOException {
        List<String> names = List.copyOf(store.files.keySet());
        Random random = new Random(seed);
        for (int i = 0; i < cases; i++) {
            // The index of the log is the smallest file and the least used.
            String name = names.get(i % 10 == 0 ? 1 : i % 2 * 2);
            byte[] content = store.files.get(name);
            Damage damage = Damage.flipped(name, content, random.nextInt(8 * content.length));
            ends.merge(check(damage, i % SAMPLED == 0).end, 1, Integer::sum);
        }
        tell(cases + " flipped bits");
    }

    /**
     * Truncates each file to each length. Lengths that SQLite cannot tell apart are one case: what is missing of the last
     * page it reads as zeros, of its log it reads whole frames. Each sixteenth length is tried all the same, and must come
     * to what its case came to.
     */
    private void truncations(int step) throws IOException {
        Map<String, Outcome> known = new HashMap<>();
        int lengths = 0;
        for (Map.Entry<String, byte[]> file : store.files.entrySet()) {
            if (file.getKey().matches(TRUNCATED)) {
                for (int length = 0; length < file.getValue().length; length += step, lengths++) {
                    Damage damage = Damage.truncated(file.getKey(), file.getValue(), length);
                    String asRead = damage.name() + sha256(KilledStore.asRead(damage.name(), damage.content()));
                    Outcome outcome = known.get(asRead);
                    boolean sampled = lengths % SAMPLED == 0;
                    if (outcome == null || sampled) {
                        outcome = check(damage, sampled);
                        assertThat(known.put(asRead, outcome)).as(damage.what()).isIn(null, outcome);
                    }
                    ends.merge(outcome.end, 1, Integer::sum);
                }
            }
        }
        tell(lengths + " truncations (" + known.size() + " that SQLite can tell apart)");
    }

    private void tell(String cases) {
        Figure.print(
                getClass(),
                "%s of files of %s bytes: %s; %d tried, %d of them refused without fsck; finished from %d different stores",
                cases,
                store.files.values().stream().map(f -> f.length).toList(),
                ends,
                tried,
                noticed,
                finished.size());
    }

    @Test
    void flippedBits() throws IOException {
        flips(60, 1);
        assertThat(ends).containsKeys(End.HARMLESS, End.REPAIRED);
    }

    @Test
    void truncation() throws IOException {
        truncations(8179);
        assertThat(ends).containsKeys(End.HARMLESS, End.REPAIRED);
    }

    @Test
    @Tag("chaos")
    void tenThousandFlippedBits() throws IOException {
        flips(10_000, 2);
        assertThat(ends.get(End.REPAIRED)).isGreaterThan(1_000);
    }

    /** Of a small store: as many cases as its files have bytes. */
    @Test
    @Tag("chaos")
    void everyTruncation() throws IOException {
        store = new KilledStore(temp.resolve("small"), 16, 4);
        truncations(STEP);
        assertThat(ends).containsOnlyKeys(End.values());
    }

    @Test
    @Tag("chaos")
    void truncationsOfALargerStore() throws IOException {
        truncations(97);
        assertThat(ends).containsOnlyKeys(End.values());
    }

    private Path placed(String name, byte[] content) throws IOException {
        return place(new Damage(name, content, 0, content.length, name));
    }

    /** SQLite takes the log up to the damaged frame for all there is; its records are all there, though. */
    @Test
    void logWithAHole_isNoticedAndAllOfItRecovered() throws IOException {
        byte[] log = store.files.get(KilledStore.LOG).clone();
        // The checksum of the second frame's header: no page is hurt.
        log[32 + 24 + 4096 + 20] ^= 1;
        Path dir = placed(KilledStore.LOG, log);
        assertThatThrownBy(() -> CampaignDirectory.open(dir)).hasMessageContaining("its log has a hole");
        Fsck.Report report = CampaignDirectory.fsck(dir);
        assertThat(report.sound()).isFalse();
        assertThat(report.lost()).isZero();
        assertThat(report.shards()).isEqualTo((int) store.spec.shards());
        assertThat(report.digest()).isEqualTo(store.digest);
    }

    @Test
    void lostPage_costsOnlyItsOwnRecords() throws IOException {
        byte[] content = store.files.get(KilledStore.DATABASE);
        int lost = 0;
        for (int from = 0; from < content.length; from += 4096) {
            byte[] hole = content.clone();
            Arrays.fill(hole, from, from + 4096, (byte) 0);
            lost += store.resting(KilledStore.DATABASE, from, from + 4096).isEmpty() ? 0 : 1;
            check(new Damage(KilledStore.DATABASE, hole, from, from + 4096, "page at " + from), true);
        }
        assertThat(lost).as("pages that a shard rests on").isPositive();
    }

    @Test
    void killedCampaign_isSoundAndLeftAlone() throws IOException {
        Path dir = placed("", new byte[0]);
        Fsck.Report report = CampaignDirectory.fsck(dir);
        assertThat(report.sound()).isTrue();
        assertThat(report.shards()).isEqualTo((int) store.spec.shards());
        assertThat(report.shrunk()).isEqualTo(1);
        assertThat(report.kept()).isEmpty();
        assertThat(report.audit()).isEqualTo(new Audit(10, store.spec.shards(), 0, List.of()));
        assertThat(report.digest()).isEqualTo(store.digest);
        assertThat(Files.readAllBytes(dir.resolve(KilledStore.DATABASE)))
                .isEqualTo(store.files.get(KilledStore.DATABASE));
    }

    @Test
    void pagesAlone_giveEveryRecord() throws IOException {
        // The trees above the leaves are gone: their pages say that they are free.
        byte[] database = store.files.get(KilledStore.DATABASE).clone();
        byte[] log = store.files.get(KilledStore.LOG).clone();
        int trees = 0;
        for (int at = 4096; at < database.length; at += 4096) {
            trees += cleared(database, at);
        }
        for (int at = 32 + 24; at < log.length; at += 24 + 4096) {
            trees += cleared(log, at);
        }
        assertThat(trees).as("trees of more than a page").isPositive();
        Path dir = placed(KilledStore.DATABASE, database);
        Files.write(dir.resolve(KilledStore.LOG), log);
        Fsck.Report report = CampaignDirectory.fsck(dir);
        assertThat(report.sound()).isFalse();
        assertThat(report.lost()).isZero();
        assertThat(report.digest()).isEqualTo(store.digest);
    }

    /** @return 1 if there was an inner page of a table here */
    private static int cleared(byte[] file, int at) {
        boolean inner = file[at] == 5;
        file[at] = inner ? 0 : file[at];
        return inner ? 1 : 0;
    }
}
