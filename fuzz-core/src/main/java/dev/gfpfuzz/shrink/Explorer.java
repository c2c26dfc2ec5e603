package dev.gfpfuzz.shrink;

import dev.gfpfuzz.run.Subject;
import dev.gfpfuzz.step.World;
import java.util.Arrays;

/** Executes the steps of states, in a family of worlds of its own. For one thread. */
final class Explorer {
    /** In place of the number of a state: there the run ends, with the bug. */
    static final int GOAL = 0;
    /** The run ends there, without the bug. */
    static final int NOWHERE = -1;
    /** The run goes on. */
    static final int ON = 1;

    private static final long[] NO_LEADS = {};

    private final World family;
    private final Bug bug;
    private final States states;
    private final States.Numbers numbers;
    private long[] leads = new long[16];

    Explorer(Subject subject, Bug bug, States states) {
        this.family = subject.initial();
        this.bug = bug;
        this.states = states;
        this.numbers = states.new Numbers();
    }

    /** As {@link States#meet}. */
    int meet(World w) {
        return states.meet(LeastRun.key(w), w, numbers);
    }

    /** Whether it has met the state first: then the world is in its family, and in its cache. */
    boolean hasMet(int state) {
        return numbers.include(state);
    }

    /**
     * Executes the steps of a state, and says in {@link States} where they lead.
     *
     * @param w taken from there
     * @param front the state is not nearer
     * @param limit no run longer than this is looked for
     * @return as {@link States#leads}
     */
    long[] execute(int state, World w, long front, long limit) {
        int n = 0;
        for (Successors s = new Successors(w.among(family)); s.next(); ) {
            int end = front + s.cost() > limit ? NOWHERE : end(s.world(), bug);
            if (end != NOWHERE) {
                leads = n == leads.length ? Arrays.copyOf(leads, 2 * n) : leads;
                leads[n++] = s.cost();
                leads[n++] = end == ON ? meet(s.world()) : end;
            }
        }
        long[] all = n == 0 ? NO_LEADS : Arrays.copyOf(leads, n);
        states.lead(state, all);
        return all;
    }

    /** As above, for a state to which the search has not come yet. If that breaks, it is the search that has to know. */
    long[] executeAhead(int state, World w, long front, long limit) {
        try {
            return execute(state, w, front, limit);
        } catch (RuntimeException | Error e) {
            states.breaks(state, e);
            return NO_LEADS;
        }
    }

    /**
     * How a run ends that has come here: {@link #GOAL}, {@link #NOWHERE}, or {@link #ON} if it does not.
     *
     * @param w after a step; told if nothing can happen any more
     */
    static int end(World w, Bug bug) {
        if (w.violation() == null && w.enabled(new int[w.taskCount()]) == 0) {
            w.quiesced();
            if (w.violation() == null) {
                return NOWHERE;
            }
        }
        return w.violation() == null ? ON : bug.is(w.violation()) ? GOAL : NOWHERE;
    }
}
