package dev.gfpfuzz.model.pagealloc;

import dev.gfpfuzz.kernel.KernelEvent;
import dev.gfpfuzz.step.Event;
import dev.gfpfuzz.step.Observer;
import dev.gfpfuzz.step.Task;
import dev.gfpfuzz.step.World;
import dev.gfpfuzz.step.WorldBuilder;
import java.util.Map;
import java.util.TreeMap;

/** Everything that the oracle allocator may answer to a request, found by trying all its choices. */
final class OracleAnswers {
    private static final int CHOICES = 3;

    private final Map<String, Integer> known = new TreeMap<>();

    /** One visible course of a request. */
    static int bit(boolean page, boolean reclaimed) {
        return 1 << (page ? 2 : 0) + (reclaimed ? 1 : 0);
    }

    /** The visible courses allowed, a {@link #bit} each. */
    int allowed(int gfp, int order, int taskFlags) {
        return known.computeIfAbsent(gfp + ":" + order + ":" + taskFlags, k -> explore(gfp, order, taskFlags));
    }

    private static int explore(int gfp, int order, int taskFlags) {
        int courses = 0;
        for (int choices = 0; choices < 1 << CHOICES; choices++) {
            for (int pages = 0; pages <= 1 << order; pages += 1 << order) {
                courses |= course(gfp, order, taskFlags, pages, choices);
            }
        }
        return courses;
    }

    private static int course(int gfp, int order, int taskFlags, int pages, int choices) {
        WorldBuilder world = new WorldBuilder();
        OracleAllocator memory = world.place("m", new OracleAllocator(pages));
        int task = world.task("t", memory.allocPages(gfp, order));
        world.task(task).setFlags(taskFlags);
        Watch watch = new Watch();
        world.observe(watch);
        World w = world.build().copy();
        int[] left = {choices};
        w.setChooser((bound, reason) -> {
            int value = left[0] & 1;
            left[0] >>= 1;
            return value;
        });
        int[] enabled = new int[1];
        while (w.enabled(enabled) > 0) {
            w.step(enabled[0]);
        }
        return watch.ended ? bit(watch.page, watch.reclaimed) : 0;
    }

    private static final class Watch implements Observer {
        private boolean ended;
        private boolean page;
        private boolean reclaimed;

        @Override
        public void on(World w, Event event, Task task, long a, long b) {
            if (event == KernelEvent.DIRECT_RECLAIM_ENTERED) {
                reclaimed = true;
            } else if (event == KernelEvent.ALLOC_SUCCEEDED || event == KernelEvent.ALLOC_FAILED) {
                ended = true;
                page = event == KernelEvent.ALLOC_SUCCEEDED;
            }
        }
    }
}
