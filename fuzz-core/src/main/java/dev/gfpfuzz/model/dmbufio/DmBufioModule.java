package dev.gfpfuzz.model.dmbufio;

import dev.gfpfuzz.kernel.Mutex;
import dev.gfpfuzz.step.Fields;
import dev.gfpfuzz.step.Part;
import dev.gfpfuzz.step.TaskNames;
import dev.gfpfuzz.step.World;
import java.util.Arrays;

/**
 * {@code drivers/md/dm-bufio.c, v4.17}: what all clients share. The list of clients and the cache size, protected by
 * {@code dm_bufio_clients_lock}; whoever needs both locks takes that one before a client's.
 *
 * <p>Sizes are in units of which a buffer has {@link #UNITS_PER_BUFFER}, so that the size 1, which switches the allocation
 * of new buffers off for debugging, is less than a buffer.
 */
public final class DmBufioModule extends Part {
    /** Size of a buffer. */
    static final int UNITS_PER_BUFFER = 16;
    /** The cache size that forbids new buffers. */
    static final int DEBUG_SIZE = 1;

    private final int clientsLock;
    /** Part ids; complete when the world is built. */
    private int[] clients = {};

    private long alive;
    private int cacheSize;
    private int cacheSizeLatch;
    private int cacheSizePerClient;

    DmBufioModule(int clientsLock) {
        this.clientsLock = clientsLock;
    }

    /** Adds a client while a world is built; the cache grows by its share. */
    void add(DmBufioClient client) {
        clients = Arrays.copyOf(clients, clients.length + 1);
        clients[clients.length - 1] = client.id();
        alive |= 1L << clients.length - 1;
        cacheSize += client.config().limitBuffers() * UNITS_PER_BUFFER;
        refresh();
    }

    @Override
    protected DmBufioModule copy() {
        DmBufioModule m = (DmBufioModule) super.copy();
        m.clients = clients.clone();
        return m;
    }

    /** Part id of {@code dm_bufio_clients_lock}. */
    public int clientsLock() {
        return clientsLock;
    }

    Mutex lock(World w) {
        return w.part(clientsLock);
    }

    /** The client at a position of {@code dm_bufio_all_clients}, or -1 if it is no longer there. */
    int client(int position) {
        return (alive >>> position & 1) != 0 ? clients[position] : -1;
    }

    /** Positions of clients that were ever there. */
    int clientPositions() {
        return clients.length;
    }

    /** {@code list_del(&c->client_list)}. */
    void remove(int client) {
        for (int i = 0; i < clients.length; i++) {
            if (clients[i] == client) {
                alive &= ~(1L << i);
            }
        }
    }

    /** The user changes {@code max_cache_size_bytes}; nobody has seen it yet. */
    void setCacheSize(int buffersPerClient) {
        cacheSize = buffersPerClient == 0
                ? DEBUG_SIZE
                : buffersPerClient * UNITS_PER_BUFFER * Math.max(1, Long.bitCount(alive));
    }

    /** Whether the user changed the cache size since it was last looked at. */
    boolean stale() {
        return cacheSize != cacheSizeLatch;
    }

    /** {@code __cache_size_refresh}. */
    void refresh() {
        cacheSizeLatch = cacheSize;
        cacheSizePerClient = cacheSizeLatch / Math.max(1, Long.bitCount(alive));
    }

    /** Whether new buffers may be allocated at all. */
    boolean mayAllocate() {
        return cacheSizeLatch != DEBUG_SIZE;
    }

    /** Buffers above which a client's watermark evicts. */
    int limitBuffers(DmBufioConfig config) {
        return Math.max(config.minimumBuffers(), cacheSizePerClient / UNITS_PER_BUFFER);
    }

    @Override
    protected TaskNames taskNames() {
        return TaskNames.NONE;
    }

    @Override
    protected void fields(Fields f) {
        f.of(clients);
        alive = f.of(alive);
        cacheSize = f.of(cacheSize);
        cacheSizeLatch = f.of(cacheSizeLatch);
        cacheSizePerClient = f.of(cacheSizePerClient);
    }
}
