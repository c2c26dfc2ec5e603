package dev.gfpfuzz.model.dmbufio;

import dev.gfpfuzz.model.pagealloc.PageAllocator;
import dev.gfpfuzz.step.Fields;
import dev.gfpfuzz.step.Items;
import dev.gfpfuzz.step.Part;
import dev.gfpfuzz.step.Task;
import java.util.Arrays;

/**
 * The buffers of a client and where they are: {@code drivers/md/dm-bufio.c, v4.17, struct dm_buffer} and the lists of
 * {@code struct dm_bufio_client}. Rules about locks and events are the client's.
 *
 * <p>Buffers are numbered 0..{@link #buffersMax()}-1; a number not in use has place {@link #ABSENT}. The kernel has addresses
 * in place of numbers, and nothing looks at their order: the lists say which buffer is older.
 */
public abstract sealed class BufferStore extends Part permits DmBufioClient {
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

    private int[] block;
    private int[] holdCount;
    private int[] state;
    private int[] place;
    private long[] memory;
    /** Recorded only where the age of a buffer matters. */
    private final boolean aged;

    private long[] lastAccessed;
    /** Oldest first: the kernel's tail is at index 0. */
    private int[] clean;

    private int[] dirty;
    private int nClean;
    private int nDirty;
    private int[] reserve;
    private int nReserve;
    private long inFlight;
    private long readErrors;
    private long writeErrors;

    /** @param allocator for the memory of the reserve */
    BufferStore(int buffersMax, int reservedBuffers, boolean aged, PageAllocator allocator) {
        this.aged = aged;
        block = new int[buffersMax];
        Arrays.fill(block, NULL);
        holdCount = new int[buffersMax];
        state = new int[buffersMax];
        place = new int[buffersMax];
        Arrays.fill(place, ABSENT);
        memory = new long[buffersMax];
        lastAccessed = new long[buffersMax];
        Arrays.fill(lastAccessed, Task.NO_TIMEOUT);
        clean = new int[buffersMax];
        dirty = new int[buffersMax];
        reserve = new int[buffersMax];
        for (int b = 0; b < reservedBuffers; b++) {
            place[b] = RESERVED;
            memory[b] = allocator.memoryAtBoot(0);
            reserve[nReserve++] = b;
        }
    }

    @Override
    protected BufferStore copy() {
        BufferStore c = (BufferStore) super.copy();
        c.block = block.clone();
        c.holdCount = holdCount.clone();
        c.state = state.clone();
        c.place = place.clone();
        c.memory = memory.clone();
        c.lastAccessed = lastAccessed.clone();
        c.clean = clean.clone();
        c.dirty = dirty.clone();
        c.reserve = reserve.clone();
        return c;
    }

    // ---- for readers ----

    public final int buffersMax() {
        return place.length;
    }

    public final int block(int b) {
        return block[b];
    }

    public final int holdCount(int b) {
        return holdCount[b];
    }

    public final int state(int b) {
        return state[b];
    }

    public final boolean test(int b, int bits) {
        return (state[b] & bits) != 0;
    }

    /** {@link #LIST_CLEAN} to {@link #ABSENT}. */
    public final int place(int b) {
        return place[b];
    }

    /** {@code b->last_accessed}, in ticks; {@link Task#NO_TIMEOUT} of one that was never linked. */
    public final long lastAccessed(int b) {
        return lastAccessed[b];
    }

    /** {@code c->n_buffers[list]}. */
    public final int nBuffers(int list) {
        return list == LIST_CLEAN ? nClean : nDirty;
    }

    /** Buffer at position {@code i} of an lru list, 0 = the tail (oldest). */
    public final int lru(int list, int i) {
        return list == LIST_CLEAN ? clean[i] : dirty[i];
    }

    public final int reserveLength() {
        return nReserve;
    }

    /** Position {@code i} of the reserve, 0 = put first. */
    public final int reserved(int i) {
        return reserve[i];
    }

    /** Buffers whose I/O was submitted and has not completed, a bit each. */
    public final long inFlight() {
        return inFlight;
    }

    public final boolean readError(int b) {
        return (readErrors >>> b & 1) != 0;
    }

    public final boolean writeError(int b) {
        return (writeErrors >>> b & 1) != 0;
    }

