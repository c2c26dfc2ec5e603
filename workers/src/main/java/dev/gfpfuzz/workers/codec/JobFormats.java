package dev.gfpfuzz.workers.codec;

import static dev.gfpfuzz.workers.codec.Capped.readCounter;
import static dev.gfpfuzz.workers.codec.Capped.readNumber;
import static dev.gfpfuzz.workers.codec.Capped.readNumbers;
import static dev.gfpfuzz.workers.codec.Capped.readText;
import static dev.gfpfuzz.workers.codec.Capped.writeNumbers;
import static dev.gfpfuzz.workers.codec.Capped.writeText;

import com.esotericsoftware.kryo.io.Input;
import com.esotericsoftware.kryo.io.Output;
import dev.gfpfuzz.search.Subtree;
import dev.gfpfuzz.workers.protocol.Job;
import dev.gfpfuzz.workers.protocol.ToWorker.Lease;
import dev.gfpfuzz.workers.shard.ShardSpec;
import dev.gfpfuzz.workers.shard.ShrinkSpec;
import dev.gfpfuzz.workers.shard.SpaceSpec;
import dev.gfpfuzz.workers.shard.SubtreeSpec;
import dev.gfpfuzz.workers.shard.Target;

/** The bytes of a lease and of the job that it is for: a part of {@link Formats}. */
final class JobFormats {
    /** What a subtree's prefixes take; a message's length is the tighter bound. */
    static final int PREFIXES_MAX = 1_000_000;

    private JobFormats() {}

    static void write(Output out, Lease m) {
        out.writeVarLong(m.lease(), true);
        if (m.job() instanceof Job.RunShard run) {
            out.writeVarInt(0, true);
            write(out, run.shard());
        } else if (m.job() instanceof Job.Shrink shrink) {
            out.writeVarInt(1, true);
            write(out, shrink.finding());
        } else if (m.job() instanceof Job.SearchSpace search) {
            out.writeVarInt(2, true);
            write(out, search.space().target());
            out.writeVarLong(search.space().statesMax(), true);
        } else if (m.job() instanceof Job.SearchSubtree search) {
            out.writeVarInt(3, true);
            write(out, search.subtree().target());
            writeNumbers(out, search.subtree().subtree().toWords(), PREFIXES_MAX);
        }
    }

    static Lease lease(Input in) {
        long lease = readCounter(in);
        Job job = switch (readNumber(in, 3)) {
            case 0 -> new Job.RunShard(shardSpec(in));
            case 1 -> new Job.Shrink(shrinkSpec(in));
            case 2 -> new Job.SearchSpace(new SpaceSpec(target(in), readCounter(in)));
            default ->
                new Job.SearchSubtree(new SubtreeSpec(target(in), Subtree.ofWords(readNumbers(in, PREFIXES_MAX))));
        };
        return new Lease(lease, job);
    }

    private static void write(Output out, ShardSpec s) {
        out.writeVarLong(s.shard(), true);
        write(out, s.target());
        Formats.name(out, s.strategy());
        Formats.write(out, s.knowledge());
        out.writeLong(s.seed());
        out.writeVarLong(s.schedules(), true);
        out.writeVarInt(s.stepsMax(), true);
    }

    private static ShardSpec shardSpec(Input in) {
        return new ShardSpec(
                readCounter(in),
                target(in),
                Formats.name(in),
                Formats.knowledge(in),
                in.readLong(),
                readCounter(in),
                readNumber(in, Integer.MAX_VALUE));
    }

    private static void write(Output out, ShrinkSpec s) {
        write(out, s.target());
        Formats.name(out, s.invariant());
        writeText(out, s.skeleton(), Formats.SENTENCE_MAX);
        Formats.write(out, s.schedule());
    }

    private static ShrinkSpec shrinkSpec(Input in) {
        return new ShrinkSpec(target(in), Formats.name(in), readText(in, Formats.SENTENCE_MAX), Formats.schedule(in));
    }

    private static void write(Output out, Target t) {
        out.writeVarInt(t.kind().ordinal(), true);
        Formats.name(out, t.scenario());
        writeText(out, t.scenarioText(), Formats.TEXT_MAX);
        out.writeLong(t.seed());
        Formats.name(out, t.profile());
        writeText(out, t.profileText(), Formats.TEXT_MAX);
    }

    private static Target target(Input in) {
        Target.Kind kind = Target.Kind.values()[readNumber(in, Target.Kind.values().length - 1)];
        return new Target(
                kind,
                Formats.name(in),
                readText(in, Formats.TEXT_MAX),
                in.readLong(),
                Formats.name(in),
                readText(in, Formats.TEXT_MAX));
    }
}
