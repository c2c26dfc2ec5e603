package dev.gfpfuzz.workers.shard;

import dev.gfpfuzz.schedule.Schedule;
import java.util.function.BooleanSupplier;

/** A {@link Workbench}'s jobs for targets that are a user's own properties; see {@code workers.property}. */
public interface PropertyJobs extends AutoCloseable {
    /** Runs a shard of a property. */
    ShardResult run(ShardSpec spec, BooleanSupplier cancelled);

    /** Whether a finding happens when its run is given to the property here. */
    boolean reproduces(Target target, RawFinding finding);

    /** Makes a finding smaller, if it can be. */
    ShrunkFinding shrink(ShrinkSpec spec, BooleanSupplier cancelled);

    /** A finding as it was found, for when it cannot be shrunk. */
    ShrunkFinding unshrunk(Target target, RawFinding finding);

    /** Whether a shrunk finding happens when its token is replayed with the property here. */
    boolean reproduces(Target target, ShrunkFinding finding);

    /** The token of a run. */
    String token(Target target, Schedule schedule);

    /** Ends whatever process was started. From any thread, also while another works: that one fails. */
    @Override
    void close();
}
