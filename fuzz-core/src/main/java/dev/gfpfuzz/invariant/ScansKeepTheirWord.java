package dev.gfpfuzz.invariant;

import dev.gfpfuzz.model.dmbufio.BufioEvent;
import dev.gfpfuzz.model.dmbufio.DmBufioClient;
import dev.gfpfuzz.step.Event;
import dev.gfpfuzz.step.Task;
import dev.gfpfuzz.step.World;
import dev.gfpfuzz.step.WorldBuilder;
import java.util.List;

/**
 * A scan of the shrinker frees what it was asked for, down to what is to be retained, as long as every buffer could go.
 *
 * <p>Mutant that it catches: {@code dm_bufio_shrink_scan = quota-against-retain} (until v4.14).
 */
public final class ScansKeepTheirWord extends Invariant {
    @Override
    public String name() {
        return "scans-keep-their-word";
    }

    @Override
    public Kind kind() {
        return Kind.NEVER;
    }

    @Override
    public String statement() {
        return "A scan that may wait frees min(asked for, cached - retained) buffers when nobody holds one.";
    }

    @Override
    public String source() {
        return "drivers/md/dm-bufio.c, commit fbc7c07ec23c (v4.15), __scan";
    }

    @Override
    public String companion() {
        return "a scan finds nothing held";
    }

    @Override
    public List<? extends Event> hears() {
        return List.of(BufioEvent.SCANNED);
    }

    @Override
    protected boolean attach(WorldBuilder world) {
        return !partsOf(world, DmBufioClient.class).isEmpty();
    }

    @Override
    public void on(World w, Event event, Task task, long a, long b) {
        if (event != BufioEvent.SCANNED) {
            return;
        }
        DmBufioClient c = w.look((int) a);
        for (int i = 0; i < c.buffersMax(); i++) {
            if (c.place(i) <= DmBufioClient.LIST_DIRTY && (c.holdCount(i) > 0 || c.state(i) != 0)) {
                return;
            }
        }
        exercised(w);
        int wanted = Math.min(
                BufioEvent.asked(b),
                Math.max(0, BufioEvent.count(b) - c.config().retainBuffers()));
        if (BufioEvent.freed(b) < wanted) {
            broken(
                    w,
                    task,
                    "A scan of " + c.name() + " was asked to look at " + BufioEvent.asked(b) + " of "
                            + BufioEvent.count(b) + " buffers, of which "
                            + c.config().retainBuffers()
                            + " are retained, and freed " + BufioEvent.freed(b) + "; " + wanted + " could go.",
                    "scan stopped early");
        }
    }
}
