package dev.gfpfuzz.model.dmbufio;

import dev.gfpfuzz.kernel.ExclusiveLock;
import dev.gfpfuzz.kernel.WaitQueue;
import dev.gfpfuzz.model.block.RequestSource;
import dev.gfpfuzz.model.pagealloc.PageAllocator;
import dev.gfpfuzz.model.pagealloc.Shrinker;
import dev.gfpfuzz.step.Fields;
import dev.gfpfuzz.step.Frame;
import dev.gfpfuzz.step.Task;
import dev.gfpfuzz.step.TaskNames;
import dev.gfpfuzz.step.World;

/**
 * {@code drivers/md/dm-bufio.c, v4.17, struct dm_bufio_client} with its buffers, which {@link BufferStore} keeps.
 *
 * <p>Everything is protected by the client's lock, a mutex, or a spinlock for a client that may not sleep (v6.1), except
 * a buffer's {@code READING} and {@code WRITING} bits, which completions clear without it. Left out: {@code
 * alloc_callback}, partial dirty ranges.
 */
public final class DmBufioClient extends BufferStore implements Shrinker, RequestSource {
    static final int NO_SOFTIRQ = -1;

    private final DmBufioConfig config;
    private final DmBufioVariants variants;
    private final int allocator;
    private final int module;
    private final int lock;
    private final int freeBufferWait;
    private final int softirq;
    private final boolean spins;

    private int needReservedBuffers;
    private boolean asyncWriteError;
    private int cleaners;
    private long movers;
    private int pageTables;
    private int needShrink;
    /** A bit each: queued, running. */
    private int shrinkWork;

    private boolean destroyed;

    /**
     * @param softirq part id of the CPU's softirqs, or {@link #NO_SOFTIRQ} for a client that no softirq uses
     * @param spins whether the lock is a spinlock: then nothing may sleep with it held
     */
    DmBufioClient(
            DmBufioConfig config,
            DmBufioVariants variants,
            PageAllocator allocator,
            int module,
            int lock,
            int freeBufferWait,
            int softirq,
            boolean spins) {
        super(config.buffersMax(), config.reservedBuffers(), config.maxAgeTicks() > 0, allocator);
        this.config = config;
        this.variants = variants;
        this.allocator = allocator.id();
        this.module = module;
        this.lock = lock;
        this.freeBufferWait = freeBufferWait;
        this.softirq = softirq;
        this.spins = spins;
    }

    // ---- for readers ----

    public DmBufioConfig config() {
        return config;
    }

    public DmBufioVariants variants() {
        return variants;
    }

    /** Part id of {@code c->lock}. */
    public int lock() {
        return lock;
    }

    /** Part id of {@code c->free_buffer_wait}. */
    public int freeBufferWait() {
        return freeBufferWait;
    }

    /** Part id of the {@link DmBufioModule}. */
    public int module() {
        return module;
    }

    /** Part id of the CPU's softirqs, or {@link #NO_SOFTIRQ}. */
    int softirq() {
        return softirq;
    }

    /** Whether a softirq can begin on top of who holds the lock: then its taking is a scheduling point. */
    boolean softirqsOn() {
        return spins && variants.locking() == DmBufioVariants.Locking.IRQSAVE_IF_NO_SLEEP;
    }

    /** {@code c->no_sleep}. */
    boolean noSleep() {
        return spins;
    }

    /** {@code c->need_reserved_buffers}. */
    public int needReservedBuffers() {
        return needReservedBuffers;
    }

    public boolean asyncWriteError() {
        return asyncWriteError;
    }

    /** Tasks inside {@code dm_bufio_write_dirty_buffers}, which owe a wake-up at its end. */
    public int cleaners() {
        return cleaners;
    }

    /** Tasks that sleep on the queue for one particular block to be let go, not for any buffer; a bit each. */
    public long movers() {
        return movers;
    }

    /** {@code c->need_shrink}, v6.1: how many buffers reclaim has asked for that the shrink work has not seen to. */
    public int needShrink() {
        return needShrink;
    }

    /** Whether a task that needs a buffer would find one without allocating: reserved, or linked and unheld. */
    public boolean bufferAvailable() {
        return reserveLength() > 0 || unheld(LIST_CLEAN, spins ? READING : 0) || !spins && unheld(LIST_DIRTY, 0);
    }

    /** Cached buffers that reclaim may have: {@code dm_bufio_shrink_count} before v6.1's deduction. */
    int shrinkable() {
        return Math.max(0, nBuffers(LIST_CLEAN) + nBuffers(LIST_DIRTY) - config.retainBuffers());
    }

    // ---- changes; all but the completions need the lock ----

    /** Before a change under the lock. */
    private void owned(World w, Task current) {
        w.<ExclusiveLock>part(lock).assertHeld(current);
        changed();
    }

    /** {@code dm_bufio_unlock}; a scheduling point must follow. */
    void unlock(World w, Task current) {
        w.<ExclusiveLock>part(lock).unlock(w, current);
    }

    boolean trylock(World w, Task current) {
        return w.<ExclusiveLock>part(lock).trylock(w, current);
    }

    WaitQueue waitQueue(World w) {
        return w.part(freeBufferWait);
    }

    PageAllocator allocator(World w) {
        return w.part(allocator);
    }

