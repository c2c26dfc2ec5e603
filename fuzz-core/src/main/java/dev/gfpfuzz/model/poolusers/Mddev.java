package dev.gfpfuzz.model.poolusers;

import dev.gfpfuzz.step.Fields;
import dev.gfpfuzz.step.Part;

/** {@code drivers/md/md.h, v4.12, struct mddev}: its two bio sets, and whether the array's metadata says dirty. */
public final class Mddev extends Part {
    private final int bioSet;
    private final int syncSet;
    private final MdThread.Shape shape;
    private boolean updateWanted;
    private boolean markedDirty;

    /**
     * @param bioSet part id of the pool for data
     * @param syncSet part id of the pool for synchronous I/O
     */
    public Mddev(int bioSet, int syncSet, MdThread.Shape shape) {
        this.bioSet = bioSet;
        this.shape = shape;
        this.syncSet = syncSet;
    }

    int bioSet() {
        return bioSet;
    }

    MdThread.Shape shape() {
        return shape;
    }

    int syncSet() {
        return syncSet;
    }

    boolean updateWanted() {
        return updateWanted;
    }

    void wantUpdate() {
        updateWanted = true;
    }

    boolean markedDirty() {
        return markedDirty;
    }

    void markDirty() {
        markedDirty = true;
        updateWanted = false;
    }

    @Override
    protected void fields(Fields f) {
        updateWanted = f.of(updateWanted);
        markedDirty = f.of(markedDirty);
    }
}
