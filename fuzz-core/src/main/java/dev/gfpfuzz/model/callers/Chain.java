package dev.gfpfuzz.model.callers;

import dev.gfpfuzz.kernel.Gfp;
import java.util.ArrayList;
import java.util.List;

/**
 * The attempts of one place in the source, and its end when all have failed.
 *
 * @param name which of several places of a site; empty if there is one
 * @param when the configuration in which this chain is the one that runs; empty if always
 * @param attempts in order, at least one
 * @param exhausted what the function returns then
 * @param visible what that is for the user-visible caller, followed outwards
 * @param who who sees it
 */
public record Chain(
        String name, String when, List<Attempt> attempts, Terminal exhausted, Terminal visible, String who) {
    public Chain {
        attempts = List.copyOf(attempts);
    }

    /** The last attempt that asks the page allocator. */
    public Attempt lastAllocation() {
        return attempts.get(lastAllocationIndex());
    }

    private int lastAllocationIndex() {
        for (int i = attempts.size() - 1; i >= 0; i--) {
            Attempt.Source s = attempts.get(i).source();
            if (s == Attempt.Source.BUDDY || s == Attempt.Source.VMALLOC) {
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
        List<Attempt> changed = new ArrayList<>(attempts);
        int i = lastAllocationIndex();
        Attempt a = attempts.get(i);
        changed.set(i, new Attempt(a.source(), a.gfp() & ~clear | set, a.order(), a.then()));
        return withAttempts(changed);
    }

    /** The same chain with a vmalloc of as many pages, without {@code __GFP_NORETRY}, after its last allocation. */
    public Chain withVmalloc() {
        List<Attempt> longer = new ArrayList<>(attempts);
        Attempt a = lastAllocation();
        longer.add(
                lastAllocationIndex() + 1,
                new Attempt(Attempt.Source.VMALLOC, a.gfp() & ~Gfp.NORETRY, a.order(), a.then()));
        return withAttempts(longer);
    }

    private Chain withAttempts(List<Attempt> changed) {
        return new Chain(name, when, changed, exhausted, visible, who);
    }
}
