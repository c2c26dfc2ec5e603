package dev.gfpfuzz.invariant;

import dev.gfpfuzz.api.PublicApi;
import dev.gfpfuzz.model.dmbufio.DmBufioClient;
import dev.gfpfuzz.step.Event;
import dev.gfpfuzz.step.Lock;
import dev.gfpfuzz.step.MachineEvent;
import dev.gfpfuzz.step.Task;
import dev.gfpfuzz.step.Wait;
import dev.gfpfuzz.step.World;
import dev.gfpfuzz.step.WorldBuilder;
import java.util.List;

/**
 * No set of tasks waits for itself. At rest every task that is no daemon has ended; and already before, no task waits for
 * a lock that it holds itself or whose holder waits, over any number of links, for it. Tasks that only timers keep alive,
 * each holding elements of a mempool that another waits for, are dead too.
 *
 * <p>Mutants that it catches: {@code __wait_for_free_buffer = sleep-locked}, {@code mempool_alloc = without-noretry}.
 */
@PublicApi
public final class NoDeadlock extends Invariant {
    public static final String NAME = "no-deadlock";

    private PoolHoarding hoarding;
    private List<DmBufioClient> clients = List.of();

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
        return "No cycle of tasks each waiting for a lock or event that only the next can bring; at rest all have ended.";
    }

    @Override
    public String source() {
        return "Coffman, Elphick, Shoshani 1971; kernel/locking/lockdep.c for the lock part";
    }

    @Override
    public String companion() {
        return "a task waits for a lock that another holds, or for an element of a pool until its timer fires";
    }

    @Override
    protected boolean attach(WorldBuilder world) {
        hoarding = PoolHoarding.attach(world);
        clients = partsOf(world, DmBufioClient.class);
        return true;
    }

    @Override
    public List<Event> hears() {
        return hoarding.hears();
    }

    @Override
    public void on(World w, Event event, Task task, long a, long b) {
        if (event != MachineEvent.TIMER_FIRED) {
            hoarding.on(w, event, b);
            return;
        }
        if (!hoarding.waits(w, task)) {
            return;
        }
        exercised(w);
        long dead = hoarding.timerFired(w, task);
        if (dead != 0) {
            broken(w, task, sentence(w, dead), skeleton(w, dead));
        }
    }

    @Override
    public void afterStep(World w, Task task) {
        if (task.waits() != Wait.LOCK) {
            return;
        }
        Lock lock = w.look(task.waitOn());
        if (lock.holders() == 0) {
            return;
        }
        exercised(w);
        long cycle = lockCycle(w, task);
        if (cycle != 0) {
            broken(w, task, sentence(w, cycle), skeleton(w, cycle));
        }
    }

    /** Follows single-holder locks from {@code start}; the tasks on a cycle through it, or 0. */
    private static long lockCycle(World w, Task start) {
        long seen = 0;
        Task t = start;
        while (t.waits() == Wait.LOCK) {
            seen |= 1L << t.id();
            long holders = w.<Lock>look(t.waitOn()).holders();
            if (Long.bitCount(holders) != 1) {
                return 0;
            }
            t = w.lookTask(Long.numberOfTrailingZeros(holders));
            if (t == start) {
                return seen;
            }
            if ((seen >>> t.id() & 1) != 0) {
                return 0;
            }
        }
        return 0;
    }

    @Override
    public void atQuiescence(World w) {
        long stuck = 0;
        for (int i = 0; i < w.taskCount(); i++) {
            Task t = w.lookTask(i);
            if (!t.done() && !t.daemon()) {
                stuck |= 1L << i;
            }
        }
        if (stuck != 0) {
            broken(w, null, sentence(w, stuck), skeleton(w, stuck));
        }
    }

    private String sentence(World w, long tasks) {
        StringBuilder s = new StringBuilder("Deadlock: ");
        String separator = "";
        for (long rest = tasks; rest != 0; rest &= rest - 1) {
            Task t = w.lookTask(Long.numberOfTrailingZeros(rest));
            s.append(separator)
                    .append(t.name())
                    .append(" waits for ")
                    .append(whatFor(w, t))
                    .append(hoarding.holdings(w, t));
            separator = "; ";
        }
        return s.append('.').toString();
    }

    private static String whatFor(World w, Task t) {
        if (t.waits() == Wait.LOCK) {
            Lock lock = w.look(t.waitOn());
            StringBuilder s = new StringBuilder(lock.name());
            for (long rest = lock.holders(); rest != 0; rest &= rest - 1) {
                s.append(", held by ")
                        .append(w.lookTask(Long.numberOfTrailingZeros(rest)).name());
            }
            return s.toString();
        }
        return t.top().waitsFor(w, t);
    }

    private String skeleton(World w, long tasks) {
        return new WaitGraph(w, hoarding, clients, tasks).skeleton();
    }
}
