package dev.gfpfuzz.model.memcg;

import dev.gfpfuzz.step.Fields;
import dev.gfpfuzz.step.Frame;
import dev.gfpfuzz.step.Next;
import dev.gfpfuzz.step.Task;
import dev.gfpfuzz.step.World;

/** A function that works on one memory cgroup. */
abstract class MemcgFrame<L extends Enum<L>> extends Frame<L> {
    private int memcg;

    MemcgFrame(L start, int memcg) {
        super(start);
        this.memcg = memcg;
    }

    @Override
    protected final Next step(World w, Task current) {
        return step(w, current, w.part(memcg));
    }

    /** {@link Frame#step} with the cgroup at hand. */
    abstract Next step(World w, Task current, Memcg g);

    /** Locals of the function; the cgroup is visited already. */
    abstract void locals(Fields f);

    final Memcg look(World w) {
        return w.look(memcg);
    }

    @Override
    protected final void fields(Fields f) {
        memcg = f.of(memcg);
        locals(f);
    }
}
