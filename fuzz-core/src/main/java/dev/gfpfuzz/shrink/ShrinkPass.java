package dev.gfpfuzz.shrink;

import java.util.List;

/**
 * One kind of attempt to make a failure smaller. A pass proposes, once, everything of its kind for the failure at hand;
 * trying, choosing and repeating are the {@link Shrinker}'s. What it guarantees: if a round of the pass brings nothing,
 * none of its candidates shows the bug below the failure at hand.
 */
interface ShrinkPass {
    /** For people: which passes helped. */
    String name();

    /** Whether it changes the choices only: then there is nothing for it to do once the run is the least of its target. */
    boolean choicesOnly();

    /** Candidates, the most promising first: the first that succeeds is taken. */
    List<Candidate> candidates(Round round);
}
