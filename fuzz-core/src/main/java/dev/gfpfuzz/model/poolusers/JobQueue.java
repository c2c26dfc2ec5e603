package dev.gfpfuzz.model.poolusers;

import dev.gfpfuzz.step.Fields;
import dev.gfpfuzz.step.Part;

/**
 * A first-in first-out queue of small numbered jobs, the elements that they hold, and which are over: what one worker
 * thread works from. Jobs are 0..{@link #JOBS_MAX}-1, kinds 0..7.
 */
public final class JobQueue extends Part {
    /** Most jobs. */
    public static final int JOBS_MAX = 4;

    private static final int LENGTH_MAX = 16;
    private static final int KIND_BITS = 3;

    private final int pool;
    private final PoolUserVariants variants;
    private int[] queue = new int[LENGTH_MAX];
    private int length;
    private long[] elements = new long[JOBS_MAX];
    private long[] subElements = new long[JOBS_MAX];
    private int over;
    private int taken;
    private int outstanding;

    /** @param pool part id of the pool that the jobs are allocated from */
    public JobQueue(int pool, PoolUserVariants variants) {
        this.pool = pool;
        this.variants = variants;
    }

    PoolUserVariants variants() {
        return variants;
    }

    int pool() {
        return pool;
    }

    /** A number for a new job; the caller knows that no more than {@link #JOBS_MAX} exist. */
    int newJob() {
        int job = Integer.numberOfTrailingZeros(~taken);
        if (job >= JOBS_MAX) {
            throw new IllegalStateException(name() + " has no number left for a job; " + JOBS_MAX + " can exist");
        }
        taken |= 1 << job;
        return job;
    }

    void put(int kind, int job) {
        queue[length++] = job << KIND_BITS | kind;
    }

    boolean isEmpty() {
        return length == 0;
    }

    /** Takes the oldest entry out: {@code kind} and {@code job} of the result. */
    int take() {
        int entry = queue[0];
        System.arraycopy(queue, 1, queue, 0, --length);
        return entry;
    }

    static int kind(int entry) {
        return entry & (1 << KIND_BITS) - 1;
    }

    static int job(int entry) {
        return entry >>> KIND_BITS;
    }

    void hold(int job, long element) {
        elements[job] = element;
    }

    /** Takes a job's element from it. */
    long unhold(int job) {
        long element = elements[job];
        elements[job] = 0;
        return element;
    }

    void holdSub(int job, long element) {
        subElements[job] = element;
    }

    long unholdSub(int job) {
        long element = subElements[job];
        subElements[job] = 0;
        return element;
    }

    void end(int job) {
        over |= 1 << job;
    }

    boolean over(int job) {
        return (over >>> job & 1) != 0;
    }

    void changeOutstanding(int delta) {
        outstanding += delta;
    }

    /** Jobs issued and not over. */
    public int outstanding() {
        return outstanding;
    }

    @Override
    protected JobQueue copy() {
        JobQueue q = (JobQueue) super.copy();
        q.queue = queue.clone();
        q.elements = elements.clone();
        q.subElements = subElements.clone();
        return q;
    }

    @Override
    protected void fields(Fields f) {
        length = f.of(length);
        f.prefix(queue, length);
        f.of(elements);
        f.of(subElements);
        over = f.of(over);
        taken = f.of(taken);
        outstanding = f.of(outstanding);
    }
}
