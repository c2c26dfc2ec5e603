package dev.gfpfuzz.triage;

import dev.gfpfuzz.kernel.Gfp;
import dev.gfpfuzz.model.callers.Attempt;
import dev.gfpfuzz.model.callers.CallSite;
import dev.gfpfuzz.model.callers.CallSites;
import dev.gfpfuzz.profile.Profiles;
import dev.gfpfuzz.scenario.CallerWords;
import dev.gfpfuzz.scenario.Token;
import dev.gfpfuzz.shrink.Shrinker;
import dev.gfpfuzz.shrink.Shrunk;
import dev.gfpfuzz.triage.Experiment.Result;
import dev.gfpfuzz.triage.Survey.Tally;
import java.util.ArrayList;
import java.util.List;

/** Q7 and Q8: failing without being out of memory, and how often. */
final class FailureExperiments {
    private static final int ORDER_MAX = 3;
    private static final int NORETRY = Gfp.GFP_KERNEL | Gfp.NORETRY | Gfp.NOWARN;

    private FailureExperiments() {}

    static List<Experiment> all() {
        return List.of(
                new Experiment(
                        "Q7",
                        "Does NORETRY fail without memory being out?",
                        "yes: one reclaim pass whose pages a rival takes, or that frees nothing yet",
                        FailureExperiments::withoutOom),
                new Experiment(
                        "Q8",
                        "How often do the kinds of sites fail, by order?",
                        "more at higher orders; a smaller size that keeps the flag helps, but does not cure",
                        FailureExperiments::byOrder));
    }

    private static Result withoutOom(int schedules, long seed) {
        CallSite site = CallSites.numbered("42");
        Judgement j =
                new Triage(new Pressures(CallSites.all()), Profiles.V4_17, schedules, seed).judge(site, View.SOURCE);
        if (j.evidence() == null) {
            return new Result(List.of("token"), List.of(), "No run failed in " + schedules + " schedules.", false);
        }
        Shrunk least = Shrinker.shrink(j.evidence().what(), j.evidence().schedule());
        return new Result(
                List.of("tasks", "steps", "context switches", "token"),
                List.of(List.of(
                        Integer.toString(least.reduced().scenario().tasks().size()),
                        Integer.toString(least.outcome().steps()),
                        Integer.toString(least.outcome().contextSwitches()),
                        Token.encode(least.reduced(), least.schedule()))),
                "An order-0 request of " + site.function() + " fails; the same schedule "
                        + j.evidence().counterfactual().words() + ".",
                j.evidence().counterfactual() != Judgement.Counterfactual.NOT_CURED);
    }

    private static Result byOrder(int schedules, long seed) {
        List<List<String>> rows = new ArrayList<>();
        double[] propagate = new double[ORDER_MAX + 1];
        double[] smaller = new double[ORDER_MAX + 1];
        for (int order = 0; order <= ORDER_MAX; order++) {
            CallSite direct = Sites.single("propagates", NORETRY, order);
            List<Attempt> down = new ArrayList<>();
            for (int o = order; o >= 0; o--) {
                down.add(new Attempt(Attempt.Source.BUDDY, NORETRY, o));
            }
            CallSite keeps = Sites.site("smaller, flag kept", down);
            CallSite vmalloc = Sites.site(
                    "vmalloc, flag kept",
                    List.of(
                            new Attempt(Attempt.Source.BUDDY, NORETRY, order),
                            new Attempt(Attempt.Source.VMALLOC, NORETRY, order)));
            Tally a = survey(direct, schedules, seed);
            Tally b = survey(keeps, schedules, seed);
            Tally c = survey(vmalloc, schedules, seed);
            propagate[order] = a.lostPercent();
            smaller[order] = b.lostPercent();
            rows.add(List.of(
                    Integer.toString(order),
                    FlagExperiments.percent(a.lostPercent()),
                    FlagExperiments.percent(b.lostPercent()),
                    FlagExperiments.percent(c.lostPercent())));
        }
        boolean expected = propagate[ORDER_MAX] > propagate[0]
                && smaller[0] == propagate[0]
                && smaller[ORDER_MAX] <= propagate[ORDER_MAX];
        return new Result(
                List.of("order", "no second attempt", "smaller, flag kept", "vmalloc, flag kept"),
                rows,
                "Without a second attempt order 0 fails in " + FlagExperiments.percent(propagate[0])
                        + " of the runs and order "
                        + ORDER_MAX + " in " + FlagExperiments.percent(propagate[ORDER_MAX])
                        + "; going to smaller orders with the flag kept leaves "
                        + FlagExperiments.percent(smaller[ORDER_MAX]) + ".",
                expected);
    }

    private static Tally survey(CallSite site, int schedules, long seed) {
        return new Survey(List.of(site), Profiles.V4_17, schedules, seed).of(site, CallerWords.AS_IT_IS, r -> r);
    }
}
