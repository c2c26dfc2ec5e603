package dev.gfpfuzz.model.pagealloc;

import dev.gfpfuzz.kernel.Mutex;
import dev.gfpfuzz.kernel.Slot;
import dev.gfpfuzz.kernel.TaskFlags;
import dev.gfpfuzz.kernel.WaitQueue;
import dev.gfpfuzz.model.memcg.Memcg;
import dev.gfpfuzz.step.WorldBuilder;

/** Puts the full page allocator into a world. */
public final class Zones {
    private Zones() {}

    /**
     * Places the zone, its node, the locks and queues, its cgroup, and the daemons: kswapd, the OOM reaper, the
     * device, the reader.
     *
     * @param row the profile
     * @return the zone
     */
    public static Zone create(WorldBuilder world, String name, ZoneConfig config, Slot.Row row) {
        return create(world, name, config, ZoneVariants.of(row), row);
    }

    static Zone create(WorldBuilder world, String name, ZoneConfig config, ZoneVariants variants, Slot.Row daemons) {
        Mutex oomLock = world.place(name + "->oom_lock", new Mutex());
        WaitQueue pfmemallocWait = world.place(name + "->pfmemalloc_wait", new WaitQueue(true));
        WaitQueue congestionWait = world.place(name + "->congestion_wqh", new WaitQueue());
        Pgdat node =
                world.place(name + "->zone_pgdat", new Pgdat(oomLock.id(), pfmemallocWait.id(), congestionWait.id()));
        int memcg = config.memcg().exists()
                ? Memcg.place(world, name + "->memcg", config.memcg(), config.pages(), daemons)
                        .id()
                : Zone.NO_MEMCG;
        Zone zone = world.place(name, new Zone(config, variants, node.id(), memcg));
        if (config.kswapd()) {
            int kswapd =
                    world.daemon(name + "-kswapd", new Kswapd(zone.id(), daemons.of(ZoneSlots.PREPARE_KSWAPD_SLEEP)));
            world.task(kswapd).setFlags(TaskFlags.PF_MEMALLOC | TaskFlags.PF_KSWAPD | TaskFlags.PF_KTHREAD);
            node.setKswapdTask(kswapd);
        }
        OomReaper.Shape reaper = daemons.of(ZoneSlots.OOM_REAPER);
        if (reaper != OomReaper.Shape.NONE) {
            world.daemon(name + "-oom_reaper", new OomReaper(zone.id(), reaper));
        }
        if (config.lru().dirty() + config.lru().writeback() + config.swap() > 0) {
            world.daemon(name + "-writeback", new BdiWriteback(zone.id()));
        }
        if (config.refill()) {
            world.daemon(name + "-reader", new PageCacheReader(zone.id()));
        }
        return zone;
    }
}
