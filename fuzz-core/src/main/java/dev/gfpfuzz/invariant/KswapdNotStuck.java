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
 * it sleeps, and is not blocked in the middle of reclaim.
 *
 * <p>Mutant that it catches: {@code balance_pgdat = never-gives-up}.
 */
public final class KswapdNotStuck extends ZoneInvariant {
    private int ghost;

    @Override
    public String name() {
        return "kswapd-not-stuck";
    }

    @Override
    public String statement() {
        return "kswapd ends balanced or hopeless: no more than 16 useless passes in a row, and never blocked for ever.";
    }

    @Override
    public String source() {
        return "mm/vmscan.c, v4.17, balance_pgdat, prepare_kswapd_sleep; commit c73322d098e4 (v4.12) for the limit";
    }

    @Override
    public String companion() {
        return "a whole pass of kswapd reclaims nothing";
    }

    @Override
    void placeGhost(WorldBuilder world) {
        ghost = world.place("ghost:kswapd-useless", TaskGhost.ofAll()).id();
    }

    @Override
    public List<Event> hears() {
        return List.of(PageEvent.BALANCE_FAILED, PageEvent.LRU_SHRUNK, PageEvent.KSWAPD_WOKEN);
    }

    @Override
    public void on(World w, Event event, Task task, long a, long b) {
        if (event == PageEvent.BALANCE_FAILED) {
            exercised(w);
            TaskGhost useless = w.look(ghost);
            useless.mark(0, useless.mark(0) + 1);
            if (useless.mark(0) > Pgdat.MAX_RECLAIM_RETRIES) {
                broken(
                        w,
                        task,
                        "kswapd of " + zone(w).name() + " has made " + useless.mark(0)
                                + " useless passes in a row and goes on.",
                        "kswapd does not give up");
            }
        } else if (event == PageEvent.LRU_SHRUNK && b > 0 || event == PageEvent.KSWAPD_WOKEN) {
            w.<TaskGhost>look(ghost).mark(0, 0);
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
