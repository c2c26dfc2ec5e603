package dev.gfpfuzz.model.mempool;

import dev.gfpfuzz.kernel.SpinLock;
import dev.gfpfuzz.kernel.WaitQueue;
import dev.gfpfuzz.model.pagealloc.PageAllocator;
import dev.gfpfuzz.step.Fields;
import dev.gfpfuzz.step.Part;
import dev.gfpfuzz.step.Task;
import dev.gfpfuzz.step.World;
import dev.gfpfuzz.step.WorldBuilder;

/**
 * {@code include/linux/mempool.h, v4.17, mempool_t}. An element is a block of pages of one order; its handle is the page
 * allocator's. {@link #outstanding()}, {@link #holding} and {@link #wakers()} are bookkeeping for the invariants: the
 * kernel does not know them.
 */
public final class Mempool extends Part {
    /** No element. */
    public static final long NULL = PageAllocator.NULL;
    /** Most elements that a pool can be sized to. */
    public static final int MIN_NR_MAX = 12;
    /** In place of a size: a task creates the pool. */
    public static final int NOT_CREATED = -1;

    /** An element for which the allocator has no memory beside its own: it is not given back. */
    private static final long OUTSIDE_MEMORY = -1;

    private static final int SLOTS = 16;
    private static final int NIBBLE = 4;

    private final MempoolVariants variants;
    private final int allocator;
    private final int lock;
    private final int wait;
    private final int order;

    private boolean created;
    private int minNr;
    private int currNr;
    private int formerCurrNr;
    private long behind;
    private long[] elements = new long[SLOTS];
    private int outstanding;
    private long holders;
    private int floor;
    private int wakers;
    private boolean lastAddedByFree;

    private Mempool(MempoolVariants variants, int allocator, int lock, int wait, int order) {
        this.variants = variants;
        this.allocator = allocator;
        this.lock = lock;
        this.wait = wait;
        this.order = order;
    }

    /**
     * Places a pool, its lock and its wait queue in a world.
     *
     * @param minNr elements that it is created with, 0..{@link #MIN_NR_MAX}, or {@link #NOT_CREATED}
     * @param order 0..10, page order of an element
     */
    public static Mempool place(
            WorldBuilder world, String name, int minNr, int order, MempoolVariants variants, PageAllocator allocator) {
        SpinLock lock = world.place(name + "->lock", new SpinLock());
        WaitQueue wait = world.place(name + "->wait", new WaitQueue());
        Mempool pool = world.place(name, new Mempool(variants, allocator.id(), lock.id(), wait.id(), order));
        if (minNr != NOT_CREATED) {
            pool.create(minNr);
            while (pool.currNr < minNr) {
                long element = allocator.memoryAtBoot(order);
                pool.elements[pool.currNr++] = element == NULL ? OUTSIDE_MEMORY : element;
            }
            pool.formerCurrNr = minNr;
        }
        return pool;
    }

    /** Whether a task is in {@code mempool_alloc} of some pool. */
    public static boolean isAllocating(Task task) {
        for (int i = 0; i < task.depth(); i++) {
            if (task.frame(i) instanceof MempoolAlloc || task.frame(i) instanceof MempoolAllocBulk) {
                return true;
            }
        }
        return false;
    }

    @Override
    protected Mempool copy() {
        Mempool p = (Mempool) super.copy();
        p.elements = elements.clone();
        return p;
    }

    public MempoolVariants variants() {
        return variants;
    }

    /** Part id of {@code pool->lock}. */
    public int lock() {
        return lock;
    }

    /** Part id of {@code pool->wait}. */
    public int waitQueue() {
        return wait;
    }

    /** Page order of an element. */
    public int order() {
        return order;
    }

    /** {@code pool->min_nr}: what the reserve is to hold. */
    public int minNr() {
        return minNr;
    }

    /** {@code pool->curr_nr}: what the reserve holds. */
    public int currNr() {
        return currNr;
    }

