package dev.gfpfuzz.triage;

import dev.gfpfuzz.invariant.NoSpuriousFailure;
import dev.gfpfuzz.model.callers.CallSite;
import dev.gfpfuzz.model.callers.CallSites;
import dev.gfpfuzz.model.callers.Chain;
import dev.gfpfuzz.model.callers.LastMask;
import dev.gfpfuzz.profile.Profiles;
import dev.gfpfuzz.run.Outcome;
import dev.gfpfuzz.run.Runner;
import dev.gfpfuzz.scenario.Token;
import dev.gfpfuzz.schedule.SplitMix64;
import dev.gfpfuzz.search.RandomWalk;
import dev.gfpfuzz.shrink.Evaluator;
import dev.gfpfuzz.shrink.Limits;
import dev.gfpfuzz.shrink.Shrinker;
import dev.gfpfuzz.shrink.Shrunk;
import dev.gfpfuzz.step.Violation;
import dev.gfpfuzz.triage.Experiment.Result;
import dev.gfpfuzz.triage.Survey.Tally;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Q7 and Q8: failing without being out of memory, and how often. */
final class FailureExperiments {
    private static final int ORDER_MAX = 3;

    /** A request of one page, order 0, whose operation nobody needs: its failure is a report and no violation. */
    private static final String ONE_PAGE_OPTIONAL = "43";

    /** {@code xskq_create}: one request and an error. */
    private static final String NO_SECOND_ATTEMPT = "58";

    /** {@code rb_alloc_aux_page}: smaller and smaller, down to order 0, with the flag. */
    private static final String SMALLER_KEEP = "40";

    private FailureExperiments() {}

    static List<Experiment> all() {
        return List.of(
                new Experiment(
                        "Q7",
                        "Does NORETRY fail without memory being out?",
                        "yes: at order 0, after one reclaim pass whose pages a rival takes, or that frees nothing yet",
                        FailureExperiments::withoutOom),
                new Experiment(
                        "Q8",
                        "How often do the sixteen fail, by order?",
                        "more at higher orders; at order 0 a smaller size that keeps the flag is the same as none",
                        FailureExperiments::byOrder));
    }

    private static Result withoutOom(int schedules, long seed) {
        CallSite site = CallSites.numbered(ONE_PAGE_OPTIONAL);
        Pressures pressures = new Pressures(CallSites.all());
        List<List<String>> rows = new ArrayList<>();
        int fewestTasks = Integer.MAX_VALUE;
        for (int p = 0; p < pressures.count(); p++) {
            Pressures.Run run = pressures.of(p, site, 0, View.SOURCE, LastMask.AS_IT_IS, Profiles.V4_17);
            Runner runner = new Runner(run.what().subject());
            RandomWalk walk = new RandomWalk();
            for (int i = 0; i < schedules; i++) {
                Outcome o = runner.run(walk, SplitMix64.seedOf(seed, i));
                Violation spurious = spurious(o);
                if (spurious != null) {
                    Shrunk least =
                            Shrinker.shrink(run.what(), o.schedule(), spurious, Limits.STANDARD, Evaluator.ONE_BY_ONE);
                    int tasks = least.reduced().scenario().tasks().size();
                    fewestTasks = Math.min(fewestTasks, tasks);
                    rows.add(List.of(
                            pressures.name(p),
                            Integer.toString(tasks),
                            Integer.toString(least.outcome().steps()),
                            Integer.toString(least.outcome().contextSwitches()),
                            Token.encode(least.reduced(), least.schedule())));
                    break;
                }
            }
        }
        return new Result(
                List.of("pressure", "tasks", "steps", "context switches", "token"),
                rows,
                rows.isEmpty()
                        ? "No request failed spuriously in " + schedules + " schedules of each pressure."
                        : "Yes, under " + rows.size() + " of " + pressures.count()
                                + " pressures: one order-0 request of "
                                + site.function() + " gets NULL after one reclaim pass, while free and reclaimable"
                                + " memory would satisfy it. The smallest run needs " + fewestTasks
                                + (fewestTasks == 1 ? " task." : " tasks."),
                !rows.isEmpty());
    }

    private static @Nullable Violation spurious(Outcome o) {
        return o.reports().stream()
                .filter(r -> r.invariant().equals(NoSpuriousFailure.NAME))
                .findFirst()
                .orElse(null);
    }

    private static Result byOrder(int schedules, long seed) {
        List<List<String>> rows = new ArrayList<>();
        double[] propagate = new double[ORDER_MAX + 1];
        double[] keep = new double[ORDER_MAX + 1];
        for (CallSite site : Sites.sixteen()) {
            for (Chain chain : site.chains()) {
                List<String> row = new ArrayList<>(
                        List.of((site.n() + " " + site.function() + " " + chain.name()).strip(), site.policy()));
                for (int order = 0; order <= ORDER_MAX; order++) {
                    double lost = lost(Sites.ofOrder(chain, order), schedules, seed);
                    row.add(FlagExperiments.percent(lost));
                    propagate[order] += site.n().equals(NO_SECOND_ATTEMPT) ? lost : 0;
                    keep[order] += site.n().equals(SMALLER_KEEP) ? lost : 0;
                }
                rows.add(row);
            }
        }
        boolean expected = propagate[ORDER_MAX] > propagate[0]
                && keep[0] == propagate[0]
                && keep[ORDER_MAX] <= propagate[ORDER_MAX];
        return new Result(
                List.of("site", "policy", "order 0", "order 1", "order 2", "order 3"),
                rows,
                String.format(
                        Locale.ROOT,
                        "A site without a second attempt (58) fails in %.1f %% of the runs at order 0 and in %.1f %% at order"
                                + " %d. One that goes to smaller orders and keeps the flag (40) fails in %.1f %% at order"
                                + " 0, the same, and in %.1f %% from order %d on: smaller helps, but does not cure.",
                        propagate[0],
                        propagate[ORDER_MAX],
                        ORDER_MAX,
                        keep[0],
                        keep[ORDER_MAX],
                        ORDER_MAX),
                expected);
    }

    private static double lost(Chain chain, int schedules, long seed) {
        CallSite site = Sites.site("site", chain);
        Tally t = new Survey(List.of(site), Profiles.V4_17, schedules, seed).of(site);
        return t.lostPercent();
    }
}
