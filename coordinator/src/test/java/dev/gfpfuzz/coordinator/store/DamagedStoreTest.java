package dev.gfpfuzz.coordinator.store;

import static org.assertj.core.api.Assertions.assertThat;

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
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whatever happens to the store's files: never a wrong total, and {@code fsck} brings back what is intact. */
class DamagedStoreTest {

    @TempDir
    Path temp;

    private static final CampaignSpec SPEC = Samples.spec(2, 12_000, 100);

    private Path original;
    private List<CampaignEvent> events;
    private long digest;

    /** How cases ended. */
    private int harmless;

    private int repaired;
    private int refused;

    @BeforeEach
    void writeCampaign() {
        events = new ArrayList<>();
        for (long s = 0; s < SPEC.shards(); s++) {
            events.add(Samples.counted(
                    s % 7 == 3
                            ? Samples.result(SPEC, s, List.of(Samples.finding("a".repeat(300), s, 2)))
                            : Samples.silent(SPEC, s)));
        }
        events.add(new CampaignEvent.FindingShrunk(
                new RawIdentity(1, "no-deadlock", "a".repeat(300)),
                Samples.shrunk("a", "gfz-" + "x".repeat(5000)),
                "o"));
        events.add(new CampaignEvent.Ran(5));
        original = temp.resolve("original");
        try (CampaignDirectory d = CampaignDirectory.create(original, SPEC)) {
            for (int i = 0; i < events.size(); i += 10) {
                d.store().append(events.subList(i, Math.min(events.size(), i + 10)));
            }
            digest = d.store().state().summary().digest();
        }
    }

    private byte[] database() throws IOException {
        return Files.readAllBytes(original.resolve("campaign.db"));
    }

    /** Checks one damaged database, through look, fsck, and the rest of the campaign. */
    private void check(byte[] damaged, String what) throws IOException {
        Path dir = temp.resolve("damaged");
        clear(dir);
        Files.createDirectories(dir);
        Files.write(dir.resolve("campaign.db"), damaged);
        Set<CampaignEvent> right = new LinkedHashSet<>(events);
        try (CampaignStore store = CampaignDirectory.look(dir)) {
            assertThat(right).as(what).containsAll(withoutTime(store.events()));
        } catch (CampaignException e) {
            assertThat(e.getMessage()).as(what).startsWith("Campaign ");
        }
        try {
            Fsck.Report report = CampaignDirectory.fsck(dir);
            if (report.sound()) {
                harmless++;
            } else {
                repaired++;
            }
        } catch (CampaignException e) {
            assertThat(e.getMessage()).as(what).contains("has lost its spec");
            refused++;
            return;
        }
        try (CampaignDirectory d = CampaignDirectory.open(dir)) {
            assertThat(right).as(what).containsAll(withoutTime(d.store().events()));
            CampaignState state = d.store().state();
            for (CampaignEvent e : events) {
                if (e instanceof CampaignEvent.ShardCounted counted
                        && !state.counted(counted.result().shard())) {
                    d.store().append(List.of(e));
                }
            }
            assertThat(d.store().state().summary().digest()).as(what).isEqualTo(digest);
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
        byte[] file = database();
        Random random = new Random(seed);
        for (int i = 0; i < cases; i++) {
            byte[] damaged = file.clone();
            int bit = random.nextInt(8 * damaged.length);
            damaged[bit / 8] ^= (byte) (1 << bit % 8);
            check(damaged, "bit " + bit);
        }
    }

    private void truncations(int step) throws IOException {
        byte[] file = database();
        for (int length = 0; length < file.length; length += step) {
            check(Arrays.copyOf(file, length), "truncated to " + length);
        }
    }

    @Test
    void flippedBits() throws IOException {
        flips(150, 1);
        assertThat(repaired).isGreaterThan(30);
        assertThat(harmless + repaired + refused).isEqualTo(150);
    }

    @Test
    void truncation() throws IOException {
        truncations(1021);
        assertThat(repaired).isPositive();
    }

    @Test
    @Tag("nightly")
    void tenThousandFlippedBits() throws IOException {
        flips(10_000, 2);
        assertThat(repaired).isGreaterThan(1_000);
    }

    @Test
    @Tag("nightly")
    void everyTruncation() throws IOException {
        truncations(1);
        assertThat(repaired).isPositive();
    }

    @Test
    void lostPage_costsOnlyItsOwnRecords() throws IOException {
        byte[] damaged = database();
        int page = 4096;
        int lost = damaged.length / page / 2;
        Arrays.fill(damaged, lost * page, (lost + 1) * page, (byte) 0);
        check(damaged, "page " + lost);
        try (CampaignStore store = CampaignDirectory.look(temp.resolve("damaged"))) {
            assertThat(store.events()).hasSizeGreaterThan(60);
        }
        assertThat(repaired).isEqualTo(1);
        assertThat(temp.resolve("damaged").resolve("campaign.db.damaged-1")).exists();
    }

    @Test
    void soundCampaign_isLeftAlone() throws IOException {
        byte[] before = database();
        Fsck.Report report = CampaignDirectory.fsck(original);
        assertThat(report.sound()).isTrue();
        assertThat(report.shards()).isEqualTo((int) SPEC.shards());
        assertThat(report.shrunk()).isEqualTo(1);
        assertThat(report.kept()).isEmpty();
        assertThat(report.audit()).isEqualTo(new Audit(12, SPEC.shards(), 0, List.of()));
        assertThat(report.digest()).isEqualTo(digest);
        assertThat(database()).isEqualTo(before);
    }

    @Test
    void pagesAlone_giveEveryRecord() throws IOException {
        // The tree above the leaves is gone: its root pages say that they are free.
        byte[] damaged = database();
        for (int at = 0; at < damaged.length; at += 4096) {
            int header = at == 0 ? 100 : at;
            if (damaged[header] == 5) {
                damaged[header] = 0;
            }
        }
        check(damaged, "no tree");
        assertThat(repaired).isEqualTo(1);
        // Nothing had to be run again.
        assertThat(CampaignDirectory.fsck(temp.resolve("damaged")).shards()).isEqualTo((int) SPEC.shards());
    }
}
