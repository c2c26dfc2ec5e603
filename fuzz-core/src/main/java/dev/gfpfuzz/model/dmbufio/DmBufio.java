package dev.gfpfuzz.model.dmbufio;

import dev.gfpfuzz.kernel.Mutex;
import dev.gfpfuzz.kernel.WaitQueue;
import dev.gfpfuzz.model.pagealloc.PageAllocator;
import dev.gfpfuzz.step.WorldBuilder;

/** {@code drivers/md/dm-bufio.c, v4.17, dm_bufio_client_create}: puts a client into a world. */
public final class DmBufio {
    private DmBufio() {}

    /**
     * Places the client, its mutex, its wait queue and the daemon that completes its I/O, and registers the shrinker.
     *
     * @return the client
     */
    public static DmBufioClient create(
            WorldBuilder world, String name, DmBufioConfig config, DmBufioVariants variants, PageAllocator allocator) {
        Mutex lock = world.place(name + "->lock", new Mutex());
        WaitQueue wait = world.place(name + "->free_buffer_wait", new WaitQueue());
        DmBufioClient client = world.place(name, new DmBufioClient(config, variants, allocator, lock.id(), wait.id()));
        world.daemon(name + "-io", new Endio(client.id()));
        allocator.registerShrinker(client);
        return client;
    }
}
