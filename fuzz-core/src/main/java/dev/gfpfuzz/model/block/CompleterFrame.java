package dev.gfpfuzz.model.block;

import dev.gfpfuzz.step.Fields;
import dev.gfpfuzz.step.Frame;
import dev.gfpfuzz.step.Next;
import dev.gfpfuzz.step.Task;
import dev.gfpfuzz.step.World;

/** A daemon that completes the requests of one source, in any order at any time. */
abstract class CompleterFrame<L extends Enum<L>> extends Frame<L> {
    private int source;

    CompleterFrame(L start, int source) {
        super(start);
        this.source = source;
    }

    @Override
    protected final Next step(World w, Task current) {
        return step(w, current, w.part(source));
    }

    /** {@link Frame#step} with the source at hand. */
    abstract Next step(World w, Task current, RequestSource from);

    final int source() {
        return source;
    }

    @Override
    protected final boolean visitsItems() {
        return true;
    }

    /** Locals of the function; the source is visited already. */
    abstract void locals(Fields f);

    /** Any of the requests in flight; there is one. */
    static int any(World w, RequestSource from) {
        long rest = from.inFlight();
        int skip = w.choose(Long.bitCount(rest), "which I/O completes");
        while (skip-- > 0) {
            rest &= rest - 1;
        }
        return Long.numberOfTrailingZeros(rest);
    }

    /** Completes a request, with an error if the source allows that and the schedule says so. */
    static void complete(World w, Task current, RequestSource from, int request) {
        boolean error = from.mayFail() && w.choose(2, "an I/O error") == 1;
        from.endio(w, current, request, error);
    }

    @Override
    protected final boolean ready(World w, Task current) {
        return ((RequestSource) w.look(source)).inFlight() != 0;
    }

    @Override
    public final String waitsFor(World w, Task current) {
        return "I/O to complete";
    }

    @Override
    protected final void fields(Fields f) {
        source = f.of(source);
        locals(f);
    }
}
