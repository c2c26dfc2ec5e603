package dev.gfpfuzz.model.dmbufio;

import dev.gfpfuzz.step.Fields;
import dev.gfpfuzz.step.Frame;
import dev.gfpfuzz.step.Next;
import dev.gfpfuzz.step.Task;
import dev.gfpfuzz.step.World;

/** A function that works on one client. */
abstract class BufioFrame<L extends Enum<L>> extends Frame<L> {
    /** No buffer. */
    static final int NULL = DmBufioClient.NULL;

    private int client;

    BufioFrame(L start, int client) {
        super(start);
        this.client = client;
    }

    @Override
    protected final Next step(World w, Task current) {
        return step(w, current, w.part(client));
    }

    /** {@link Frame#step} with the client at hand. */
    abstract Next step(World w, Task current, DmBufioClient c);

    /** Locals of the function; the client is visited already. Numbers of its buffers by {@link Fields#item} and its like. */
    abstract void locals(Fields f);

    @Override
    protected final void fields(Fields f) {
        client = f.of(client);
        locals(f);
    }

    @Override
    protected final boolean visitsItems() {
        return true;
    }

    final int client() {
        return client;
    }

    final DmBufioClient look(World w) {
        return w.look(client);
    }
}
