package dev.gfpfuzz.shrink;

import dev.gfpfuzz.step.World;

/**
 * A thread that helps a search. It goes on from the states that it was given as the search would, the nearest first, and prefers
 * those that it has met itself: their worlds are in its cache. Only when nothing of that is near does it ask for more.
 */
final class Helper {
    /** Further away than the search is, in switches, is not near. */
    private static final int NEAR = 1;

    private final Ahead ahead;
    private final States states;
    private final Explorer explorer;
    /** What it has met or was given. */
    private final Frontier open = new Frontier();
    /** Whether it has asked for more and not yet got it. */
    private boolean asks;

    Helper(Ahead ahead, States states, Explorer explorer) {
        this.ahead = ahead;
        this.states = states;
        this.explorer = explorer;
    }

    /**
     * Executes the steps of a state to which the search will come.
     *
     * @return false if there was none
     */
    boolean executeNext() {
        long front = ahead.front();
        long limit = ahead.limit();
        if (open.isEmpty() || LeastRun.switches(open.distance()) > LeastRun.switches(front) + NEAR) {
            receive();
        }
        while (!open.isEmpty()) {
            int state = open.state();
            long distance = open.distance();
            open.remove();
            World w = distance > limit ? null : states.take(state);
            if (w != null) {
                note(explorer.executeAhead(state, w, front, limit), distance);
                if (!asks) {
                    ahead.shares(open);
                }
                return true;
            }
        }
        return false;
    }

    private void receive() {
        Frontier gift = ahead.receive();
        if (gift != null) {
            open.addAll(gift);
        } else if (!asks) {
            ahead.asks();
        }
        asks = gift == null;
    }

    /** Notes the states that were met first when the steps of one were executed. */
    private void note(long[] leads, long distance) {
        for (int i = 0; i < leads.length; i += 2) {
            if (leads[i + 1] < 0) {
                open.add((int) ~leads[i + 1], distance + leads[i], 0);
            }
        }
    }
}
