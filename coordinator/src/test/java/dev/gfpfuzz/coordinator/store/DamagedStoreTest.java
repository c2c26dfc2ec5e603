package dev.gfpfuzz.coordinator.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gfpfuzz.coordinator.Figure;
import dev.gfpfuzz.coordinator.campaign.CampaignEvent;
import dev.gfpfuzz.coordinator.campaign.CampaignException;
import dev.gfpfuzz.coordinator.campaign.CampaignSpec;
import dev.gfpfuzz.coordinator.campaign.CampaignState;
import dev.gfpfuzz.coordinator.campaign.RawIdentity;
import dev.gfpfuzz.coordinator.campaign.Samples;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Whatever happens to the store's files, of a campaign that was killed: the database, its log, the log's index. Never a
 * wrong total, never a record used that does not verify; {@code fsck} brings back what is intact, and the finished
 * campaign is the undisturbed one.
 */
class DamagedStoreTest {

    /** A memory file system where there is one: each case writes a database. */
    private static final Path MEMORY = Path.of("/dev/shm");

    /** Most records of shards that one page has room for. */
    private static final int RECORDS_IN_A_PAGE = 40;

    /** When every length is tried, one case in so many is followed to the end of the campaign. */
    private static final int FINISHED = 61;

    /** Which files are truncated, so that several processes can share the work: {@code -Dtruncated=REGEX}. */
    private static final String TRUNCATED = System.getProperty("truncated", ".*");

    private Path temp;
    private CampaignSpec spec;
    /** The files of the killed campaign. */
    private final Map<String, byte[]> files = new TreeMap<>();

    private List<CampaignEvent> events;
    private Set<CampaignEvent> right;
    private long digest;

    /** How cases ended. */
    private int harmless;

    private int repaired;
    private int refused;
    private int noticed;

    @BeforeEach
    void writeCampaign() throws IOException {
        temp = Files.isWritable(MEMORY)
                ? Files.createTempDirectory(MEMORY, "gfpfuzz")
                : Files.createTempDirectory("gfpfuzz");
        write(Samples.spec(2, 12_000, 100), 10);
    }

    /**
     * A campaign that has everything a store can hold, of a process that was killed: half of it is in the database, half in
     * the log.
     *
     * @param batch events in a transaction
     */
    private void write(CampaignSpec of, int batch) throws IOException {
        spec = of;
        events = new ArrayList<>();
        for (long s = 0; s < spec.shards(); s++) {
            events.add(Samples.counted(
                    s % 7 == 3
                            ? Samples.result(spec, s, List.of(Samples.finding("a".repeat(300), s, 2)))
                            : Samples.silent(spec, s)));
        }
        events.add(new CampaignEvent.FindingShrunk(
                new RawIdentity(1, "no-deadlock", "a".repeat(300)),
                Samples.shrunk("a", "gfz-" + "x".repeat(5000)),
                "o"));
        events.add(new CampaignEvent.CanaryRan(3, true));
        events.add(new CampaignEvent.Ran(5));
        right = new LinkedHashSet<>(events);
        Path original = temp.resolve("original");
        clear(original);
        CampaignDirectory.create(original, spec).close();
        int inDatabase = events.size() / 2 / batch * batch;
        try (CampaignDirectory d = CampaignDirectory.open(original)) {
            append(d, events.subList(0, inDatabase), batch);
        }
        try (CampaignDirectory d = CampaignDirectory.open(original)) {
            append(d, events.subList(inDatabase, events.size()), batch);
            digest = d.store().state().summary().digest();
            files.clear();
            for (String name : List.of("campaign.db", "campaign.db-wal", "campaign.db-shm")) {
                files.put(name, Files.readAllBytes(original.resolve(name)));
            }
        }
    }

    /** The same with so few records that each length of its files can be tried. */
    private void writeSmallCampaign() throws IOException {
        write(Samples.spec(2, 800, 100), 4);
    }

    @AfterEach
    void clearAway() throws IOException {
        clear(temp);
    }

