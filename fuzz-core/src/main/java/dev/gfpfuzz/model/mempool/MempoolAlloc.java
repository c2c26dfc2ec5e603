package dev.gfpfuzz.model.mempool;

import dev.gfpfuzz.kernel.Gfp;
import dev.gfpfuzz.kernel.KernelEvent;
import dev.gfpfuzz.kernel.TaskFlags;
import dev.gfpfuzz.kernel.Ticks;
import dev.gfpfuzz.step.Fields;
import dev.gfpfuzz.step.KernelBug;
import dev.gfpfuzz.step.Next;
import dev.gfpfuzz.step.Task;
import dev.gfpfuzz.step.World;

/**
 * {@code mm/mempool.c, v4.17, mempool_alloc}. Entered and left without the pool's lock. Returns an element; NULL only if
 * the mask lacks direct reclaim.
 *
 * <p>The first attempt may neither sleep nor start I/O, so that a filled reserve answers at once; the later ones have the
 * caller's mask. A waiter is queued before the lock is dropped: a freed element cannot slip by. How a {@link Shape} of
 * the row differs from the default is said there. The five seconds are for what wakes nobody: memory freed elsewhere, a
 * growing resize.
 */
final class MempoolAlloc extends MempoolFrame<MempoolAlloc.At> {
    enum At {
        ENTRY,
        REPEAT,
        ALLOCATED,
        LOCKED,
        TAKEN,
        UNLOCKED_TO_REPEAT,
        UNLOCKED_WITHOUT,
        UNLOCKED_LATE,
        QUEUED,
        SLEPT
    }

    /** How the function departs from 4.17. */
    enum Shape {
        V4_17,
        /** Patch of 28 June 2018: the task is marked PF_LESS_THROTTLE while it allocates. */
        LESS_THROTTLE,
        /** Mutant: the lock is dropped before the task is queued. */
        UNLOCK_THEN_QUEUE,
        /** Mutant: without a timeout. */
        NO_TIMEOUT,
        /** Until v3.2: sleeps before the attempt with the full mask. */
        SLEEPS_FIRST,
        /** v4.6 to v4.7: the reserves of pages are open once the pool is empty. */
        NOMEMALLOC_IF_FILLED,
        /** Mutant: the attempts are made without NORETRY, so that they never fail. */
        WITHOUT_NORETRY;

        /** What the function adds to the caller's mask. */
        int flags() {
            return switch (this) {
                case WITHOUT_NORETRY -> FLAGS & ~Gfp.NORETRY;
                case NOMEMALLOC_IF_FILLED -> FLAGS & ~Gfp.NOMEMALLOC;
                default -> FLAGS;
            };
        }

        /** The mask of one attempt. */
        int ofAttempt(int gfp, Mempool pool) {
            return this == NOMEMALLOC_IF_FILLED && pool.currNr() > 0 ? gfp | Gfp.NOMEMALLOC : gfp;
        }
    }

    /** Flags with which a pool wants to hear of a failure early and silently, and not to touch the reserves of pages. */
    static final int FLAGS = Gfp.NOMEMALLOC | Gfp.NORETRY | Gfp.NOWARN;

    /** How long a waiter sleeps at most. */
    static final long TIMEOUT = Ticks.seconds(5);

    private Shape shape;
    private int gfpMask;
    private int gfpTemp;
    private int savedFlags;
    private long element = NULL;

    MempoolAlloc(int pool, int gfpMask, Shape shape) {
        super(At.ENTRY, pool);
        this.gfpMask = gfpMask;
        this.shape = shape;
    }

