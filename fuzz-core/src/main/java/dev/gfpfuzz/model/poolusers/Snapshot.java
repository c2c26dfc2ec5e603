package dev.gfpfuzz.model.poolusers;

import dev.gfpfuzz.step.Fields;
import dev.gfpfuzz.step.Part;

/** {@code drivers/md/dm-snap.c, v5.0, struct dm_snapshot}: its copy jobs and how many may be under way. */
public final class Snapshot extends Part {
    private final int queue;
    private final int limit;
    private final SnapshotWrite.Shape shape;

    /**
     * @param queue part id of the queue of copy jobs
     * @param limit {@code cow_threshold}, at least 1
     */
    public Snapshot(int queue, int limit, SnapshotWrite.Shape shape) {
        this.queue = queue;
        this.limit = limit;
        this.shape = shape;
    }

    public int queue() {
        return queue;
    }

    public int limit() {
        return limit;
    }

    public SnapshotWrite.Shape shape() {
        return shape;
    }

    @Override
    protected void fields(Fields f) {}
}
