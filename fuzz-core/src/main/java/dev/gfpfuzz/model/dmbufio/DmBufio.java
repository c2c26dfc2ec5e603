package dev.gfpfuzz.model.dmbufio;

import dev.gfpfuzz.kernel.ExclusiveLock;
import dev.gfpfuzz.kernel.Mutex;
import dev.gfpfuzz.kernel.Softirq;
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
     * @param backing part id of the filesystem under a loop device, or {@link LoopWorker#NO_FILESYSTEM}
     * @return the client
     */
    public static DmBufioClient create(
            WorldBuilder world,
            String name,
            DmBufioConfig config,
            DmBufioVariants variants,
            int loopFlags,
            int backing,
            PageAllocator allocator) {
        DmBufioModule module = module(world);
        boolean spins = config.noSleep() && variants.locking() != DmBufioVariants.Locking.MUTEX;
        ExclusiveLock lock = world.place(name + "->lock", lock(world, config, variants));
        WaitQueue wait = world.place(name + "->free_buffer_wait", new WaitQueue());
        int softirq = spins ? softirq(world).id() : DmBufioClient.NO_SOFTIRQ;
        DmBufioClient client = world.place(
                name,
                new DmBufioClient(config, variants, allocator, module.id(), lock.id(), wait.id(), softirq, spins));
        if (config.loop()) {
            world.daemon(name + "-loop", new LoopWorker(client.id(), allocator.id(), loopFlags, backing));
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

    private static ExclusiveLock lock(WorldBuilder world, DmBufioConfig config, DmBufioVariants variants) {
        if (!config.noSleep() || variants.locking() == DmBufioVariants.Locking.MUTEX) {
            return new Mutex(true);
        }
        Softirq softirq = softirq(world);
        return variants.locking() == DmBufioVariants.Locking.IRQSAVE_IF_NO_SLEEP
                ? new SpinLock(true)
                : SpinLock.bh(true, softirq);
    }

    /** The softirqs of the CPU; placed with the first client that is used by one. */
    private static Softirq softirq(WorldBuilder world) {
        for (Part p : world.parts()) {
            if (p instanceof Softirq s) {
                return s;
            }
        }
        return world.place("softirq", new Softirq());
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
