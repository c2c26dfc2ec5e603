package dev.gfpfuzz.invariant;

import dev.gfpfuzz.kernel.WaitQueue;
import dev.gfpfuzz.model.dmbufio.DmBufioClient;
import dev.gfpfuzz.step.Lock;
import dev.gfpfuzz.step.Task;
import dev.gfpfuzz.step.Wait;
import dev.gfpfuzz.step.World;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.TreeSet;

/**
 * Tasks that wait for ever, as a graph from each to those who hold the lock that it waits for. Its causes are the <em>cores</em>:
 * smallest sets out of which no edge leads, a cycle of locks or a single task that sleeps. Who merely waits behind a core
 * is a consequence, and which task came to which place first is chance; neither is told here, so that the same deadlock
 * has the same text whoever takes part.
 */
final class WaitGraph {
    private final World w;
    private final PoolHoarding hoarding;
    private final List<DmBufioClient> clients;
    private final long stuck;

    /** Bit j of entry i: task i waits, over any number of links, for task j. */
    private final long[] reach;

    /** @param stuck the tasks, a bit each; none of them will run again */
    WaitGraph(World w, PoolHoarding hoarding, List<DmBufioClient> clients, long stuck) {
        this.w = w;
        this.hoarding = hoarding;
        this.clients = clients;
        this.stuck = stuck;
        this.reach = new long[w.taskCount()];
        for (int i = 0; i < reach.length; i++) {
            reach[i] = (stuck >>> i & 1) != 0 ? holders(w.lookTask(i)) & stuck : 0;
        }
        for (int middle = 0; middle < reach.length; middle++) {
            for (int i = 0; i < reach.length; i++) {
                if ((reach[i] >>> middle & 1) != 0) {
                    reach[i] |= reach[middle];
                }
            }
        }
    }

    private long holders(Task t) {
        return t.waits() == Wait.LOCK ? w.<Lock>look(t.waitOn()).holders() : 0;
    }

    /** The core with the greatest text (one that holds something before one that does not), and what is waited for behind. */
    String skeleton() {
        List<String> cores = new ArrayList<>();
        TreeSet<String> behind = new TreeSet<>();
        for (int i = 0; i < reach.length; i++) {
            if ((stuck >>> i & 1) == 0) {
                continue;
            }
            if (inCore(i)) {
                cores.add(text(reach[i] | 1L << i));
            } else {
                behind.add(role(w, w.lookTask(i).waitOn()));
            }
        }
        String core = Collections.max(cores);
        return behind.isEmpty() ? core : core + ";others wait for " + String.join(", ", behind);
    }

    /** Whether all for whom the task waits wait for it, too. */
    private boolean inCore(int task) {
        for (long rest = reach[task]; rest != 0; rest &= rest - 1) {
            int other = Long.numberOfTrailingZeros(rest);
            if (other != task && (reach[other] >>> task & 1) == 0) {
                return false;
            }
        }
        return true;
    }

    private String text(long core) {
        TreeSet<String> members = new TreeSet<>();
        for (long rest = core; rest != 0; rest &= rest - 1) {
            members.add(member(w.lookTask(Long.numberOfTrailingZeros(rest))));
        }
        return String.join(";", members);
    }

    private String member(Task t) {
        StringBuilder s = new StringBuilder(functions(t));
        s.append(t.waits() == Wait.LOCK ? " waits for " + role(w, t.waitOn()) : " sleeps");
        TreeSet<String> held = new TreeSet<>();
        for (long rest = t.held(); rest != 0; rest &= rest - 1) {
            held.add(role(w, Long.numberOfTrailingZeros(rest)));
        }
        if (!held.isEmpty()) {
            s.append(" holding ").append(String.join(", ", held));
        }
        if (t.waits() == Wait.CONDITION) {
            s.append(hoarding.elementsThere(w) ? ", elements there" : "");
            s.append(buffersThere() ? ", buffers there" : "");
        }
        return s.append(hoarding.elementsHeld(w, t) ? ", elements held" : "")
                .append(buffersHeld(t) ? ", buffers held" : "")
                .toString();
    }

    /** Where the task is: the innermost function and its caller. */
    private static String functions(Task t) {
        String callee = t.top().function();
        return t.depth() > 2 ? t.frame(t.depth() - 2).function() + " > " + callee : callee;
    }

    /** A lock without the name of the object it belongs to: {@code ->lock} of {@code c->lock}; a global one as it is. */
    static String role(World w, int lock) {
        String name = w.look(lock).name();
        int member = name.indexOf("->");
        return member < 0 ? name : name.substring(member);
    }

    private boolean buffersThere() {
        return clients.stream().anyMatch(c -> w.<DmBufioClient>look(c.id()).bufferAvailable());
    }

    /** Whether the task sleeps for a buffer of a client of which somebody holds one. */
    private boolean buffersHeld(Task t) {
        for (DmBufioClient declared : clients) {
            DmBufioClient c = w.look(declared.id());
            if ((w.<WaitQueue>look(c.freeBufferWait()).waiters() >>> t.id() & 1) != 0) {
                for (int b = 0; b < c.buffersMax(); b++) {
                    if (c.holdCount(b) > 0) {
                        return true;
                    }
                }
            }
        }
        return false;
    }
}
