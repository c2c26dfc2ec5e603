package dev.gfpfuzz.invariant;

import dev.gfpfuzz.kernel.Gfp;
import dev.gfpfuzz.model.pagealloc.AllocPagesNodemask;
import dev.gfpfuzz.model.pagealloc.Pgdat;
import dev.gfpfuzz.model.pagealloc.Zone;
import dev.gfpfuzz.step.Task;
import dev.gfpfuzz.step.World;
import dev.gfpfuzz.step.WorldBuilder;
import java.util.List;

/** A property of the full page allocator. Applies where a scenario has a zone. */
abstract class ZoneInvariant extends Invariant {
    private int zone = -1;
    private int node = -1;

    @Override
    public Kind kind() {
        return Kind.NEVER;
    }

    @Override
    protected boolean attach(WorldBuilder world) {
        List<Zone> zones = partsOf(world, Zone.class);
        if (zones.isEmpty()) {
            return false;
        }
        zone = zones.get(0).id();
        node = zones.get(0).node();
        placeGhost(world);
        return true;
    }

    /** Places what must be remembered about a run, if anything. */
    void placeGhost(WorldBuilder world) {}

    /** Most properties hear events and look at no step's end; those that do watch the zone. */
    @Override
    public long watches() {
        return 1L << zone;
    }

    final Zone zone(World w) {
        return w.look(zone);
    }

    final Pgdat node(World w) {
        return w.look(node);
    }

    /** "GFP_NOIO|__GFP_NORETRY, order 2": the innermost request that the task is in. */
    static String request(Task task) {
        AllocPagesNodemask r = AllocPagesNodemask.of(task);
        return r == null ? "no request" : request(r.gfp(), r.order());
    }

    static String request(long gfp, long order) {
        return Gfp.toString((int) gfp) + ", order " + order;
    }

    static boolean has(long gfp, int bit) {
        return (gfp & bit) != 0;
    }
}
