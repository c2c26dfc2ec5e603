package dev.gfpfuzz.model.callers;

import dev.gfpfuzz.kernel.Gfp;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * The attempts of one place in the source, and its end when all have failed.
 *
 * @param name which of several places of a site; empty if there is one
 * @param when the configuration in which this chain is the one that runs; empty if always
 * @param lock what is held around the attempts
 * @param attempts in order, at least one
 * @param exhausted what the function returns then
 * @param visible what that is for the user-visible caller, followed outwards
 * @param who who sees it
 */
public record Chain(
        String name,
        String when,
        Holds lock,
        List<Attempt> attempts,
        Terminal exhausted,
        Terminal visible,
        String who) {
    public Chain {
        attempts = List.copyOf(attempts);
    }

    /**
     * A lock around the attempts.
     *
     * @param name as the source calls it; empty if none is held
     */
    public record Holds(Kind kind, String name) {
        /** No lock. */
        public static final Holds NOTHING = new Holds(Kind.NONE, "");

        /** Whether sleeping is allowed under it. */
        public enum Kind {
            NONE,
            MUTEX,
            /** A spinlock, or anything else under which nobody may sleep. */
            SPIN
        }
    }

    /** The last attempt that asks the page allocator. */
    public Attempt lastAllocation() {
        return attempts.get(lastAllocationIndex());
    }

    private int lastAllocationIndex() {
        for (int i = attempts.size() - 1; i >= 0; i--) {
            if (attempts.get(i).allocates()) {
                return i;
            }
        }
        return attempts.size() - 1;
    }

    /** Whether the allocation that decides about failure carries {@code __GFP_NORETRY}. */
    public boolean lastKeepsNoretry() {
        return Gfp.has(lastAllocation().gfp(), Gfp.NORETRY);
    }

    /** The same chain with bits of the last allocation's mask cleared and others set: the counterfactual. */
    public Chain withLastMask(int clear, int set) {
        return withLast(a -> a.withMask(a.gfp() & ~clear | set));
    }

    /** The same chain whose last allocation drops the lock. */
    public Chain withLastUnlocked() {
        return withLast(Attempt::unlocked);
    }

    private Chain withLast(UnaryOperator<Attempt> change) {
        List<Attempt> changed = new ArrayList<>(attempts);
        int i = lastAllocationIndex();
        changed.set(i, change.apply(changed.get(i)));
        return withAttempts(changed);
    }

    /** The same chain for another size: its largest attempts are of this order, the others of no larger one. */
    public Chain withOrder(int order) {
        int largest = attempts.stream().mapToInt(Attempt::order).max().orElse(0);
        return withAttempts(attempts.stream()
                .map(a -> a.withOrder(a.order() == largest ? order : Math.min(a.order(), order)))
                .toList());
    }

    /** The same chain with a vmalloc of as many pages, without {@code __GFP_NORETRY}, after its last allocation. */
    public Chain withVmalloc() {
        List<Attempt> longer = new ArrayList<>(attempts);
        Attempt a = lastAllocation();
        longer.add(
                lastAllocationIndex() + 1,
                new Attempt(Attempt.Source.VMALLOC, a.gfp() & ~Gfp.NORETRY, a.order(), a.lock(), a.then()));
        return withAttempts(longer);
    }

    /** The same chain with other attempts. */
    public Chain withAttempts(List<Attempt> changed) {
        return new Chain(name, when, lock, changed, exhausted, visible, who);
    }
}
