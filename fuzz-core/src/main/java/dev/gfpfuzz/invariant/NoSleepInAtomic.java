package dev.gfpfuzz.invariant;

import dev.gfpfuzz.kernel.Gfp;
import dev.gfpfuzz.kernel.KernelEvent;
import dev.gfpfuzz.model.pagealloc.PageEvent;
import dev.gfpfuzz.model.pagealloc.Zone;
import dev.gfpfuzz.step.Event;
import dev.gfpfuzz.step.Lock;
import dev.gfpfuzz.step.Part;
import dev.gfpfuzz.step.Task;
import dev.gfpfuzz.step.Wait;
import dev.gfpfuzz.step.World;
import dev.gfpfuzz.step.WorldBuilder;
import java.util.ArrayList;
import java.util.List;

/**
 * Nobody sleeps, asks for memory with a mask that may sleep, or does anything else that may, with a spinlock held; and no request without {@code __GFP_DIRECT_RECLAIM} enters
 * direct reclaim.
 *
 * <p>Mutants that it catches: {@code __try_evict_buffer = ignores-no-sleep} in v6.1, {@code __alloc_pages_slowpath =
 * sleeps-first}.
 */
public final class NoSleepInAtomic extends Invariant {
    /** The invariant's name. */
    public static final String NAME = "no-sleep-in-atomic";

    private long spinlocks;
    private boolean slowPath;

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Kind kind() {
        return Kind.NEVER;
    }

    @Override
    public String statement() {
        return "No task sleeps with a spinlock held, and no request without __GFP_DIRECT_RECLAIM sleeps in reclaim.";
    }

    @Override
    public String source() {
        return "kernel/sched/core.c, v4.17, ___might_sleep; mm/page_alloc.c, v4.17, prepare_alloc_pages; include/linux/gfp.h,"
                + " gfpflags_allow_blocking";
    }

    @Override
    public String companion() {
        return "a spinlock is taken, a request enters direct reclaim, or one that must not takes the slow path";
    }

    @Override
    protected boolean attach(WorldBuilder world) {
        for (Part p : world.parts()) {
            if (p instanceof Lock l && l.spins()) {
                spinlocks |= 1L << l.id();
            }
            slowPath |= p instanceof Zone;
        }
        return true;
    }

    @Override
    public List<Event> hears() {
        List<Event> heard = new ArrayList<>(
                List.of(KernelEvent.ALLOC_REQUESTED, KernelEvent.DIRECT_RECLAIM_ENTERED, KernelEvent.MIGHT_SLEEP));
        if (slowPath) {
            heard.add(PageEvent.RETRIES);
        }
        return heard;
    }

    @Override
    public long watches() {
        return spinlocks;
    }

    @Override
    public void on(World w, Event event, Task task, long a, long b) {
        if (event == KernelEvent.ALLOC_REQUESTED) {
            if (Gfp.allowsBlocking((int) a) && inAtomic(task)) {
                atomic(w, task, "asks for memory with " + Gfp.toString((int) a));
            }
        } else if (event == KernelEvent.DIRECT_RECLAIM_ENTERED) {
            exercised(w);
            if (!Gfp.allowsBlocking((int) a)) {
                broken(
                        w,
                        task,
                        "Task " + task.name() + " enters direct reclaim for a request with " + Gfp.toString((int) a)
                                + ", which must not sleep.",
                        "direct reclaim;mask lacks direct reclaim");
            }
            atomic(w, task, "enters direct reclaim");
        } else if (event == KernelEvent.MIGHT_SLEEP) {
            atomic(w, task, "does what may sleep");
        } else if (slowPath && event == PageEvent.RETRIES && !Gfp.allowsBlocking((int) a)) {
            exercised(w);
        }
    }

    @Override
    public void afterStep(World w, Task task) {
        exercised(w);
        boolean sleeps = switch (task.waits()) {
            case SLEEP, CONDITION -> true;
            case LOCK -> !w.<Lock>look(task.waitOn()).spins();
            default -> false;
        };
        if (sleeps) {
            atomic(w, task, task.waits() == Wait.LOCK ? "blocks on a sleeping lock" : "sleeps");
        }
    }

    private boolean inAtomic(Task task) {
        return (task.held() & spinlocks) != 0;
    }

    private void atomic(World w, Task task, String what) {
        long held = task.held() & spinlocks;
        if (held != 0) {
            broken(
                    w,
                    task,
                    "Task " + task.name() + " " + what + " in " + task.where() + " with the spinlock "
                            + w.look(Long.numberOfTrailingZeros(held)).name() + " held.",
                    "spinlock held;" + what + ";in " + task.top().function());
        }
    }
}
