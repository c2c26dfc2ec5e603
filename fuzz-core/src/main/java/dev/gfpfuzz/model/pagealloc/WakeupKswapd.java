package dev.gfpfuzz.model.pagealloc;

import dev.gfpfuzz.kernel.Gfp;
import dev.gfpfuzz.step.Task;
import dev.gfpfuzz.step.World;

/** {@code mm/vmscan.c, v4.17, wakeup_kswapd} and {@code pgdat_balanced}. Never sleeps. Left out: kcompactd. */
final class WakeupKswapd {
    private WakeupKswapd() {}

    /** {@code wake_all_kswapds}, if the mask has {@code __GFP_KSWAPD_RECLAIM}. */
    static void run(World w, Task current, Zone z, int gfp, int order) {
        if ((gfp & Gfp.KSWAPD_RECLAIM) == 0) {
            return;
        }
        Pgdat node = w.part(z.node());
        if (node.kswapdTask() < 0) {
            return;
        }
        node.setKswapdOrder(Math.max(node.kswapdOrder(), order));
        if (!node.kswapdWaiting() || node.hopeless() || balanced(z, order)) {
            return;
        }
        node.wakeKswapd(w, current, order);
    }

    /** {@code pgdat_balanced}: the zone is above its high mark and has a block of the order. */
    static boolean balanced(Zone z, int order) {
        return z.variants().watermark().ok(z, order, z.config().high(), 0);
    }
}
