package dev.gfpfuzz.model.callers;

import dev.gfpfuzz.model.pagealloc.PageAllocator;
import dev.gfpfuzz.step.Fields;
import dev.gfpfuzz.step.Frame;
import dev.gfpfuzz.step.Next;
import dev.gfpfuzz.step.Task;
import dev.gfpfuzz.step.World;

/**
 * The one interpreter of call sites: makes the attempts of a chain in order until one succeeds, then gives the memory
 * back. A VMALLOC attempt takes single pages and returns those it has when one is missing, as {@code
 * mm/vmalloc.c, v4.17, __vmalloc_area_node} does. Returns the ordinal of the function's {@link Terminal}.
 */
public final class CallChain extends Frame<CallChain.At> {
    enum At {
        NEXT,
        PAGE_RETURNED,
        RESERVE_READY,
        ENDED
    }

    private int caller;
    private int attempt;

    public CallChain(int caller) {
        super(At.NEXT);
        this.caller = caller;
    }

    @Override
    protected Next step(World w, Task current) {
        Caller c = w.part(caller);
        return switch (at) {
            case NEXT -> {
                if (attempt == c.chain().attempts().size()) {
                    yield end(w, current, c, c.chain().exhausted());
                }
                w.emit(CallEvent.ATTEMPT_STARTED, current, caller, attempt);
                yield start(w, current, c, c.chain().attempts().get(attempt));
            }
            case PAGE_RETURNED -> {
                long handle = current.ret();
                Attempt a = c.chain().attempts().get(attempt);
                if (handle == PageAllocator.NULL) {
                    freeAll(w, current, c);
                    yield failed(w, current, c);
                }
                c.hold(handle);
                yield c.held() < blocks(a) ? allocate(w, current, c, a) : end(w, current, c, a.then());
            }
            case RESERVE_READY ->
                end(w, current, c, c.chain().attempts().get(attempt).then());
            case ENDED -> {
                freeAll(w, current, c);
                yield ret(current, c.ended());
            }
        };
    }

    private Next start(World w, Task current, Caller c, Attempt a) {
        return switch (a.source()) {
            case BUDDY, VMALLOC -> allocate(w, current, c, a);
            case CACHE ->
                w.choose(2, "the caller's own cache") == 0 ? failed(w, current, c) : end(w, current, c, a.then());
            case RESERVE -> pauseAt(At.RESERVE_READY);
            case LOCAL -> end(w, current, c, a.then());
            case SHRINK -> {
                w.<PageAllocator>part(c.allocator());
                yield failed(w, current, c);
            }
        };
    }

    private Next allocate(World w, Task current, Caller c, Attempt a) {
        int order = a.source() == Attempt.Source.VMALLOC ? 0 : a.order();
        return call(current, w.<PageAllocator>part(c.allocator()).allocPages(a.gfp(), order), At.PAGE_RETURNED);
    }

    private static int blocks(Attempt a) {
        return a.source() == Attempt.Source.VMALLOC ? 1 << a.order() : 1;
    }

    private Next failed(World w, Task current, Caller c) {
        c.failed(attempt);
        w.emit(CallEvent.ATTEMPT_FAILED, current, caller, attempt);
        attempt++;
        return goTo(At.NEXT);
    }

    private Next end(World w, Task current, Caller c, Terminal t) {
        c.end(t);
        w.emit(CallEvent.OPERATION_ENDED, current, caller, t.ordinal());
        return pauseAt(At.ENDED);
    }

    private static void freeAll(World w, Task current, Caller c) {
        while (c.held() > 0) {
            w.<PageAllocator>part(c.allocator()).freePages(w, current, c.unhold());
        }
    }

    @Override
    public String function() {
        return "call site";
    }

    @Override
    protected void fields(Fields f) {
        caller = f.of(caller);
        attempt = f.of(attempt);
    }
}
