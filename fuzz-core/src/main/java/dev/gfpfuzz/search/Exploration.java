package dev.gfpfuzz.search;

import dev.gfpfuzz.schedule.Schedule;
import dev.gfpfuzz.step.Violation;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What an exhaustive search came to.
 *
 * @param violation what is violated when the verdict is VIOLATED, else null
 * @param counterexample a run that ends with it, for {@code Runner.replay}; null without one. From {@link BreadthFirst}
 *     it has the fewest steps possible
 * @param boundReached which bound ended an inconclusive search, as a clause ("10000000 states visited"), else null
 * @param states distinct states visited
 * @param transitions steps executed, those into states known already counted too
 * @param depth most steps on a way from the start to a visited state (the least number for each state)
 * @param reductions what was used to visit less, each as a phrase; empty if nothing was
 * @param reports things worth knowing that are no violation
 * @param exercised bit i: in some run the situation occurred that invariant number i is about
 * @param finalStates states without successor in which every task but daemons has ended
 * @param stuckStates states without successor in which some task has not ended and no invariant objects
 * @param leftAsleep runs that were followed in vain to where all that could run has been run elsewhere; sleep sets only
 */
public record Exploration(
        Verdict verdict,
        @Nullable Violation violation,
        @Nullable Schedule counterexample,
        @Nullable String boundReached,
        long states,
        long transitions,
        int depth,
        List<String> reductions,
        List<Violation> reports,
        long exercised,
        long finalStates,
        long stuckStates,
        long leftAsleep) {
    public Exploration {
        reductions = List.copyOf(reductions);
        reports = List.copyOf(reports);
    }
}
