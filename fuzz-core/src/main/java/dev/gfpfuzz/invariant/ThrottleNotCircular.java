package dev.gfpfuzz.invariant;

import dev.gfpfuzz.model.pagealloc.ShrinkInactiveList;
import dev.gfpfuzz.step.Event;
import dev.gfpfuzz.step.Lock;
import dev.gfpfuzz.step.Task;
import dev.gfpfuzz.step.Wait;
import dev.gfpfuzz.step.World;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Who is held up because too many pages are isolated does not wait for himself: not all who have pages isolated wait for a
 * lock that he holds.
 *
 * <p>Mutant that it catches: {@code too_many_isolated = same-for-all}.
 */
public final class ThrottleNotCircular extends ZoneInvariant {
    @Override
    public String name() {
        return "throttle-not-circular";
    }

    @Override
    public String statement() {
        return "No reclaimer waits for pages to be put back by tasks all of which wait for a lock that it holds.";
    }

    @Override
    public String source() {
        return "mm/vmscan.c, v4.17, too_many_isolated, shrink_inactive_list; commit 3cf23841b4b7 (v3.8)";
    }

    @Override
    public String companion() {
        return "a reclaimer is held up because too many pages are isolated";
    }

    @Override
    public List<Event> hears() {
        return List.of();
    }

    @Override
    public void afterStep(World w, Task task) {
        if (!zone(w).anyIsolated()) {
            return;
        }
        for (int i = 0; i < w.taskCount(); i++) {
            Task stalled = w.lookTask(i);
            if (stalled.waits() == Wait.SLEEP && ShrinkInactiveList.stalls(stalled)) {
                exercised(w);
                check(w, task, stalled);
            }
        }
    }

    private void check(World w, Task task, Task stalled) {
        long waiters = 0;
        int lock = -1;
        for (int i = 0; i < w.taskCount(); i++) {
            Task t = w.lookTask(i);
            if (t == stalled || !ShrinkInactiveList.isolates(t)) {
                continue;
            }
            if (t.waits() != Wait.LOCK || w.<Lock>look(t.waitOn()).holders() != 1L << stalled.id()) {
                return;
            }
            waiters |= 1L << i;
            lock = t.waitOn();
        }
        if (waiters != 0) {
            broken(
                    w,
                    task,
                    "Task " + stalled.name() + " (" + request(stalled) + ") is held up until fewer pages are isolated;"
                            + " who has them isolated, " + names(w, waiters) + ", waits for "
                            + w.look(lock).name() + ", which " + stalled.name()
                            + " holds.",
                    "held up on isolated pages;their owners wait for its lock");
        }
    }

    private static String names(World w, long tasks) {
        return IntStream.range(0, w.taskCount())
                .filter(i -> (tasks >>> i & 1) != 0)
                .mapToObj(i -> w.lookTask(i).name())
                .collect(Collectors.joining(" and "));
    }
}
