package dev.gfpfuzz.shrink;

import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * What connects a search with those who help it. Where a state's steps lead follows from the state alone; so {@linkplain Helper
 * helpers} execute the steps of states that the search has not come to yet, and of those that they meet that way. The search goes
 * from state to state as it would alone, finds the steps of many executed, and alone decides how far away a state is and when
 * to end. What it comes to depends on nobody's help.
 */
final class Ahead {
    private static final int SPINS = 200;
    private static final long PAUSE_NANOS = 20_000;

    private final Target target;
    private final Bug bug;
    private final States states;
    private final Queue<Frontier> gifts = new ConcurrentLinkedQueue<>();
    /** Helpers who have asked for states, and have been given none yet. */
    private final AtomicInteger asking = new AtomicInteger();

    private volatile long front;
    private volatile long limit;
    private volatile boolean over;

    /**
     * @param target whose subject is searched
     * @param states of the search
     * @param front as in {@link #isAt}
     */
    Ahead(Target target, Bug bug, States states, long front, long limit) {
        this.target = target;
        this.bug = bug;
        this.states = states;
        this.front = front;
        this.limit = limit;
    }

    /** For one more thread. */
    Helper join() {
        return new Helper(this, states, new Explorer(target.subject(), bug, states));
    }

    /**
     * Where the search is.
     *
     * @param front no state that it has yet to come to is nearer
     * @param limit no run longer than this is looked for
     */
    void isAt(long front, long limit) {
        // Written as seldom as possible, since the others read it all the time.
        if (this.front != front) {
            this.front = front;
        }
        if (this.limit != limit) {
            this.limit = limit;
        }
    }

    /** The search has ended. */
    void end() {
        over = true;
    }

    boolean isOver() {
        return over;
    }

    long front() {
        return front;
    }

    long limit() {
        return limit;
    }

    /** A helper has nothing to do that is near. */
    void asks() {
        asking.incrementAndGet();
    }

    /** If a helper has asked for states, gives it some of these. */
    void shares(Frontier own) {
        if (asking.get() > 0) {
            Frontier gift = own.handful(states);
            if (gift != null) {
                asking.decrementAndGet();
                gifts.add(gift);
            }
        }
    }

    /** What was given, for who takes it first. */
    @Nullable
    Frontier receive() {
        return gifts.poll();
    }

    /**
     * Waits for the others, a moment at first and then longer: they may have been put aside by the machine.
     *
     * @param times how often it was waited before
     * @return once more
     */
    static int idle(int times) {
        if (times < SPINS) {
            Thread.onSpinWait();
        } else {
            LockSupport.parkNanos(PAUSE_NANOS);
        }
        return times + 1;
    }
}
