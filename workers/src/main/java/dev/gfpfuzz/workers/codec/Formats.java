package dev.gfpfuzz.workers.codec;

import static dev.gfpfuzz.workers.codec.Capped.readCount;
import static dev.gfpfuzz.workers.codec.Capped.readCounter;
import static dev.gfpfuzz.workers.codec.Capped.readFlag;
import static dev.gfpfuzz.workers.codec.Capped.readList;
import static dev.gfpfuzz.workers.codec.Capped.readNumber;
import static dev.gfpfuzz.workers.codec.Capped.readNumbers;
import static dev.gfpfuzz.workers.codec.Capped.readText;
import static dev.gfpfuzz.workers.codec.Capped.writeCount;
import static dev.gfpfuzz.workers.codec.Capped.writeList;
import static dev.gfpfuzz.workers.codec.Capped.writeNumbers;
import static dev.gfpfuzz.workers.codec.Capped.writeText;

import com.esotericsoftware.kryo.io.Input;
import com.esotericsoftware.kryo.io.Output;
import dev.gfpfuzz.run.End;
import dev.gfpfuzz.schedule.Schedule;
import dev.gfpfuzz.search.Knowledge;
import dev.gfpfuzz.search.SubtreeResult;
import dev.gfpfuzz.search.UnseenMass;
import dev.gfpfuzz.search.Verdict;
import dev.gfpfuzz.workers.protocol.ToCoordinator.Hello;
import dev.gfpfuzz.workers.protocol.ToCoordinator.JobFailed;
import dev.gfpfuzz.workers.protocol.ToCoordinator.Leaving;
import dev.gfpfuzz.workers.protocol.ToCoordinator.ShardDone;
import dev.gfpfuzz.workers.protocol.ToCoordinator.ShrinkDone;
import dev.gfpfuzz.workers.protocol.ToCoordinator.SpaceSearched;
import dev.gfpfuzz.workers.protocol.ToCoordinator.SubtreeSearched;
import dev.gfpfuzz.workers.protocol.ToCoordinator.WantWork;
import dev.gfpfuzz.workers.protocol.ToCoordinator.Working;
import dev.gfpfuzz.workers.protocol.ToWorker;
import dev.gfpfuzz.workers.protocol.ToWorker.Cancel;
import dev.gfpfuzz.workers.protocol.ToWorker.Goodbye;
import dev.gfpfuzz.workers.protocol.ToWorker.Lease;
import dev.gfpfuzz.workers.shard.RawFinding;
import dev.gfpfuzz.workers.shard.ShardResult;
import dev.gfpfuzz.workers.shard.ShrunkFinding;
import dev.gfpfuzz.workers.shard.SpaceResult;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The bytes of every message. A change here is a change of {@code ProtocolVersion}; the golden bytes in the tests notice.
 */
final class Formats {
    static final int NAME_MAX = 1_000;
    static final int SENTENCE_MAX = 20_000;
    static final int TEXT_MAX = 500_000;
    static final int CHOICES_MAX = 200_000;
    static final int INVARIANTS_MAX = 64;
    static final int KNOWLEDGE_MAX = 100_000;
    /** States that the search of a subtree meets. */
    static final int HASHES_MAX = 150_000;
    /** What else it tells of them; a message's length is the tighter bound. */
    static final int NUMBERS_MAX = 1_000_000;

    /** Ids and manifests are for ever: a message that is dropped leaves a hole. */
    static final List<Format<?>> ALL = List.of(
            new Format<>(20, "H", Hello.class, Formats::write, Formats::hello).forEver(),
            new Format<>(
                    21,
                    "W",
                    WantWork.class,
                    (o, m) -> {
                        name(o, m.worker());
                        o.writeVarLong(m.last(), true);
                    },
                    in -> new WantWork(name(in), readCounter(in))),
            new Format<>(
                    22,
                    "B",
                    Working.class,
                    (o, m) -> {
                        name(o, m.worker());
                        o.writeVarLong(m.lease(), true);
                    },
                    in -> new Working(name(in), readCounter(in))),
            new Format<>(23, "S", ShardDone.class, Formats::write, Formats::shardDone),
            new Format<>(24, "M", ShrinkDone.class, Formats::write, Formats::shrinkDone),
            new Format<>(25, "F", JobFailed.class, Formats::write, Formats::jobFailed),
            new Format<>(
                    26,
                    "X",
                    Leaving.class,
                    (o, m) -> {
                        name(o, m.worker());
                        writeText(o, m.sentence(), SENTENCE_MAX);
                    },
                    in -> new Leaving(name(in), readText(in, SENTENCE_MAX))),
            new Format<>(27, "E", SpaceSearched.class, Formats::write, Formats::spaceSearched),
            new Format<>(28, "T", SubtreeSearched.class, Formats::write, Formats::subtreeSearched),
            new Format<>(40, "L", Lease.class, JobFormats::write, JobFormats::lease),
            new Format<>(
                    41,
                    "C",
                    Cancel.class,
                    (o, m) -> o.writeVarLong(m.lease(), true),
                    in -> new Cancel(readCounter(in))),
            new Format<>(
                            42,
                            "G",
                            Goodbye.class,
                            (o, m) -> {
                                o.writeVarInt(m.reason().ordinal(), true);
                                writeText(o, m.sentence(), SENTENCE_MAX);
                            },
                            in -> new Goodbye(reason(in), readText(in, SENTENCE_MAX)))
                    .forEver());

