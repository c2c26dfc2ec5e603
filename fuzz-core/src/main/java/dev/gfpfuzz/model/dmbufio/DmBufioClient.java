package dev.gfpfuzz.model.dmbufio;

import dev.gfpfuzz.kernel.Mutex;
import dev.gfpfuzz.kernel.WaitQueue;
import dev.gfpfuzz.model.pagealloc.PageAllocator;
import dev.gfpfuzz.model.pagealloc.Shrinker;
import dev.gfpfuzz.step.Fields;
import dev.gfpfuzz.step.Frame;
import dev.gfpfuzz.step.Part;
import dev.gfpfuzz.step.Task;
import dev.gfpfuzz.step.World;
import java.util.Arrays;

/**
 * {@code drivers/md/dm-bufio.c, v4.17, struct dm_bufio_client} with its buffers.
 *
 * <p>Buffers are numbered 0..{@link #buffersMax()}-1; a number not in use has place {@link #ABSENT}. Everything is
 * protected by the client's mutex except a buffer's {@code READING} and {@code WRITING} bits, which completions clear
 * without it. Left out: the cache-size latch (a configured limit instead), {@code alloc_callback}, partial dirty ranges.
 */
public final class DmBufioClient extends Part implements Shrinker {
    /** No buffer. */
    public static final int NULL = -1;

    /** Bits of a buffer's state. */
    public static final int READING = 1;

    public static final int WRITING = 2;
    public static final int DIRTY = 4;

    /** Places of a buffer: the two lru lists, the reserve, allocated but linked nowhere, no memory at all. */
    public static final int LIST_CLEAN = 0;

    public static final int LIST_DIRTY = 1;
    public static final int RESERVED = 2;
    public static final int LOOSE = 3;
    public static final int ABSENT = 4;

    private final DmBufioConfig config;
    private final DmBufioVariants variants;
    private final int allocator;
    private final int lock;
    private final int freeBufferWait;

    private int[] block;
    private int[] holdCount;
    private int[] state;
    private int[] place;
    private long[] memory;
    /** Oldest first: the kernel's tail is at index 0. */
    private int[] clean;

    private int[] dirty;
    private int nClean;
    private int nDirty;
    private int[] reserve;
    private int nReserve;
    private int needReservedBuffers;
    private long inFlight;
    private long readErrors;
    private long writeErrors;
    private boolean asyncWriteError;
    private int cleaners;
    /** No state: a bit per reader that has not looked since the last change. */
    private long unread = -1;

    DmBufioClient(
            DmBufioConfig config, DmBufioVariants variants, PageAllocator allocator, int lock, int freeBufferWait) {
        this.config = config;
        this.variants = variants;
        this.allocator = allocator.id();
        this.lock = lock;
        this.freeBufferWait = freeBufferWait;
        int n = config.buffersMax();
        block = new int[n];
        Arrays.fill(block, NULL);
        holdCount = new int[n];
        state = new int[n];
        place = new int[n];
        Arrays.fill(place, ABSENT);
        memory = new long[n];
        clean = new int[n];
        dirty = new int[n];
        reserve = new int[n];
        for (int b = 0; b < config.reservedBuffers(); b++) {
            place[b] = RESERVED;
            memory[b] = allocator.memoryAtBoot(0);
            reserve[nReserve++] = b;
        }
    }

    @Override
    protected DmBufioClient copy() {
        DmBufioClient c = (DmBufioClient) super.copy();
        c.block = block.clone();
        c.holdCount = holdCount.clone();
        c.state = state.clone();
        c.place = place.clone();
        c.memory = memory.clone();
        c.clean = clean.clone();
        c.dirty = dirty.clone();
        c.reserve = reserve.clone();
        return c;
    }

    // ---- configuration ----

    public DmBufioConfig config() {
        return config;
    }

    public DmBufioVariants variants() {
        return variants;
    }

    public int buffersMax() {
        return config.buffersMax();
    }

    /** Part id of {@code c->lock}. */
    public int lock() {
        return lock;
    }

    /** Part id of {@code c->free_buffer_wait}. */
    public int freeBufferWait() {
        return freeBufferWait;
    }

    int allocator() {
        return allocator;
    }

    // ---- buffers, for readers ----

    public int block(int b) {
        return block[b];
    }

    public int holdCount(int b) {
        return holdCount[b];
    }

    public int state(int b) {
        return state[b];
    }