    /** {@code curr_nr} as it was before an element was last taken: what a read without the barrier may still see. */
    int formerCurrNr() {
        return formerCurrNr;
    }

    /**
     * Whether a task's unlocked read may still see {@link #formerCurrNr}: not if it took the element itself, since a
     * processor sees its own stores, nor if it has had the pool's lock since.
     */
    boolean maySeeFormer(Task reader) {
        return (behind >>> reader.id() & 1) != 0;
    }

    /** The task has the pool's lock and sees everything that was written under it. */
    void catchesUp(Task owner) {
        behind &= ~(1L << owner.id());
    }

    public boolean created() {
        return created;
    }

    /** Elements handed out and not freed. */
    public int outstanding() {
        return outstanding;
    }

    /** Elements that a task was handed and that nobody has freed for it. */
    public int holding(int task) {
        return (int) (holders >>> task * NIBBLE) & 0xF;
    }

    /**
     * What reserve and outstanding elements together must not fall below: {@code min_nr}, except that a growing resize
     * raises it only when the reserve has filled up, and a shrinking one lowers it before it starts.
     */
    public int floor() {
        return floor;
    }

    /** Tasks that refilled the reserve and have not called {@code wake_up} yet. */
    public int wakers() {
        return wakers;
    }

    /** Whether the element added last came from {@code mempool_free}, which wakes, and not from a resize. */
    public boolean lastAddedByFree() {
        return lastAddedByFree;
    }

    // ---- changes ----

    void create(int newMinNr) {
        created = true;
        minNr = newMinNr;
        floor = newMinNr;
    }

    void destroy() {
        created = false;
        minNr = 0;
        floor = 0;
    }

    void setMinNr(int newMinNr) {
        minNr = newMinNr;
        lowerFloor(newMinNr);
    }

    /** A shrinking resize is about to take elements away. */
    void lowerFloor(int newMinNr) {
        floor = Math.min(floor, newMinNr);
    }

    SpinLock spinlock(World w) {
        return w.part(lock);
    }

    WaitQueue wait(World w) {
        return w.part(wait);
    }

    PageAllocator allocator(World w) {
        return w.part(allocator);
    }

    /** {@code add_element}; needs the lock. */
    void addElement(World w, Task current, long element, boolean byFree) {
        spinlock(w).assertHeld(current);
        catchesUp(current);
        elements[currNr++] = element;
        lastAddedByFree = byFree;
        if (created && currNr == minNr) {
            floor = minNr;
        }
    }

    /** {@code remove_element}; needs the lock. */
    long removeElement(World w, Task current) {
        spinlock(w).assertHeld(current);
        formerCurrNr = currNr;
        behind = -1L & ~(1L << current.id());
        return elements[--currNr];
    }

    /** {@code pool->free}. */
    void freeElement(World w, Task current, long element) {
        if (element != OUTSIDE_MEMORY) {
            allocator(w).freePages(w, current, element);
        }
    }

    void changeWakers(int delta) {
        wakers += delta;
    }

    /** An element is the caller's from here on. */
    void handedOut(Task to) {
        outstanding++;
        holders += 1L << to.id() * NIBBLE;
    }

    /** An element is nobody's from here on. Who frees for another takes it from the first who has one. */
    void handedBack(Task by) {
        outstanding--;
        int owner = by.id();
        for (int t = 0; holding(owner) == 0 && t < World.TASKS_MAX; t++) {
            owner = t;
        }
        if (holding(owner) > 0) {
            holders -= 1L << owner * NIBBLE;
        }
    }

    @Override
    protected void fields(Fields f) {
        created = f.of(created);
        minNr = f.of(minNr);
        currNr = f.of(currNr);
        formerCurrNr = f.of(formerCurrNr);
        behind = f.of(behind);
        f.of(elements);
        outstanding = f.of(outstanding);
        holders = f.of(holders);
        floor = f.of(floor);
        wakers = f.of(wakers);
        lastAddedByFree = f.of(lastAddedByFree);
    }
}
