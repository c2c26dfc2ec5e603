package dev.gfpfuzz.model.callers;

import dev.gfpfuzz.kernel.ExclusiveLock;
import dev.gfpfuzz.model.memcg.Memcg;
import dev.gfpfuzz.model.memcg.TryCharge;
import dev.gfpfuzz.model.pagealloc.PageAllocator;
import dev.gfpfuzz.step.Fields;
import dev.gfpfuzz.step.Frame;
import dev.gfpfuzz.step.Next;
import dev.gfpfuzz.step.Task;
import dev.gfpfuzz.step.World;

/**
 * The one interpreter of call sites: makes the attempts of a chain in order until one succeeds, then gives the memory
 * back. A VMALLOC attempt takes single pages and returns those it has when one is missing, as {@code
 * mm/vmalloc.c, v4.17, __vmalloc_area_node} does. The chain's lock is held from the first attempt to the end, except
 * around the attempts that drop it. Returns the ordinal of the function's {@link Terminal}.
 */
public final class CallChain extends Frame<CallChain.At> {
    enum At {
        ENTRY,
        NEXT,
        UNLOCKED,
        PAGE_RETURNED,
        CHARGED,
        RESERVE_READY,
        LOCKED_AGAIN,
        ENDED
    }

    private int caller;
    private int attempt;
    private int end = Caller.UNDECIDED;

    public CallChain(int caller) {
        super(At.ENTRY);
        this.caller = caller;
    }

    @Override
    protected Next step(World w, Task current) {
        Caller c = w.part(caller);
        return switch (at) {
            case ENTRY -> c.lock() == Caller.NO_LOCK ? goTo(At.NEXT) : lockThen(current, c.lock(), At.NEXT);
            case NEXT -> {
                if (attempt == c.chain().attempts().size()) {
                    yield end(w, current, c, c.chain().exhausted());
                }
                w.emit(CallEvent.ATTEMPT_STARTED, current, caller, attempt);
                if (dropsLock(c)) {
                    w.<ExclusiveLock>part(c.lock()).unlock(w, current);
                    yield pauseAt(At.UNLOCKED);
                }
                yield start(w, current, c, attempt(c));
            }
            case UNLOCKED -> start(w, current, c, attempt(c));
            case PAGE_RETURNED -> {
                long handle = current.ret();
                if (handle == PageAllocator.NULL) {
                    freeAll(w, current, c);
                    yield failed(w, current, c);
                }
                c.hold(handle);
                yield c.held() < blocks(attempt(c)) ? allocate(w, current, c, attempt(c)) : served(w, current, c);
            }
            case CHARGED -> {
                if (!current.retTrue()) {
                    yield failed(w, current, c);
                }
                c.charge();
                yield served(w, current, c);
            }
            case RESERVE_READY -> served(w, current, c);
            case LOCKED_AGAIN -> end == Caller.UNDECIDED ? goTo(At.NEXT) : end(w, current, c, Terminal.values()[end]);
            case ENDED -> {
                freeAll(w, current, c);
                yield ret(current, c.ended());
            }
        };
    }

    private Attempt attempt(Caller c) {
        return c.chain().attempts().get(attempt);
    }

    private boolean dropsLock(Caller c) {
        return c.lock() != Caller.NO_LOCK && attempt(c).lock() == Attempt.LockUse.DROPPED;
    }

    private Next start(World w, Task current, Caller c, Attempt a) {
        return switch (a.source()) {
            case BUDDY, VMALLOC -> allocate(w, current, c, a);
            case CHARGE -> call(current, new TryCharge(c.memcg(), a.gfp(), 1), At.CHARGED);
            case CACHE -> w.choose(2, "the caller's own cache") == 0 ? failed(w, current, c) : served(w, current, c);
            case RESERVE -> pauseAt(At.RESERVE_READY);
            case LOCAL -> served(w, current, c);
            case SHRINK -> failed(w, current, c);
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
        boolean locks = dropsLock(c);
        c.failed(attempt);
        w.emit(CallEvent.ATTEMPT_FAILED, current, caller, attempt);
        attempt++;
        return locks ? lockThen(current, c.lock(), At.LOCKED_AGAIN) : goTo(At.NEXT);
    }

    private Next served(World w, Task current, Caller c) {
        Terminal then = attempt(c).then();
        if (dropsLock(c)) {
            end = then.ordinal();
            return lockThen(current, c.lock(), At.LOCKED_AGAIN);
        }
        return end(w, current, c, then);
    }

    private Next end(World w, Task current, Caller c, Terminal t) {
        c.end(t);
        w.emit(CallEvent.OPERATION_ENDED, current, caller, t.ordinal());
        if (c.lock() != Caller.NO_LOCK) {
            w.<ExclusiveLock>part(c.lock()).unlock(w, current);
        }
        return pauseAt(At.ENDED);
    }

    private static void freeAll(World w, Task current, Caller c) {
        while (c.held() > 0) {
            w.<PageAllocator>part(c.allocator()).freePages(w, current, c.unhold());
        }
        int charges = c.takeCharges();
        if (charges > 0) {
            w.<Memcg>part(c.memcg()).cancelCharge(charges);
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
        end = f.of(end);
    }
}