    private static final End[] ENDS = End.values();

    private Formats() {}

    static void name(Output out, String name) {
        writeText(out, name, NAME_MAX);
    }

    static String name(Input in) {
        return readText(in, NAME_MAX);
    }

    // ---- worker to coordinator

    private static void write(Output out, Hello m) {
        name(out, m.worker());
        out.writeVarInt(m.version(), true);
        name(out, m.build());
        name(out, m.address());
    }

    private static Hello hello(Input in) {
        return new Hello(name(in), readNumber(in, Integer.MAX_VALUE), name(in), name(in));
    }

    private static void write(Output out, ShardDone m) {
        name(out, m.worker());
        out.writeVarLong(m.lease(), true);
        ShardResult r = m.result();
        out.writeVarLong(r.shard(), true);
        out.writeVarLong(r.schedules(), true);
        out.writeVarLong(r.steps(), true);
        for (End end : ENDS) {
            out.writeVarLong(r.ends().getOrDefault(end, 0L), true);
        }
        writeList(out, List.copyOf(r.exercised().entrySet()), INVARIANTS_MAX, (o, e) -> {
            name(o, e.getKey());
            o.writeVarLong(e.getValue(), true);
        });
        writeList(out, r.findings(), ShardResult.FINDINGS_MAX, Formats::write);
        out.writeVarLong(r.unlisted(), true);
        write(out, Knowledge.of(r.kinds().toArray()));
        write(out, r.learned());
    }

    private static ShardDone shardDone(Input in) {
        String worker = name(in);
        long lease = readCounter(in);
        long shard = readCounter(in);
        long schedules = readCounter(in);
        long steps = readCounter(in);
        Map<End, Long> ends = new EnumMap<>(End.class);
        for (End end : ENDS) {
            ends.put(end, readCounter(in));
        }
        Map<String, Long> exercised = new TreeMap<>();
        int n = readCount(in, INVARIANTS_MAX, 2);
        for (int i = 0; i < n; i++) {
            exercised.put(name(in), readCounter(in));
        }
        List<RawFinding> findings = readList(in, ShardResult.FINDINGS_MAX, Formats::rawFinding);
        ShardResult result = new ShardResult(
                shard, schedules, steps, ends, exercised, findings, readCounter(in), kinds(in), knowledge(in));
        return new ShardDone(worker, lease, result);
    }

    private static void write(Output out, RawFinding f) {
        name(out, f.invariant());
        out.writeVarInt(f.report() ? 1 : 0, true);
        writeText(out, f.skeleton(), SENTENCE_MAX);
        writeText(out, f.sentence(), SENTENCE_MAX);
        out.writeVarLong(f.firstRun(), true);
        out.writeVarLong(f.count(), true);
        write(out, f.schedule());
        out.writeVarInt(f.steps(), true);
    }

    private static RawFinding rawFinding(Input in) {
        return new RawFinding(
                name(in),
                readFlag(in),
                readText(in, SENTENCE_MAX),
                readText(in, SENTENCE_MAX),
                readCounter(in),
                readCounter(in),
                schedule(in),
                readNumber(in, Integer.MAX_VALUE));
    }

    private static void write(Output out, ShrinkDone m) {
        name(out, m.worker());
        out.writeVarLong(m.lease(), true);
        ShrunkFinding f = m.shrunk();
        writeText(out, f.token(), TEXT_MAX);
        name(out, f.invariant());
        out.writeVarInt(f.report() ? 1 : 0, true);
        writeText(out, f.skeleton(), SENTENCE_MAX);
        writeText(out, f.sentence(), SENTENCE_MAX);
        out.writeVarInt(f.steps(), true);
        out.writeVarInt(f.contextSwitches(), true);
        out.writeVarInt(f.tasks(), true);
    }

    private static ShrinkDone shrinkDone(Input in) {
        return new ShrinkDone(
                name(in),
                readCounter(in),
                new ShrunkFinding(
                        readText(in, TEXT_MAX),
                        name(in),
                        readFlag(in),
                        readText(in, SENTENCE_MAX),
                        readText(in, SENTENCE_MAX),
                        readNumber(in, Integer.MAX_VALUE),
                        readNumber(in, Integer.MAX_VALUE),
                        readNumber(in, Integer.MAX_VALUE)));
    }