    DmBufioModule module(World w) {
        return w.part(module);
    }

    /** Whether a number is left for a buffer of new memory. */
    boolean canAdopt() {
        return unusedNumber() != NULL;
    }

    /** A number for new memory. */
    int adopt(long handle) {
        int b = unusedNumber();
        giveMemory(b, handle);
        return b;
    }

    /** {@code free_buffer}. */
    void freeBuffer(World w, Task current, int b) {
        long handle = takeMemory(b);
        w.emit(BufioEvent.BUFFER_FREED, current, id(), b);
        if (handle != PageAllocator.NULL) {
            allocator(w).freePages(w, current, handle);
        }
    }

    /** {@code __link_buffer}: newest of its list. */
    void link(World w, Task current, int b, int forBlock, int list) {
        owned(w, current);
        append(b, forBlock, list, w.ticks());
        w.emit(BufioEvent.BUFFER_LINKED, current, id(), b);
    }

    /** {@code __unlink_buffer}. */
    void unlink(World w, Task current, int b) {
        owned(w, current);
        remove(b);
        loosen(b);
    }

    /** {@code __relink_lru}: newest of {@code list}. */
    void relink(World w, Task current, int b, int list) {
        owned(w, current);
        remove(b);
        append(b, block(b), list, w.ticks());
    }

    /** {@code __unlink_buffer} and {@code __link_buffer} for another block; the buffer keeps its holders and state. */
    void move(World w, Task current, int b, int newBlock, int list) {
        owned(w, current);
        remove(b);
        append(b, newBlock, list, w.ticks());
    }

    /** Takes the buffer put last from the reserve; the caller checked that there is one. */
    int takeReserved(World w, Task current) {
        owned(w, current);
        needReservedBuffers++;
        return popReserve();
    }

    void changeNeed(int delta) {
        changed();
        needReservedBuffers += delta;
    }

    void changeCleaners(int delta) {
        changed();
        cleaners += delta;
    }

    void setMover(Task task, boolean moves) {
        movers = moves ? movers | 1L << task.id() : movers & ~(1L << task.id());
    }

    /** Whether the page table of the vmalloc area has not been allocated yet; one covers every buffer of a client. */
    boolean pageTableMissing() {
        return config.vmalloc() && pageTables == 0;
    }

    /** The page table stays for ever, as in the kernel. */
    void keepPageTable() {
        pageTables++;
    }

    void setNeedShrink(int n) {
        needShrink = n;
    }

    private static final int SHRINK_QUEUED = 1;
    private static final int SHRINK_RUNS = 2;

    /** {@code queue_work} of the shrink work: also while it runs, and then it runs again. */
    void queueShrinkWork() {
        shrinkWork |= SHRINK_QUEUED;
    }

    /** Whether the shrink work is queued. */
    boolean shrinkQueued() {
        return (shrinkWork & SHRINK_QUEUED) != 0;
    }

    /** The shrink work begins: from here on it can be queued again. */
    void shrinkWorkBegins() {
        shrinkWork = SHRINK_RUNS;
    }

    void shrinkWorkEnds() {
        shrinkWork &= ~SHRINK_RUNS;
    }

    /** Whether {@code flush_work} has nothing to wait for. */
    boolean shrinkWorkIdle() {
        return shrinkWork == 0;
    }

    void setDestroyed() {
        destroyed = true;
    }

    /** Whether {@code dm_bufio_client_destroy} is over. */
    public boolean destroyed() {
        return destroyed;
    }

    /** {@code submit_io}. */
    void submit(World w, Task current, int b) {
        setInFlight(b);
        w.emit(test(b, READING) ? BufioEvent.READ_SUBMITTED : BufioEvent.WRITE_SUBMITTED, current, id(), b);
    }

    /** {@code read_endio} or {@code write_endio}, in interrupt context: never takes the lock, never wakes the queue. */
    @Override
    public void endio(World w, Task irq, int b, boolean error) {
        landed(b);
        if (test(b, READING)) {
            if (error) {
                setReadError(b);
            }
            clearBits(b, READING);
            w.emit(error ? BufioEvent.READ_FAILED : BufioEvent.READ_ENDED, irq, id(), b);
        } else {
            setWriteError(b, error);
            if (error) {
                asyncWriteError = true;
            }
            clearBits(b, WRITING);
            w.emit(error ? BufioEvent.WRITE_FAILED : BufioEvent.WRITE_ENDED, irq, id(), b);
        }
    }

    @Override
    public boolean mayFail() {
        return config.ioErrors();
    }

    /** The second half of {@code xchg(&c->async_write_error, 0)}. */
    void clearAsyncWriteError() {
        changed();
        asyncWriteError = false;
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
        return variants.shrinkScan().couldFree(w, this, gfp);
    }

    @Override
    protected TaskNames taskNames() {
        return TaskNames.VISITED;
    }

    @Override
    protected void fields(Fields f) {
        super.fields(f);
        needReservedBuffers = f.of(needReservedBuffers);
        asyncWriteError = f.of(asyncWriteError);
        cleaners = f.of(cleaners);
        movers = f.tasks(movers);
        pageTables = f.of(pageTables);
        needShrink = f.of(needShrink);
        shrinkWork = f.of(shrinkWork);
        destroyed = f.of(destroyed);
    }
}