    public boolean test(int b, int bits) {
        return (state[b] & bits) != 0;
    }

    /** {@link #LIST_CLEAN} to {@link #ABSENT}. */
    public int place(int b) {
        return place[b];
    }

    /** {@code c->n_buffers[list]}. */
    public int nBuffers(int list) {
        return list == LIST_CLEAN ? nClean : nDirty;
    }

    /** Buffer at position {@code i} of an lru list, 0 = the tail (oldest). */
    public int lru(int list, int i) {
        return list == LIST_CLEAN ? clean[i] : dirty[i];
    }

    public int reserveLength() {
        return nReserve;
    }

    /** Position {@code i} of the reserve, 0 = put first. */
    public int reserved(int i) {
        return reserve[i];
    }

    /** {@code c->need_reserved_buffers}. */
    public int needReservedBuffers() {
        return needReservedBuffers;
    }

    /** Buffers whose I/O was submitted and has not completed, a bit each. */
    public long inFlight() {
        return inFlight;
    }

    public boolean readError(int b) {
        return (readErrors >>> b & 1) != 0;
    }

    public boolean writeError(int b) {
        return (writeErrors >>> b & 1) != 0;
    }

    public boolean asyncWriteError() {
        return asyncWriteError;
    }

    /** Tasks inside {@code dm_bufio_write_dirty_buffers}, which owe a wake-up at its end. */
    public int cleaners() {
        return cleaners;
    }

    /** Whether a task that needs a buffer would find one without allocating: reserved, or linked and unheld. */
    public boolean bufferAvailable() {
        if (nReserve > 0) {
            return true;
        }
        for (int i = 0; i < nClean; i++) {
            if (holdCount[clean[i]] == 0) {
                return true;
            }
        }
        for (int i = 0; i < nDirty; i++) {
            if (holdCount[dirty[i]] == 0) {
                return true;
            }
        }
        return false;
    }

    /** {@code __find}: the buffer linked for a block, or {@link #NULL}. */
    public int find(int wanted) {
        for (int b = 0; b < block.length; b++) {
            if (block[b] == wanted && place[b] <= LIST_DIRTY) {
                return b;
            }
        }
        return NULL;
    }

    /**
     * Whether anything changed since this reader asked last; for checks that depend on nothing else.
     *
     * @param reader 0..63
     */
    public boolean changedFor(int reader) {
        boolean changed = (unread >>> reader & 1) != 0;
        unread &= ~(1L << reader);
        return changed;
    }

    // ---- changes; all but the completions need the lock ----

    /** Before a change under the lock. */
    private Mutex owned(World w, Task current) {
        Mutex m = w.part(lock);
        m.assertHeld(current);
        unread = -1;
        return m;
    }

    /** {@code dm_bufio_unlock}; a scheduling point must follow. */
    void unlock(World w, Task current) {
        w.<Mutex>part(lock).unlock(w, current);
    }

    boolean trylock(World w, Task current) {
        return w.<Mutex>part(lock).trylock(w, current);
    }

    WaitQueue waitQueue(World w) {
        return w.part(freeBufferWait);
    }

    PageAllocator allocator(World w) {
        return w.part(allocator);
    }

    /** Whether a number is left for a buffer of new memory. */
    boolean canAdopt() {
        return unusedNumber() != NULL;
    }

    /** A number for new memory. */
    int adopt(long handle) {
        unread = -1;
        int b = unusedNumber();
        place[b] = LOOSE;
        memory[b] = handle;
        return b;
    }

    private int unusedNumber() {
        for (int b = 0; b < place.length; b++) {
            if (place[b] == ABSENT) {
                return b;
            }
        }
        return NULL;
    }

    /** {@code free_buffer}. */
    void freeBuffer(World w, Task current, int b) {
        unread = -1;
        long handle = memory[b];
        place[b] = ABSENT;
        block[b] = NULL;
        memory[b] = 0;
        w.emit(BufioEvent.BUFFER_FREED, current, id(), b);
        if (handle != PageAllocator.NULL) {
            allocator(w).freePages(w, current, handle);
        }
    }

    /** {@code __link_buffer}: newest of its list. */
    void link(World w, Task current, int b, int forBlock, int list) {
        owned(w, current);
        block[b] = forBlock;
        append(b, list);
        w.emit(BufioEvent.BUFFER_LINKED, current, id(), b);
    }