    @Override
    Next step(World w, Task current, Mempool pool) {
        return switch (at) {
            case ENTRY -> {
                enter(w, current, pool, gfpMask);
                gfpMask |= shape.flags();
                gfpTemp = gfpMask & ~(Gfp.DIRECT_RECLAIM | Gfp.IO);
                yield goTo(At.REPEAT);
            }
            case REPEAT -> {
                savedFlags = current.flags();
                if (shape == Shape.LESS_THROTTLE) {
                    current.setFlags(savedFlags | TaskFlags.PF_LESS_THROTTLE);
                }
                int gfp = shape.ofAttempt(gfpTemp, pool);
                yield call(current, pool.allocator(w).allocPages(gfp, pool.order()), At.ALLOCATED);
            }
            case ALLOCATED -> {
                element = current.ret();
                current.setFlags(savedFlags);
                if (element != NULL) {
                    w.emit(MempoolEvent.ELEMENT_ALLOCATED, current, pool.id());
                    pool.handedOut(current);
                    yield leave(w, current, pool, element);
                }
                yield lockThen(current, pool.lock(), At.LOCKED);
            }
            case LOCKED -> locked(w, current, pool);
            case TAKEN -> leave(w, current, pool, element);
            case UNLOCKED_TO_REPEAT -> goTo(At.REPEAT);
            case UNLOCKED_WITHOUT -> leave(w, current, pool, NULL);
            case UNLOCKED_LATE -> {
                w.emit(MempoolEvent.WAIT_BEGINS, current, pool.id());
                pool.wait(w).prepareToWait(w, current);
                yield goTo(At.QUEUED);
            }
            case QUEUED ->
                shape == Shape.NO_TIMEOUT
                        ? sleepThen(current, At.SLEPT)
                        : sleepThen(current, w.ticks() + TIMEOUT, At.SLEPT);
            case SLEPT -> {
                pool.wait(w).finishWait(current);
                gfpTemp = gfpMask;
                yield goTo(At.REPEAT);
            }
        };
    }

    /** With the lock: an element, another attempt, NULL, or sleep. */
    private Next locked(World w, Task current, Mempool pool) {
        pool.catchesUp(current);
        if (pool.currNr() > 0) {
            element = take(w, current, pool);
            pool.spinlock(w).unlock(w, current);
            return pauseAt(At.TAKEN);
        }
        if (gfpTemp != gfpMask && shape != Shape.SLEEPS_FIRST) {
            gfpTemp = gfpMask;
            pool.spinlock(w).unlock(w, current);
            return pauseAt(At.UNLOCKED_TO_REPEAT);
        }
        if (!Gfp.allowsBlocking(gfpMask)) {
            pool.spinlock(w).unlock(w, current);
            return pauseAt(At.UNLOCKED_WITHOUT);
        }
        if (shape == Shape.UNLOCK_THEN_QUEUE) {
            pool.spinlock(w).unlock(w, current);
            return pauseAt(At.UNLOCKED_LATE);
        }
        w.emit(MempoolEvent.WAIT_BEGINS, current, pool.id());
        pool.wait(w).prepareToWait(w, current);
        pool.spinlock(w).unlock(w, current);
        return pauseAt(At.QUEUED);
    }

    /** What every shape of the function does first. */
    static void enter(World w, Task current, Mempool pool, int gfpMask) {
        if ((gfpMask & Gfp.ZERO) != 0) {
            throw new KernelBug("gfp_mask & __GFP_ZERO");
        }
        if (!pool.created()) {
            throw new KernelBug("mempool_alloc on a pool that does not exist");
        }
        w.emit(MempoolEvent.ALLOC_BEGINS, current, pool.id(), gfpMask);
        if (Gfp.allowsBlocking(gfpMask)) {
            w.emit(KernelEvent.MIGHT_SLEEP, current, gfpMask);
        }
    }

    /** Takes an element from the reserve. */
    static long take(World w, Task current, Mempool pool) {
        long taken = pool.removeElement(w, current);
        w.emit(MempoolEvent.RESERVE_TAKEN, current, pool.id(), pool.currNr());
        pool.handedOut(current);
        return taken;
    }

    private Next leave(World w, Task current, Mempool pool, long value) {
        w.emit(MempoolEvent.ALLOC_ENDS, current, pool.id(), value == NULL ? 0 : 1);
        return ret(current, value);
    }

    @Override
    public String waitsFor(World w, Task current) {
        return "an element of " + look(w).name() + " to be freed";
    }

    @Override
    public String function() {
        return "mempool_alloc";
    }

    @Override
    void locals(Fields f) {
        shape = f.of(shape);
        gfpMask = f.of(gfpMask);
        gfpTemp = f.of(gfpTemp);
        savedFlags = f.of(savedFlags);
        element = f.of(element);
    }
}
