package dev.gfpfuzz.model.dmbufio;

import dev.gfpfuzz.kernel.ExclusiveLock;
import dev.gfpfuzz.kernel.Mutex;
import dev.gfpfuzz.kernel.SpinLock;
import dev.gfpfuzz.kernel.WaitQueue;
import dev.gfpfuzz.model.block.DiskInterrupt;
import dev.gfpfuzz.model.block.LoopWorker;
import dev.gfpfuzz.model.pagealloc.PageAllocator;
import dev.gfpfuzz.step.Part;
import dev.gfpfuzz.step.WorldBuilder;

/** {@code drivers/md/dm-bufio.c, v4.17, dm_bufio_client_create}: puts a client into a world. */
public final class DmBufio {
    private DmBufio() {}

    /**
     * Places the client, its lock and its wait queue, registers its shrinker, and adds the daemons that it needs: who
     * completes its I/O, the shrink work where the row has one, the cleanup work if it is to run. The first client of a
     * world brings {@code dm_bufio_clients_lock} with it.
     *
     * @param loopFlags a variant of {@link LoopWorker#FLAGS}; used for a loop device only
     * @return the client
     */
    public static DmBufioClient create(
            WorldBuilder world,
            String name,
            DmBufioConfig config,
            DmBufioVariants variants,
            int loopFlags,
            PageAllocator allocator) {
        DmBufioModule module = module(world);
        boolean spins = config.noSleep() && variants.locking() == DmBufioVariants.Locking.SPINLOCK_IF_NO_SLEEP;
        ExclusiveLock lock = world.place(name + "->lock", spins ? new SpinLock(true) : new Mutex(true));
        WaitQueue wait = world.place(name + "->free_buffer_wait", new WaitQueue());
        DmBufioClient client = world.place(
                name, new DmBufioClient(config, variants, allocator, module.id(), lock.id(), wait.id(), spins));
        if (config.loop()) {
            world.daemon(name + "-loop", new LoopWorker(client.id(), allocator.id(), loopFlags));
        } else {
            world.daemon(name + "-io", new DiskInterrupt(client.id()));
        }
        if (variants.shrinkScan().queuesWork()) {
            world.daemon(name + "-shrink", new ShrinkWork(client.id()));
        }
        if (config.cleanups() > 0) {
            world.daemon(name + "-cleanup", new CleanupWork(client.id(), config.cleanups()));
        }
        allocator.registerShrinker(client);
        module.add(client);
        return client;
    }

    private static DmBufioModule module(WorldBuilder world) {
        for (Part p : world.parts()) {
            if (p instanceof DmBufioModule m) {
                return m;
            }
        }
        Mutex clientsLock = world.place("dm_bufio_clients_lock", new Mutex());
        return world.place("dm_bufio", new DmBufioModule(clientsLock.id()));
    }
}
