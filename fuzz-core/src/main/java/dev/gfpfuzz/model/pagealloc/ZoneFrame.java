package dev.gfpfuzz.model.pagealloc;

import dev.gfpfuzz.step.Fields;
import dev.gfpfuzz.step.Frame;
import dev.gfpfuzz.step.Next;
import dev.gfpfuzz.step.Task;
import dev.gfpfuzz.step.World;

/** A function of the page allocator that works on one zone. */
abstract class ZoneFrame<L extends Enum<L>> extends Frame<L> {
    private int zone;

    ZoneFrame(L start, int zone) {
        super(start);
        this.zone = zone;
    }

    @Override
    protected final Next step(World w, Task current) {
        return step(w, current, w.part(zone));
    }

    /** {@link Frame#step} with the zone at hand. */
    abstract Next step(World w, Task current, Zone z);

    /** Locals of the function; the zone is visited already. */
    abstract void locals(Fields f);

    @Override
    protected final void fields(Fields f) {
        zone = f.of(zone);
        locals(f);
    }

    final int zone() {
        return zone;
    }

    final Zone look(World w) {
        return w.look(zone);
    }
}
