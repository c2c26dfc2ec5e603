package dev.gfpfuzz.shrink;

import java.util.ArrayList;
import java.util.List;

/**
 * Tries candidates, here or elsewhere, one after the other or at the same time. Which evaluator is used changes how long
 * shrinking takes and nothing else: an attempt depends on its candidate alone, and the shrinker takes the first success.
 */
@FunctionalInterface
public interface Evaluator {
    /** One candidate after the other in the calling thread, none beyond the first success. */
    Evaluator ONE_BY_ONE = candidates -> {
        List<Attempt> attempts = new ArrayList<>();
        for (Candidate c : candidates) {
            Attempt a = c.attempt();
            attempts.add(a);
            if (a.failure() != null) {
                break;
            }
        }
        return attempts;
    };

    /**
     * Tries candidates up to the first success by index.
     *
     * @return the attempts in the candidates' order, at least up to and including the first success; what follows is
     *     ignored
     */
    List<Attempt> untilFirst(List<Candidate> candidates);
}
