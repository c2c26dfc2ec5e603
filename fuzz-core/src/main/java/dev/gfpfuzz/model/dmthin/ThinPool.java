package dev.gfpfuzz.model.dmthin;

import dev.gfpfuzz.kernel.RwSem;
import dev.gfpfuzz.kernel.Slot;
import dev.gfpfuzz.step.Fields;
import dev.gfpfuzz.step.Part;
import dev.gfpfuzz.step.WorldBuilder;
import java.util.List;

/** {@code drivers/md/dm-thin-metadata.c, v6.1, struct dm_pool_metadata}: its root lock beside the shrinkers' lock. */
public final class ThinPool extends Part {
    /** When the old metadata's client is destroyed. */
    public enum Shape {
        AFTER_UNLOCK,
        UNDER_ROOT_LOCK
    }

    public static final Slot<Shape> ABORT_METADATA = new Slot<Shape>(
                    "dm_pool_abort_metadata", "drivers/md/dm-thin-metadata.c")
            .variant(
                    "destroys-unlocked",
                    "8111964f1b85, v6.2: the old client is destroyed after the root lock is dropped",
                    Shape.AFTER_UNLOCK)
            .variant("destroys-locked", "before: with the root lock held", Shape.UNDER_ROOT_LOCK);

    /** Every slot of dm-thin. */
    public static final List<Slot<?>> SLOTS = List.of(ABORT_METADATA);

    private final int rootLock;
    private final int shrinkerRwsem;
    private final Shape shape;

    private ThinPool(int rootLock, int shrinkerRwsem, Shape shape) {
        this.rootLock = rootLock;
        this.shrinkerRwsem = shrinkerRwsem;
        this.shape = shape;
    }

    /** Places the pool and its two locks. */
    public static ThinPool place(WorldBuilder world, String name, Shape shape) {
        RwSem root = world.place(name + "->root_lock", new RwSem());
        RwSem shrinkers = world.place("shrinker_rwsem", new RwSem());
        return world.place(name, new ThinPool(root.id(), shrinkers.id(), shape));
    }

    int rootLock() {
        return rootLock;
    }

    int shrinkerRwsem() {
        return shrinkerRwsem;
    }

    Shape shape() {
        return shape;
    }

    @Override
    protected void fields(Fields f) {}
}
