package dev.gfpfuzz.invariant;

import dev.gfpfuzz.model.pagealloc.Kswapd;
import dev.gfpfuzz.model.pagealloc.PageEvent;
import dev.gfpfuzz.model.pagealloc.Pgdat;
import dev.gfpfuzz.step.Event;
import dev.gfpfuzz.step.Task;
import dev.gfpfuzz.step.World;
import dev.gfpfuzz.step.WorldBuilder;
import java.util.List;

/**
 * kswapd comes to rest: it finds the node balanced, or gives up after 16 failures in a row. When nothing can run any more
 * it sleeps, and is not blocked in the middle of reclaim. A node that is balanced lets it sleep: it does not stay awake
 * {@value #AWAKE_MAX} times in a row. Where the only CPU runs whoever runs until it sleeps, the third time is as good as
 * for ever.
 *
 * <p>Mutants that it catches: {@code balance_pgdat = never-gives-up}, {@code prepare_kswapd_sleep = stays-awake}.
 */
public final class KswapdNotStuck extends ZoneInvariant {
    private static final int AWAKE_MAX = 3;
    private static final int USELESS = 0;
    private static final int AWAKE = 1;

    private int ghost;

    @Override
    public String name() {
        return "kswapd-not-stuck";
    }

    @Override
    public String statement() {
        return "kswapd ends balanced or hopeless: no more than 16 useless passes in a row, never blocked for ever,"
                + " and asleep when the node is balanced.";
    }

    @Override
    public String source() {
        return "mm/vmscan.c, v4.17, balance_pgdat, prepare_kswapd_sleep; commits c73322d098e4 (v4.12) for the limit,"
                + " 9e5e3661727e (v3.19)";
    }

    @Override
    public String companion() {
        return "a whole pass of kswapd reclaims nothing, or kswapd goes to sleep on a balanced node";
    }

    @Override
    void placeGhost(WorldBuilder world) {
        ghost = world.place("ghost:kswapd-useless", TaskGhost.ofAll(2)).id();
    }

    @Override
    public List<Event> hears() {
        return List.of(
                PageEvent.BALANCE_FAILED,
                PageEvent.FAILURES_FORGOTTEN,
                PageEvent.LRU_SHRUNK,
                PageEvent.KSWAPD_WOKEN,
                PageEvent.KSWAPD_SLEEPS,
                PageEvent.KSWAPD_STAYS_AWAKE);
    }

    @Override
    public void on(World w, Event event, Task task, long a, long b) {
        if (event == PageEvent.BALANCE_FAILED) {
            exercised(w);
            TaskGhost useless = w.look(ghost);
            useless.mark(USELESS, useless.mark(USELESS) + 1);
            if (useless.mark(USELESS) > Pgdat.MAX_RECLAIM_RETRIES) {
                broken(
                        w,
                        task,
                        "kswapd of " + zone(w).name() + " has made " + useless.mark(USELESS)
                                + " useless passes in a row and goes on.",
                        "kswapd does not give up");
            }
        } else if (event == PageEvent.LRU_SHRUNK && b > 0
                || event == PageEvent.FAILURES_FORGOTTEN
                || event == PageEvent.KSWAPD_WOKEN) {
            w.<TaskGhost>look(ghost).mark(USELESS, 0);
        } else if (event == PageEvent.KSWAPD_SLEEPS) {
            if (a == 1) {
                exercised(w);
            }
            w.<TaskGhost>look(ghost).mark(AWAKE, 0);
        } else if (event == PageEvent.KSWAPD_STAYS_AWAKE) {
            staysAwake(w, task, Long.numberOfTrailingZeros(a));
        }
    }

    private void staysAwake(World w, Task task, int queued) {
        TaskGhost rounds = w.look(ghost);
        rounds.mark(AWAKE, rounds.mark(AWAKE) + 1);
        if (rounds.mark(AWAKE) >= AWAKE_MAX) {
            broken(
                    w,
                    task,
                    "kswapd of " + zone(w).name() + " has found the node balanced and stayed awake "
                            + rounds.mark(AWAKE) + " times in a row: it waits for "
                            + w.lookTask(queued).name() + ", which is runnable and needs the CPU, to leave the queue.",
                    "kswapd awake on a balanced node");
        }
    }

    @Override
    public void atQuiescence(World w) {
        int id = node(w).kswapdTask();
        if (id < 0) {
            return;
        }
        Task kswapd = w.lookTask(id);
        if (!(kswapd.top() instanceof Kswapd k && k.asleep())) {
            broken(
                    w,
                    null,
                    "kswapd of " + zone(w).name() + " is blocked for ever in " + kswapd.where() + ".",
                    "kswapd blocked;" + kswapd.where());
        }
    }
}
