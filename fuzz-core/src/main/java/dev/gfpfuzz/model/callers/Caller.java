package dev.gfpfuzz.model.callers;

import dev.gfpfuzz.kernel.ExclusiveLock;
import dev.gfpfuzz.model.memcg.Memcg;
import dev.gfpfuzz.model.pagealloc.PageAllocator;
import dev.gfpfuzz.step.Fields;
import dev.gfpfuzz.step.Part;
import org.jspecify.annotations.Nullable;

/** A call site placed in a world: its chain, what it holds, and how its operation ended. */
public final class Caller extends Part {
    /** Most single pages that a VMALLOC attempt may ask for. */
    static final int PAGES_MAX = 1 << 4;

    /** Part id of a caller whose chain holds no lock. */
    static final int NO_LOCK = -1;

    private static final int NO_MEMCG = -1;

    /** The operation has not ended. */
    public static final int UNDECIDED = -1;

    private final CallSite site;
    private final Chain[] chains = new Chain[LastMask.values().length];
    private final boolean required;
    private final boolean followed;
    private final int allocator;
    private final int lock;
    private final int memcg;
    private long[] pages = new long[PAGES_MAX];
    private int held;
    private int charged;
    private int ended = UNDECIDED;
    private int failedAttempts;
    private LastMask lastMask = LastMask.AS_IT_IS;

    /**
     * @param chain its attempts, with the masks that the profile gives them
     * @param required whether the operation's loss counts, in the view taken
     * @param followed whether the end is followed out to the user-visible caller, or judged where the function returns
     * @param lock the lock that the chain names, or null if it names none
     * @param memcg the cgroup that the chain charges, or null if it charges none
     */
    public Caller(
            CallSite site,
            Chain chain,
            boolean required,
            boolean followed,
            PageAllocator allocator,
            @Nullable ExclusiveLock lock,
            @Nullable Memcg memcg) {
        this.site = site;
        for (LastMask mask : LastMask.values()) {
            chains[mask.ordinal()] = mask.of(chain);
        }
        this.required = required;
        this.followed = followed;
        this.allocator = allocator.id();
        this.lock = lock == null ? NO_LOCK : lock.id();
        this.memcg = memcg == null ? NO_MEMCG : memcg.id();
    }

    public CallSite site() {
        return site;
    }

    public Chain chain() {
        return chains[lastMask.ordinal()];
    }

    /** Changes the mask of the last allocation, before the call. */
    public void lastMask(LastMask mask) {
        lastMask = mask;
    }

    /** Whether the end is followed out to the user-visible caller. */
    public boolean followed() {
        return followed;
    }

    public boolean required() {
        return required;
    }

    /** What the operation has come to for whoever the view asks about. */
    public Terminal judged(Terminal functionEnd) {
        return followed && functionEnd == chain().exhausted() ? chain().visible() : functionEnd;
    }

    /** Whether a required operation is lost, so far, for whom the view asks about. */
    public boolean lost() {
        return required
                && ended != UNDECIDED
                && judged(Terminal.values()[ended]).lost();
    }

    int lock() {
        return lock;
    }

    int memcg() {
        return memcg;
    }

    int allocator() {
        return allocator;
    }

    /** Ordinal of the function's {@link Terminal}, or {@link #UNDECIDED}. */
    public int ended() {
        return ended;
    }

    /** Attempts that have failed, a bit each. */
    public int failedAttempts() {
        return failedAttempts;
    }

    void end(Terminal t) {
        ended = t.ordinal();
    }

    void failed(int attempt) {
        failedAttempts |= 1 << attempt;
    }

    void hold(long handle) {
        pages[held++] = handle;
    }

    /** Takes one held block back, to be freed; the caller checked that there is one. */
    long unhold() {
        long handle = pages[--held];
        pages[held] = 0;
        return handle;
    }

    int held() {
        return held;
    }

    void charge() {
        charged++;
    }

    /** The charges to cancel; there are none afterwards. */
    int takeCharges() {
        int all = charged;
        charged = 0;
        return all;
    }

    @Override
    protected Caller copy() {
        Caller c = (Caller) super.copy();
        c.pages = pages.clone();
        return c;
    }

    @Override
    protected void fields(Fields f) {
        f.of(pages);
        held = f.of(held);
        charged = f.of(charged);
        ended = f.of(ended);
        failedAttempts = f.of(failedAttempts);
        lastMask = f.of(lastMask);
    }
}
