package dev.gfpfuzz.invariant;

import dev.gfpfuzz.step.Fields;
import dev.gfpfuzz.step.Lock;
import dev.gfpfuzz.step.Part;
import dev.gfpfuzz.step.Task;
import dev.gfpfuzz.step.TaskNames;
import dev.gfpfuzz.step.Wait;
import dev.gfpfuzz.step.World;
import dev.gfpfuzz.step.WorldBuilder;
import java.util.List;

/**
 * Locks are taken in one order: within a run no task blocks on a lock A with B held if some task blocked on B, over any
 * number of links, with A held. A deadlock needs luck, the two orders do not. Attempts that cannot block ({@code
 * mutex_trylock}) do not count.
 *
 * <p>Mutant that it catches: {@code __get_memory_limit = block-on-clients-lock}, which v4.11 carried.
 */
public final class LockOrder extends Invariant {
    private int[] locks = {};
    private int ghost;

    @Override
    public String name() {
        return "lock-order";
    }

    @Override
    public Kind kind() {
        return Kind.NEVER;
    }

    @Override
    public String statement() {
        return "No two locks are taken in both orders by acquisitions that may block.";
    }

    @Override
    public String source() {
        return "kernel/locking/lockdep.c; for dm-bufio commit 1b0fb5a5b2dc (v4.12): clients_lock before a client's lock";
    }

    @Override
    public String companion() {
        return "a task blocks on a lock with another one held";
    }

    @Override
    protected boolean attach(WorldBuilder world) {
        List<Lock> all = partsOf(world, Lock.class);
        locks = new int[all.size()];
        for (int i = 0; i < locks.length; i++) {
            locks[i] = all.get(i).id();
        }
        if (locks.length < 2) {
            return false;
        }
        ghost = world.place("ghost of " + name(), new Orders(locks.length)).id();
        return true;
    }

    /** Bit j of entry i: lock i was held when lock j was asked for, directly or over other locks. */
    private static final class Orders extends Part {
        private long[] before;

        Orders(int locks) {
            before = new long[locks];
        }

        void add(int held, int wanted) {
            long behind = before[wanted] | 1L << wanted;
            for (int i = 0; i < before.length; i++) {
                if (i == held || (before[i] >>> held & 1) != 0) {
                    before[i] |= behind;
                }
            }
        }

        @Override
        protected Orders copy() {
            Orders o = (Orders) super.copy();
            o.before = before.clone();
            return o;
        }

        @Override
        protected TaskNames taskNames() {
            return TaskNames.NONE;
        }

        @Override
        protected void fields(Fields f) {
            f.of(before);
        }
    }

    @Override
    public void afterStep(World w, Task task) {
        if (task.waits() != Wait.LOCK || task.held() == 0) {
            return;
        }
        int wanted = indexOf(task.waitOn());
        Orders orders = w.look(ghost);
        for (int held = 0; held < locks.length; held++) {
            if (held == wanted || !task.holds(locks[held])) {
                continue;
            }
            exercised(w);
            if ((orders.before[wanted] >>> held & 1) != 0) {
                String inner = w.look(locks[held]).name();
                String outer = w.look(locks[wanted]).name();
                broken(
                        w,
                        task,
                        "Task " + task.name() + " blocks on " + outer + " with " + inner
                                + " held, but earlier in this run a task asked for " + inner + " with " + outer
                                + " held.",
                        "both orders;" + pair(WaitGraph.role(w, locks[held]), WaitGraph.role(w, locks[wanted])));
            }
            orders.add(held, wanted);
        }
    }

    /** The same whichever order came first. */
    private static String pair(String a, String b) {
        return a.compareTo(b) < 0 ? a + ", " + b : b + ", " + a;
    }

    private int indexOf(int lock) {
        int i = 0;
        while (locks[i] != lock) {
            i++;
        }
        return i;
    }
}
