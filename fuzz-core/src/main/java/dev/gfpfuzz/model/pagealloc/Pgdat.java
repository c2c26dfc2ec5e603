package dev.gfpfuzz.model.pagealloc;

import dev.gfpfuzz.step.Fields;
import dev.gfpfuzz.step.Part;
import dev.gfpfuzz.step.Task;
import dev.gfpfuzz.step.World;

/**
 * The node: {@code include/linux/mmzone.h, v4.17, struct pglist_data}, as far as it is not the zone's: kswapd, the flags
 * that kswapd sets for others, the shrinkers' deferred work; and the OOM killer's victims.
 */
public final class Pgdat extends Part {
    /** kswapd met only dirty pages, all for a congested device. */
    public static final int PGDAT_CONGESTED = 1;
    /** kswapd met only unqueued dirty file pages. */
    public static final int PGDAT_DIRTY = 2;
    /** kswapd met only pages under writeback. */
    public static final int PGDAT_WRITEBACK = 4;
    /** {@code MAX_RECLAIM_RETRIES}: failures after which kswapd is hopeless, rounds after which a request is. */
    public static final int MAX_RECLAIM_RETRIES = 16;

    private static final int SHRINKERS_MAX = 8;
    private static final int NOBODY = -1;

    private final int oomLock;
    private final int pfmemallocWait;
    private final int congestionWait;
    private int kswapdTask = NOBODY;

    private boolean kswapdWaiting;
    private int kswapdOrder;
    private int kswapdFailures;
    private int flags;
    private boolean flusherWoken;
    private long killed;
    private long skipped;
    private int[] deferred = new int[SHRINKERS_MAX];

    Pgdat(int oomLock, int pfmemallocWait, int congestionWait) {
        this.oomLock = oomLock;
        this.pfmemallocWait = pfmemallocWait;
        this.congestionWait = congestionWait;
    }

    /** While the world is built. kswapd begins asleep. */
    void setKswapdTask(int task) {
        kswapdTask = task;
        kswapdWaiting = true;
    }

    /** Part id of {@code oom_lock}. */
    public int oomLock() {
        return oomLock;
    }

    int pfmemallocWait() {
        return pfmemallocWait;
    }

    /** Part id of the queue of those who wait for the device to leave congestion. */
    int congestionWait() {
        return congestionWait;
    }

    // ---- kswapd ----

    /** kswapd's task id, or -1 when the zone has none. */
    public int kswapdTask() {
        return kswapdTask;
    }

    /** {@code waitqueue_active(kswapd_wait)}. */
    boolean kswapdWaiting() {
        return kswapdWaiting;
    }

    void setKswapdWaiting(boolean waiting) {
        kswapdWaiting = waiting;
    }

    /** Wakes kswapd if it sleeps. */
    void wakeKswapd(World w, Task current, int order) {
        kswapdWaiting = false;
        w.task(kswapdTask).wake();
        w.emit(PageEvent.KSWAPD_WOKEN, current, order);
    }

    int kswapdOrder() {
        return kswapdOrder;
    }

    void setKswapdOrder(int order) {
        kswapdOrder = order;
    }

    /** Whole calls of {@code balance_pgdat} in a row that reclaimed nothing, 0..16. */
    public int kswapdFailures() {
        return kswapdFailures;
    }

    /** kswapd has given up. */
    public boolean hopeless() {
        return kswapdFailures >= MAX_RECLAIM_RETRIES;
    }

    void kswapdFailed() {
        kswapdFailures = Math.min(kswapdFailures + 1, MAX_RECLAIM_RETRIES);
    }

    /** Forgets kswapd's failures; returns whether there were any. */
    boolean reclaimSucceeded() {
        boolean any = kswapdFailures > 0;
        kswapdFailures = 0;
        return any;
    }

    public boolean test(int flag) {
        return (flags & flag) != 0;
    }

    void set(int flag) {
        flags |= flag;
    }

    /** {@code clear_pgdat_congested}. */
    void clearFlags() {
        flags = 0;
    }

    boolean flusherWoken() {
        return flusherWoken;
    }

    void setFlusherWoken(boolean woken) {
        flusherWoken = woken;
    }

    int deferred(int shrinker) {
        return deferred[shrinker];
    }

    void setDeferred(int shrinker, int objects) {
        deferred[shrinker] = objects;
    }

    // ---- OOM victims: a bit each, see OomState ----

    /** Everybody killed so far. */
    public long killed() {
        return killed;
    }

    /** Those killed that are passed over from now on ({@code MMF_OOM_SKIP}). */
    public long skipped() {
        return skipped;
    }

    void kill(int victim) {
        killed |= 1L << victim;
    }

    void skip(int victim) {
        skipped |= 1L << victim;
    }

    @Override
    protected Pgdat copy() {
        Pgdat n = (Pgdat) super.copy();
        n.deferred = deferred.clone();
        return n;
    }

    @Override
    protected void fields(Fields f) {
        kswapdWaiting = f.of(kswapdWaiting);
        kswapdOrder = f.of(kswapdOrder);
        kswapdFailures = f.of(kswapdFailures);
        flags = f.of(flags);
        flusherWoken = f.of(flusherWoken);
        killed = f.of(killed);
        skipped = f.of(skipped);
        f.of(deferred);
    }
}