    /** Whether an lru list has a buffer that nobody holds and whose state has none of {@code unwanted}. */
    final boolean unheld(int list, int unwanted) {
        int[] buffers = list == LIST_CLEAN ? clean : dirty;
        for (int i = 0; i < nBuffers(list); i++) {
            if (holdCount[buffers[i]] == 0 && !test(buffers[i], unwanted)) {
                return true;
            }
        }
        return false;
    }

    /** {@code __find}: the buffer linked for a block, or {@link #NULL}. */
    public final int find(int wanted) {
        int b = find(wanted, clean, nClean);
        return b != NULL ? b : find(wanted, dirty, nDirty);
    }

    private int find(int wanted, int[] list, int n) {
        for (int i = 0; i < n; i++) {
            if (block[list[i]] == wanted) {
                return list[i];
            }
        }
        return NULL;
    }

    // ---- changes ----

    /** A number without memory, or {@link #NULL}. */
    final int unusedNumber() {
        for (int b = 0; b < place.length; b++) {
            if (place[b] == ABSENT) {
                return b;
            }
        }
        return NULL;
    }

    final void giveMemory(int b, long handle) {
        changed();
        place[b] = LOOSE;
        memory[b] = handle;
    }

    /** Takes the memory of a buffer away and returns its handle. */
    final long takeMemory(int b) {
        changed();
        long handle = memory[b];
        place[b] = ABSENT;
        block[b] = NULL;
        memory[b] = 0;
        lastAccessed[b] = Task.NO_TIMEOUT;
        return handle;
    }

    /** Newest of {@code list}. */
    final void append(int b, int forBlock, int list, long now) {
        changed();
        block[b] = forBlock;
        place[b] = list;
        lastAccessed[b] = aged ? now : Task.NO_TIMEOUT;
        if (list == LIST_CLEAN) {
            clean[nClean++] = b;
        } else {
            dirty[nDirty++] = b;
        }
    }

    final void remove(int b) {
        changed();
        int[] list = place[b] == LIST_CLEAN ? clean : dirty;
        int n = place[b] == LIST_CLEAN ? nClean-- : nDirty--;
        int i = 0;
        while (list[i] != b) {
            i++;
        }
        System.arraycopy(list, i + 1, list, i, n - i - 1);
    }

    /** A removed buffer has neither block nor state any more. */
    final void loosen(int b) {
        place[b] = LOOSE;
        block[b] = NULL;
        state[b] = 0;
        readErrors &= ~(1L << b);
        writeErrors &= ~(1L << b);
    }

    final int popReserve() {
        changed();
        int b = reserve[--nReserve];
        place[b] = LOOSE;
        return b;
    }

    /** The refill half of {@code __free_buffer_wake}. */
    final void refillReserve(int b) {
        changed();
        place[b] = RESERVED;
        reserve[nReserve++] = b;
    }

    final void changeHold(int b, int delta) {
        changed();
        holdCount[b] += delta;
    }

    final void setBits(int b, int bits) {
        changed();
        state[b] |= bits;
    }

    final void clearBits(int b, int bits) {
        changed();
        state[b] &= ~bits;
    }

    final void setInFlight(int b) {
        changed();
        inFlight |= 1L << b;
    }

    final void landed(int b) {
        changed();
        inFlight &= ~(1L << b);
    }

    final void setReadError(int b) {
        readErrors |= 1L << b;
    }

    final void setWriteError(int b, boolean error) {
        writeErrors = error ? writeErrors | 1L << b : writeErrors & ~(1L << b);
    }

    @Override
    protected final Items items() {
        return new Items(buffersMax(), "buffers");
    }

    @Override
    protected void fields(Fields f) {
        f.byItem(id(), block);
        f.byItem(id(), holdCount);
        f.byItem(id(), state);
        f.byItem(id(), place);
        f.byItem(id(), memory);
        if (aged) {
            f.ticksByItem(id(), lastAccessed);
        }
        nClean = f.of(nClean);
        f.itemList(id(), clean, nClean);
        nDirty = f.of(nDirty);
        f.itemList(id(), dirty, nDirty);
        nReserve = f.of(nReserve);
        f.itemList(id(), reserve, nReserve);
        inFlight = f.items(id(), inFlight);
        readErrors = f.items(id(), readErrors);
        writeErrors = f.items(id(), writeErrors);
    }
}
