package dev.gfpfuzz.triage;

import dev.gfpfuzz.model.callers.CallSite;
import dev.gfpfuzz.model.callers.CallSite.Need;
import dev.gfpfuzz.model.callers.Verdict;
import dev.gfpfuzz.triage.Judgement.ChainVerdict;
import dev.gfpfuzz.triage.Judgement.Remark;
import java.util.ArrayList;
import java.util.List;

/** Why a judgement is not the e-mail's: what the runs show and the source says, in a sentence. */
public final class Disagreement {
    private Disagreement() {}

    /** Empty where the two agree, and for sites that the e-mail omits. */
    public static String why(Judgement j) {
        CallSite site = j.site();
        if (j.agrees() || !site.inEmail()) {
            return "";
        }
        List<String> reasons = new ArrayList<>();
        if (site.email().verdict() == Verdict.UNCLEAR) {
            reasons.add("the e-mail leaves it open");
        }
        if (site.need() != site.email().need()) {
            reasons.add(site.need() == Need.OPTIONAL ? "nobody loses anything" : "the operation is needed");
        }
        for (ChainVerdict c : j.chains()) {
            if (c.verdict() == j.verdict()) {
                reasons.addAll(ofChain(c, j));
            }
        }
        if (!site.note().isEmpty()) {
            reasons.add(site.note());
        }
        return String.join("; ", reasons.stream().distinct().toList());
    }

    private static List<String> ofChain(ChainVerdict c, Judgement j) {
        List<String> reasons = new ArrayList<>();
        switch (c.verdict()) {
            case BUG_CONDITIONAL -> reasons.add("only with " + c.when());
            case FAILS_ANYWAY ->
                reasons.add("the failing schedules fail without the flag too"
                        + (j.remarks().contains(Remark.INERT) ? ", which is inert here" : ""));
            case DEGRADED -> reasons.add(c.who());
            case BUG ->
                reasons.add((c.chain().isEmpty() ? "" : c.chain() + ": ")
                        + (c.who().startsWith("to ") ? "error " : "")
                        + c.who());
            case CALLER_DECIDES -> reasons.add("it refuses on purpose: " + c.who());
            case OK, UNCLEAR -> {}
        }
        return reasons;
    }
}
