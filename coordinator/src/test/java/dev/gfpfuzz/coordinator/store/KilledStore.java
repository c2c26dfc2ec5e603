package dev.gfpfuzz.coordinator.store;

import dev.gfpfuzz.coordinator.campaign.CampaignEvent;
import dev.gfpfuzz.coordinator.campaign.CampaignSpec;
import dev.gfpfuzz.coordinator.campaign.RawIdentity;
import dev.gfpfuzz.coordinator.campaign.Samples;
import dev.gfpfuzz.workers.shard.RawFinding;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * The files of a campaign whose process was killed: everything that a store can hold, two thirds of it in the database, the rest in
 * its log. Knows where each record is, by searching the pages for what only that record says.
 */
final class KilledStore {
    static final String DATABASE = "campaign.db";
    static final String LOG = "campaign.db-wal";
    static final String INDEX = "campaign.db-shm";

    private static final int PAGE = 4096;
    private static final int LOG_HEADER = 32;
    private static final int FRAME = 24 + PAGE;
    private static final String LONG = "a".repeat(300);
    /** The piece of the one shrunk finding that is in its leaf, and the one in its overflow page. */
    private static final List<String> SHRUNK = List.of("gfz-xxxx", "yyyy-end");

    final CampaignSpec spec;
    final List<CampaignEvent> events = new ArrayList<>();
    final Set<CampaignEvent> right;
    final long digest;
    final Map<String, byte[]> files = new TreeMap<>();
    /** The numbers of the pages that hold a piece of a record, by what the piece says. */
    private final Map<String, BitSet> places = new HashMap<>();

    /** @param batch events in a transaction */
    KilledStore(Path dir, long shards, int batch) throws IOException {
        spec = Samples.spec(2, shards * 100, 100);
        for (long s = 0; s < shards; s++) {
            events.add(Samples.counted(
                    Samples.result(spec, s, s % 7 == 3 ? List.of(finding(s, 0), finding(s, 1)) : List.of())));
        }
        events.add(new CampaignEvent.FindingShrunk(
                new RawIdentity(1, "no-deadlock", LONG),
                Samples.shrunk("a", SHRUNK.get(0) + "x".repeat(5000) + SHRUNK.get(1)),
                "o"));
        events.add(new CampaignEvent.CanaryRan(3, true));
        events.add(new CampaignEvent.Ran(5));
        right = new HashSet<>(events);
        CampaignDirectory.create(dir, spec).close();
        int inDatabase = events.size() * 2 / 3 / batch * batch;
        try (CampaignDirectory d = CampaignDirectory.open(dir)) {
            append(d, events.subList(0, inDatabase), batch);
        }
        try (CampaignDirectory d = CampaignDirectory.open(dir)) {
            append(d, events.subList(inDatabase, events.size()), batch);
            digest = d.store().state().summary().digest();
            for (String name : List.of(DATABASE, LOG, INDEX)) {
                files.put(name, Files.readAllBytes(dir.resolve(name)));
            }
        }
        locate();
    }

    private static RawFinding finding(long shard, int n) {
        // As many digits for each, so that no sentence begins with another.
        return Samples.finding(LONG + n, 100_000 + 10 * shard + n, 2);
    }

    private static void append(CampaignDirectory d, List<CampaignEvent> some, int batch) {
        for (int i = 0; i < some.size(); i += batch) {
            d.store().append(some.subList(i, Math.min(some.size(), i + batch)));
        }
    }

    /** Writes the files into a new directory. */
    void place(Path dir, Damage damage) throws IOException {
        Files.createDirectories(dir);
        for (String name : files.keySet()) {
            Files.write(dir.resolve(name), content(name, damage));
        }
    }

    private byte[] content(String name, Damage damage) {
        return name.equals(damage.name()) ? damage.content() : files.get(name);
    }

    /** Whether the database or its log is not what was placed any more. */
    boolean changed(Path dir, Damage damage) throws IOException {
        for (String name : List.of(DATABASE, LOG)) {
            Path file = dir.resolve(name);
            if (!Files.exists(file) || !Arrays.equals(Files.readAllBytes(file), content(name, damage))) {
                return true;
            }
        }
        return false;
    }