    private static void append(CampaignDirectory d, List<CampaignEvent> some, int batch) {
        for (int i = 0; i < some.size(); i += batch) {
            d.store().append(some.subList(i, Math.min(some.size(), i + batch)));
        }
    }

    private Path damaged(String name, byte[] content) throws IOException {
        Path dir = temp.resolve("damaged");
        clear(dir);
        Files.createDirectories(dir);
        for (Map.Entry<String, byte[]> file : files.entrySet()) {
            Files.write(dir.resolve(file.getKey()), file.getKey().equals(name) ? content : file.getValue());
        }
        return dir;
    }

    /**
     * Checks one damaged file, through look, fsck, and the rest of the campaign; and without fsck.
     *
     * @param lostMax how many shards may be lost
     * @param finished whether the rest of the campaign is run, too
     */
    private void check(String name, byte[] content, int lostMax, boolean finished, String what) throws IOException {
        Path dir = damaged(name, content);
        try (CampaignStore store = CampaignDirectory.look(dir)) {
            assertThat(right).as(what).containsAll(withoutTime(store.events()));
        } catch (CampaignException e) {
            assertThat(e.getMessage()).as(what).startsWith("Campaign ");
            noticed++;
        }
        Fsck.Report report;
        try {
            report = CampaignDirectory.fsck(dir);
        } catch (CampaignException e) {
            assertThat(e.getMessage()).as(what).contains("has lost its spec");
            refused++;
            return;
        }
        harmless += report.sound() ? 1 : 0;
        repaired += report.sound() ? 0 : 1;
        assertThat(report.audit().problems()).as(what).isEmpty();
        assertThat((int) spec.shards() - report.shards()).as(what).isLessThanOrEqualTo(lostMax);
        if (!finished) {
            return;
        }
        finish(dir, what);

        // Who does not call fsck is refused, or comes to the same end.
        dir = damaged(name, content);
        try {
            finish(dir, what);
        } catch (CampaignException e) {
            assertThat(e.getMessage()).as(what).startsWith("Campaign ");
        }
    }

    private void finish(Path dir, String what) {
        try (CampaignDirectory d = CampaignDirectory.open(dir)) {
            assertThat(right).as(what).containsAll(withoutTime(d.store().events()));
            CampaignState state = d.store().state();
            d.store()
                    .append(events.stream()
                            .filter(e -> e instanceof CampaignEvent.ShardCounted counted
                                    && !state.counted(counted.result().shard()))
                            .toList());
            assertThat(d.store().state().summary().digest()).as(what).isEqualTo(digest);
            assertThat(d.store().audit().counted()).as(what).isEqualTo(spec.shards());
        }
    }