    /** {@code __unlink_buffer}. */
    void unlink(World w, Task current, int b) {
        owned(w, current);
        remove(b);
        place[b] = LOOSE;
        block[b] = NULL;
        state[b] = 0;
        readErrors &= ~(1L << b);
        writeErrors &= ~(1L << b);
    }

    /** {@code __relink_lru}: newest of {@code list}. */
    void relink(World w, Task current, int b, int list) {
        owned(w, current);
        remove(b);
        append(b, list);
    }

    private void append(int b, int list) {
        place[b] = list;
        if (list == LIST_CLEAN) {
            clean[nClean++] = b;
        } else {
            dirty[nDirty++] = b;
        }
    }

    private void remove(int b) {
        int[] list = place[b] == LIST_CLEAN ? clean : dirty;
        int n = place[b] == LIST_CLEAN ? nClean-- : nDirty--;
        int i = 0;
        while (list[i] != b) {
            i++;
        }
        System.arraycopy(list, i + 1, list, i, n - i - 1);
    }

    /** Takes the buffer put last from the reserve; the caller checked that there is one. */
    int takeReserved(World w, Task current) {
        owned(w, current);
        int b = reserve[--nReserve];
        needReservedBuffers++;
        place[b] = LOOSE;
        return b;
    }

    /** The refill half of {@code __free_buffer_wake}. */
    void refillReserve(int b) {
        unread = -1;
        place[b] = RESERVED;
        reserve[nReserve++] = b;
    }

    void changeNeed(int delta) {
        unread = -1;
        needReservedBuffers += delta;
    }

    void changeHold(int b, int delta) {
        unread = -1;
        holdCount[b] += delta;
    }

    void setBits(int b, int bits) {
        unread = -1;
        state[b] |= bits;
    }

    void clearBits(int b, int bits) {
        unread = -1;
        state[b] &= ~bits;
    }

    void changeCleaners(int delta) {
        unread = -1;
        cleaners += delta;
    }

    /** {@code submit_io}. */
    void submit(World w, Task current, int b) {
        unread = -1;
        inFlight |= 1L << b;
        w.emit(test(b, READING) ? BufioEvent.READ_SUBMITTED : BufioEvent.WRITE_SUBMITTED, current, id(), b);
    }

    /** {@code read_endio} or {@code write_endio}, in interrupt context: never takes the lock, never wakes the queue. */
    void endio(World w, Task irq, int b, boolean error) {
        unread = -1;
        inFlight &= ~(1L << b);
        if (test(b, READING)) {
            readErrors = error ? readErrors | 1L << b : readErrors;
            state[b] &= ~READING;
            w.emit(error ? BufioEvent.READ_FAILED : BufioEvent.READ_ENDED, irq, id(), b);
        } else {
            writeErrors = error ? writeErrors | 1L << b : writeErrors;
            asyncWriteError |= error;
            state[b] &= ~WRITING;
            w.emit(error ? BufioEvent.WRITE_FAILED : BufioEvent.WRITE_ENDED, irq, id(), b);
        }
    }

    /** {@code xchg(&c->async_write_error, 0)}. */
    boolean takeAsyncWriteError() {
        boolean error = asyncWriteError;
        asyncWriteError = false;
        return error;
    }

    // ---- shrinker ----

    @Override
    public Frame<?> countObjects(World w, int gfp) {
        return variants.shrinkCount().enter(id(), gfp);
    }

    @Override
    public Frame<?> scanObjects(World w, int gfp, int nrToScan) {
        return variants.shrinkScan().enter(id(), gfp, nrToScan);
    }

    @Override
    public boolean couldFree(World w, int gfp) {
        return variants.shrinkScan().enter(id(), gfp, 1).couldFree(w, this);
    }

    @Override
    protected void fields(Fields f) {
        f.of(block);
        f.of(holdCount);
        f.of(state);
        f.of(place);
        f.of(memory);
        nClean = f.of(nClean);
        f.prefix(clean, nClean);
        nDirty = f.of(nDirty);
        f.prefix(dirty, nDirty);
        nReserve = f.of(nReserve);
        f.prefix(reserve, nReserve);
        needReservedBuffers = f.of(needReservedBuffers);
        inFlight = f.of(inFlight);
        readErrors = f.of(readErrors);
        writeErrors = f.of(writeErrors);
        asyncWriteError = f.of(asyncWriteError);
        cleaners = f.of(cleaners);
    }
}
