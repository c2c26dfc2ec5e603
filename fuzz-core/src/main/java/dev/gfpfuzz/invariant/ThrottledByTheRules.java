package dev.gfpfuzz.invariant;

import dev.gfpfuzz.kernel.TaskFlags;
import dev.gfpfuzz.model.pagealloc.PageEvent;
import dev.gfpfuzz.model.pagealloc.Pgdat;
import dev.gfpfuzz.model.pagealloc.Throttle;
import dev.gfpfuzz.step.Event;
import dev.gfpfuzz.step.Task;
import dev.gfpfuzz.step.World;
import java.util.List;

/**
 * {@code wait_iff_congested} holds up exactly those it is meant for: reclaimers other than kswapd, on a node that kswapd
 * has marked CONGESTED, while the device is congested, unless PF_LESS_THROTTLE <em>and</em> an uncongested device of the
 * task's own exempt it. PF_LESS_THROTTLE alone exempts nobody as long as that function is used, to v5.15.
 *
 * <p>Mutant that it catches: {@code shrink_node = less-throttle-exempts}. The patch of 21 June 2018 breaks it on purpose.
 */
public final class ThrottledByTheRules extends ZoneInvariant {
    @Override
    public String name() {
        return "throttled-by-the-rules";
    }

    @Override
    public String statement() {
        return "On a CONGESTED node a direct reclaimer waits for the device exactly if current_may_throttle() is true.";
    }

    @Override
    public String source() {
        return "mm/vmscan.c, v4.17, shrink_node, current_may_throttle; mm/backing-dev.c, wait_iff_congested";
    }

    @Override
    public String companion() {
        return "a reclaimer comes to the throttle of a CONGESTED node";
    }

    @Override
    public List<Event> hears() {
        return List.of(PageEvent.THROTTLED, PageEvent.NOT_THROTTLED);
    }

    @Override
    public void on(World w, Event event, Task task, long a, long b) {
        boolean waits = event == PageEvent.THROTTLED && a == Throttle.WAIT_IFF_CONGESTED.ordinal();
        if (!waits && event != PageEvent.NOT_THROTTLED || !zone(w).waitsIffCongested()) {
            return;
        }
        boolean congestedNode = node(w).test(Pgdat.PGDAT_CONGESTED);
        boolean mayThrottle = (task.flags() & TaskFlags.PF_KSWAPD) == 0 && mayThrottle(task.flags());
        if (congestedNode) {
            exercised(w);
        }
        if (waits && !(congestedNode && mayThrottle && zone(w).bdiCongested())) {
            broken(
                    w,
                    task,
                    "Task " + task.name() + " is throttled although the rules exempt it.",
                    "throttled against the rules");
        } else if (!waits && congestedNode && mayThrottle) {
            broken(
                    w,
                    task,
                    "Task " + task.name() + " (" + request(task)
                            + ") is not throttled on a CONGESTED node although nothing exempts it.",
                    "exempt from the throttle against the rules");
        }
    }

    private static boolean mayThrottle(int taskFlags) {
        boolean less = (taskFlags & TaskFlags.PF_LESS_THROTTLE) != 0;
        boolean ownDevice = (taskFlags & TaskFlags.BACKING_DEV_INFO) != 0;
        boolean ownCongested = (taskFlags & TaskFlags.BDI_WRITE_CONGESTED) != 0;
        return !less || !ownDevice || ownCongested;
    }
}