    private void locate() {
        List<String> pages = new ArrayList<>();
        for (int p = 0; p < databasePages(); p++) {
            pages.add(text(files.get(DATABASE), p * PAGE));
        }
        for (int at = LOG_HEADER; at + FRAME <= files.get(LOG).length; at += FRAME) {
            pages.add(text(files.get(LOG), at + FRAME - PAGE));
        }
        events.forEach(e -> pieces(e).forEach(piece -> places.put(piece, new BitSet())));
        SHRUNK.forEach(piece -> places.put(piece, new BitSet()));
        places.forEach((piece, where) -> {
            for (int p = 0; p < pages.size(); p++) {
                where.set(p, pages.get(p).contains(piece));
            }
            if (where.isEmpty()) {
                throw new IllegalStateException("No page says " + piece);
            }
        });
    }

    private int databasePages() {
        return files.get(DATABASE).length / PAGE;
    }

    /** One character a byte. */
    private static String text(byte[] file, int at) {
        return new String(file, at, PAGE, StandardCharsets.ISO_8859_1);
    }

    /** What the row of a shard and those of its findings say and no other row does: the digest, the sentences. */
    private static List<String> pieces(CampaignEvent event) {
        List<String> pieces = new ArrayList<>();
        if (event instanceof CampaignEvent.ShardCounted e) {
            byte[] digest = ByteBuffer.allocate(8).putLong(e.digest()).array();
            pieces.add(new String(digest, StandardCharsets.ISO_8859_1));
            e.result().findings().forEach(f -> pieces.add(f.sentence()));
        }
        return pieces;
    }

    /** The pages that these bytes of a file are in; none for the index, which holds no records. */
    private BitSet pages(String file, int from, int to) {
        BitSet hurt = new BitSet();
        if (file.equals(DATABASE)) {
            hurt.set(from / PAGE, (to + PAGE - 1) / PAGE);
        } else if (file.equals(LOG) && to > LOG_HEADER) {
            int first = Math.max(0, from - LOG_HEADER) / FRAME;
            hurt.set(databasePages() + first, databasePages() + (to - 1 - LOG_HEADER) / FRAME + 1);
        }
        return hurt;
    }

    /** What SQLite reads of a file that is too short: zeros for the rest of the last page, of the log whole frames. */
    static byte[] asRead(String file, byte[] content) {
        if (file.equals(LOG)) {
            return Arrays.copyOf(content, LOG_HEADER + Math.max(0, content.length - LOG_HEADER) / FRAME * FRAME);
        }
        return Arrays.copyOf(content, (content.length + PAGE - 1) / PAGE * PAGE);
    }

    /** The shards that may be lost with these bytes: no other page has the row, or one of its findings. */
    Set<Long> resting(String file, int from, int to) {
        BitSet hurt = pages(file, from, to);
        Set<Long> shards = new TreeSet<>();
        for (CampaignEvent event : events) {
            if (pieces(event).stream().anyMatch(piece -> onlyIn(hurt, piece))) {
                shards.add(((CampaignEvent.ShardCounted) event).result().shard());
            }
        }
        return shards;
    }

    /** Whether the shrunk finding may be lost with these bytes. */
    boolean shrunkRests(String file, int from, int to) {
        BitSet hurt = pages(file, from, to);
        return SHRUNK.stream().anyMatch(piece -> onlyIn(hurt, piece));
    }

    private boolean onlyIn(BitSet hurt, String piece) {
        BitSet where = (BitSet) places.get(piece).clone();
        where.andNot(hurt);
        return where.isEmpty();
    }

    static List<CampaignEvent> withoutTime(List<CampaignEvent> events) {
        return events.stream().filter(e -> !(e instanceof CampaignEvent.Ran)).toList();
    }

    static Set<Long> shards(List<CampaignEvent> events) {
        Set<Long> shards = new TreeSet<>();
        for (CampaignEvent event : events) {
            if (event instanceof CampaignEvent.ShardCounted e
                    && !shards.add(e.result().shard())) {
                throw new AssertionError("Shard " + e.result().shard() + " is there twice");
            }
        }
        return shards;
    }
}
