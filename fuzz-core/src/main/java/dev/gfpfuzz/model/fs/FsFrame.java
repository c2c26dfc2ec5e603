package dev.gfpfuzz.model.fs;

import dev.gfpfuzz.step.Fields;
import dev.gfpfuzz.step.Frame;
import dev.gfpfuzz.step.Next;
import dev.gfpfuzz.step.Task;
import dev.gfpfuzz.step.World;

/** A function that works on one filesystem. */
abstract class FsFrame<L extends Enum<L>> extends Frame<L> {
    private int filesystem;

    FsFrame(L start, int filesystem) {
        super(start);
        this.filesystem = filesystem;
    }

    @Override
    protected final Next step(World w, Task current) {
        return step(w, current, w.part(filesystem));
    }

    /** {@link Frame#step} with the filesystem at hand. */
    abstract Next step(World w, Task current, Filesystem fs);

    /** Locals of the function; the filesystem is visited already. */
    abstract void locals(Fields f);

    final Filesystem look(World w) {
        return w.look(filesystem);
    }

    @Override
    protected final void fields(Fields f) {
        filesystem = f.of(filesystem);
        locals(f);
    }
}
