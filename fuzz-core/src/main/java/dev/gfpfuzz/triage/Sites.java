package dev.gfpfuzz.triage;

import dev.gfpfuzz.model.callers.Attempt;
import dev.gfpfuzz.model.callers.CallSite;
import dev.gfpfuzz.model.callers.CallSites;
import dev.gfpfuzz.model.callers.Chain;
import dev.gfpfuzz.model.callers.Terminal;
import dev.gfpfuzz.model.callers.Verdict;
import java.util.ArrayList;
import java.util.List;

/** Call sites made up for an experiment, and the e-mail's sixteen. */
final class Sites {
    private Sites() {}

    /** One request that must succeed. */
    static CallSite single(String name, int gfp, int order) {
        List<Attempt> attempts = List.of(new Attempt(Attempt.Source.BUDDY, gfp, order));
        return site(name, new Chain("", "", Chain.Holds.NOTHING, attempts, Terminal.ERROR, Terminal.ERROR, ""));
    }

    /** A required operation with one place. */
    static CallSite site(String name, Chain chain) {
        return new CallSite(
                "1",
                "",
                name,
                "",
                CallSite.Need.REQUIRED,
                List.of(chain),
                new CallSite.Email(Verdict.UNCLEAR, "", CallSite.Need.REQUIRED, List.of(chain)),
                "",
                "");
    }

    /** The sites that the e-mail calls bugs. */
    static List<CallSite> sixteen() {
        return CallSites.all().stream()
                .filter(s -> s.email().verdict() == Verdict.BUG)
                .toList();
    }

    /** The same chain cut for a largest order: every order moves with the largest, and what falls below 0 is left out. */
    static Chain ofOrder(Chain c, int order) {
        int largest = c.attempts().stream().mapToInt(Attempt::order).max().orElse(0);
        List<Attempt> attempts = new ArrayList<>();
        for (Attempt a : c.attempts()) {
            int moved = a.order() + order - largest;
            if (!a.allocates() || moved >= 0) {
                attempts.add(a.allocates() ? a.withOrder(moved) : a);
            }
        }
        return c.withAttempts(attempts);
    }
}
