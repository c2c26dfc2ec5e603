package dev.gfpfuzz.triage;

import dev.gfpfuzz.kernel.Gfp;
import dev.gfpfuzz.model.callers.Attempt;
import dev.gfpfuzz.model.callers.CallSite;
import dev.gfpfuzz.model.callers.CallSites;
import dev.gfpfuzz.model.callers.Chain;
import dev.gfpfuzz.model.callers.Terminal;
import dev.gfpfuzz.model.callers.Verdict;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntUnaryOperator;

/** Call sites made up for an experiment, and the e-mail's sixteen. */
final class Sites {
    private Sites() {}

    /** One request that must succeed. */
    static CallSite single(String name, int gfp, int order) {
        return site(name, List.of(new Attempt(Attempt.Source.BUDDY, gfp, order)));
    }

    /** A required operation with these attempts. */
    static CallSite site(String name, List<Attempt> attempts) {
        Chain chain = new Chain("", "", Chain.Holds.NOTHING, attempts, Terminal.ERROR, Terminal.ERROR, "");
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

    /** The same site with every mask changed. */
    static CallSite withMasks(CallSite s, IntUnaryOperator change) {
        List<Chain> chains = new ArrayList<>();
        for (Chain c : s.chains()) {
            List<Attempt> attempts = c.attempts().stream()
                    .map(a -> a.withMask(change.applyAsInt(a.gfp())))
                    .toList();
            chains.add(c.withAttempts(attempts));
        }
        return new CallSite(
                s.n(), s.path(), s.function(), s.policy(), s.need(), chains, s.email(), s.note(), s.fate());
    }

    /** NORETRY as the e-mail proposes it: return NULL instead of sleeping. */
    static int nullInsteadOfSleeping(int gfp) {
        return Gfp.has(gfp, Gfp.NORETRY) && !Gfp.has(gfp, Gfp.NOFAIL) ? gfp & ~Gfp.DIRECT_RECLAIM : gfp;
    }
}