    private static void write(Output out, SpaceSearched m) {
        name(out, m.worker());
        out.writeVarLong(m.lease(), true);
        SpaceResult r = m.result();
        out.writeVarInt(r.verdict().ordinal(), true);
        out.writeVarLong(r.states(), true);
        out.writeVarLong(r.transitions(), true);
        out.writeVarInt(r.depth(), true);
        writeText(out, r.boundReached(), SENTENCE_MAX);
        writeList(out, r.reductions(), INVARIANTS_MAX, Formats::name);
        writeList(out, r.exercised(), INVARIANTS_MAX, Formats::name);
        writeList(out, r.vacuous(), INVARIANTS_MAX, Formats::name);
        writeList(out, r.violation() == null ? List.of() : List.of(r.violation()), 1, Formats::write);
        writeText(out, r.sentence(), SENTENCE_MAX);
    }

    private static SpaceSearched spaceSearched(Input in) {
        String worker = name(in);
        long lease = readCounter(in);
        Verdict verdict = Verdict.values()[readNumber(in, Verdict.values().length - 1)];
        long states = readCounter(in);
        long transitions = readCounter(in);
        int depth = readNumber(in, Integer.MAX_VALUE);
        String boundReached = readText(in, SENTENCE_MAX);
        List<String> reductions = readList(in, INVARIANTS_MAX, Formats::name);
        List<String> exercised = readList(in, INVARIANTS_MAX, Formats::name);
        List<String> vacuous = readList(in, INVARIANTS_MAX, Formats::name);
        List<RawFinding> violation = readList(in, 1, Formats::rawFinding);
        SpaceResult result = new SpaceResult(
                verdict,
                states,
                transitions,
                depth,
                boundReached,
                reductions,
                exercised,
                vacuous,
                violation.isEmpty() ? null : violation.get(0),
                readText(in, SENTENCE_MAX));
        return new SpaceSearched(worker, lease, result);
    }

    private static void write(Output out, SubtreeSearched m) {
        name(out, m.worker());
        out.writeVarLong(m.lease(), true);
        SubtreeResult r = m.result();
        out.writeLong(r.exercised());
        long[] hashes = r.hashes();
        writeCount(out, hashes.length, HASHES_MAX);
        out.writeLongs(hashes, 0, hashes.length);
        writeNumbers(out, r.numbers(), NUMBERS_MAX);
    }

    private static SubtreeSearched subtreeSearched(Input in) {
        String worker = name(in);
        long lease = readCounter(in);
        long exercised = in.readLong();
        long[] hashes = in.readLongs(readCount(in, HASHES_MAX, Long.BYTES));
        return new SubtreeSearched(worker, lease, SubtreeResult.of(exercised, hashes, readNumbers(in, NUMBERS_MAX)));
    }

    private static void write(Output out, JobFailed m) {
        name(out, m.worker());
        out.writeVarLong(m.lease(), true);
        writeText(out, m.sentence(), SENTENCE_MAX);
    }

    private static JobFailed jobFailed(Input in) {
        return new JobFailed(name(in), readCounter(in), readText(in, SENTENCE_MAX));
    }

    // ---- coordinator to worker; leases are in JobFormats

    private static ToWorker.Reason reason(Input in) {
        return ToWorker.Reason.values()[readNumber(in, ToWorker.Reason.values().length - 1)];
    }

    static void write(Output out, Knowledge k) {
        writeCount(out, k.length(), KNOWLEDGE_MAX);
        for (int i = 0; i < k.length(); i++) {
            out.writeLong(k.word(i));
        }
    }

    static Knowledge knowledge(Input in) {
        long[] words = new long[readCount(in, KNOWLEDGE_MAX, Long.BYTES)];
        for (int i = 0; i < words.length; i++) {
            words[i] = in.readLong();
        }
        return Knowledge.of(words);
    }

    static void write(Output out, Schedule s) {
        int[] words = s.toWords();
        writeCount(out, words.length, CHOICES_MAX);
        for (int word : words) {
            out.writeVarInt(word, true);
        }
    }

    private static UnseenMass kinds(Input in) {
        Knowledge words = knowledge(in);
        if (words.length() < 2) {
            throw new WireException("Kinds of runs in " + words.length() + " words; it takes at least 2");
        }
        return UnseenMass.of(words.toArray());
    }

    static Schedule schedule(Input in) {
        int[] words = new int[readCount(in, CHOICES_MAX, 1)];
        for (int i = 0; i < words.length; i++) {
            words[i] = i == 0 ? in.readVarInt(true) : readNumber(in, Integer.MAX_VALUE);
        }
        try {
            return Schedule.ofWords(words);
        } catch (IllegalArgumentException e) {
            throw new WireException(e.getMessage());
        }
    }
}