    private static List<CampaignEvent> withoutTime(List<CampaignEvent> events) {
        return events.stream().filter(e -> !(e instanceof CampaignEvent.Ran)).toList();
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

    private void flips(int cases, long seed) throws IOException {
        List<String> names = List.copyOf(files.keySet());
        Random random = new Random(seed);
        for (int i = 0; i < cases; i++) {
            // The index of the log is the smallest file and the least used.
            String name = names.get(i % 10 == 0 ? 1 : i % 2 * 2);
            byte[] content = files.get(name).clone();
            int bit = random.nextInt(8 * content.length);
            content[bit / 8] ^= (byte) (1 << bit % 8);
            check(name, content, RECORDS_IN_A_PAGE, true, "bit " + bit + " of " + name);
        }
        assertThat(harmless + repaired + refused).isEqualTo(cases);
        tell(cases + " flipped bits");
    }

    /**
     * @param step lengths from one case to the next
     * @param finished one case in so many is followed to the end of the campaign
     */
    private void truncations(int step, int finished) throws IOException {
        int cases = 0;
        for (Map.Entry<String, byte[]> file : files.entrySet()) {
            if (!file.getKey().matches(TRUNCATED)) {
                continue;
            }
            byte[] content = file.getValue();
            for (int length = 0; length < content.length; length += step) {
                byte[] rest = Arrays.copyOf(content, length);
                String what = file.getKey() + " truncated to " + length;
                check(file.getKey(), rest, (int) spec.shards(), cases % finished == 0, what);
                cases++;
            }
        }
        assertThat(harmless + repaired + refused).isEqualTo(cases);
        tell(cases + " truncations");
    }

    private void tell(String cases) {
        Figure.print(
                getClass(),
                "%s of files of %s bytes: %d harmless, %d repaired, %d refused; noticed at first sight: %d",
                cases,
                files.values().stream().map(f -> f.length).toList(),
                harmless,
                repaired,
                refused,
                noticed);
    }

    @Test
    void flippedBits() throws IOException {
        flips(60, 1);
        assertThat(repaired).isPositive();
        assertThat(harmless).isPositive();
    }

    @Test
    void truncation() throws IOException {
        truncations(8179, 1);
        assertThat(repaired).isPositive();
    }

    @Test
    @Tag("nightly")
    void tenThousandFlippedBits() throws IOException {
        flips(10_000, 2);
        assertThat(repaired).isGreaterThan(1_000);
    }

    /** Of a small store: as many cases as its files have bytes. */
    @Test
    @Tag("nightly")
    void everyTruncation() throws IOException {
        writeSmallCampaign();
        truncations(1, FINISHED);
        assertThat(repaired).isPositive();
        assertThat(refused).isPositive();
    }

    @Test
    @Tag("nightly")
    void truncationsOfALargerStore() throws IOException {
        truncations(97, 1);
        assertThat(repaired).isPositive();
        assertThat(refused).isPositive();
    }

    /** SQLite takes the log up to the damaged frame for all there is; its records are all there, though. */
    @Test
    void logWithAHole_isNoticedAndAllOfItRecovered() throws IOException {
        byte[] log = files.get("campaign.db-wal").clone();
        // The checksum of the second frame's header: no page is hurt.
        log[32 + 24 + 4096 + 20] ^= 1;
        Path dir = damaged("campaign.db-wal", log);
        assertThatThrownBy(() -> CampaignDirectory.open(dir)).hasMessageContaining("its log has a hole");
        Fsck.Report report = CampaignDirectory.fsck(dir);
        assertThat(report.sound()).isFalse();
        assertThat(report.lost()).isZero();
        assertThat(report.shards()).isEqualTo((int) spec.shards());
        assertThat(report.digest()).isEqualTo(digest);
    }

    @Test
    void lostPage_costsOnlyItsOwnRecords() throws IOException {
        byte[] content = files.get("campaign.db").clone();
        int page = 4096;
        int lost = content.length / page / 2;
        Arrays.fill(content, lost * page, (lost + 1) * page, (byte) 0);
        check("campaign.db", content, RECORDS_IN_A_PAGE, true, "page " + lost);
    }

    @Test
    void killedCampaign_isSoundAndLeftAlone() throws IOException {
        Path dir = damaged("", new byte[0]);
        Fsck.Report report = CampaignDirectory.fsck(dir);
        assertThat(report.sound()).isTrue();
        assertThat(report.shards()).isEqualTo((int) spec.shards());
        assertThat(report.shrunk()).isEqualTo(1);
        assertThat(report.kept()).isEmpty();
        assertThat(report.audit()).isEqualTo(new Audit(12, spec.shards(), 0, List.of()));
        assertThat(report.digest()).isEqualTo(digest);
        assertThat(Files.readAllBytes(dir.resolve("campaign.db"))).isEqualTo(files.get("campaign.db"));
    }

    @Test
    void pagesAlone_giveEveryRecord() throws IOException {
        // The trees above the leaves are gone: their root pages say that they are free.
        byte[] content = files.get("campaign.db").clone();
        for (int at = 0; at < content.length; at += 4096) {
            int header = at == 0 ? 100 : at;
            if (content[header] == 5) {
                content[header] = 0;
            }
        }
        check("campaign.db", content, 0, true, "no tree");
    }
}
