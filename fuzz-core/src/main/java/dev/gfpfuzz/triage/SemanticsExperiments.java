package dev.gfpfuzz.triage;

import dev.gfpfuzz.kernel.Gfp;
import dev.gfpfuzz.model.callers.CallSite;
import dev.gfpfuzz.model.callers.CallSites;
import dev.gfpfuzz.profile.Profile;
import dev.gfpfuzz.profile.Profiles;
import dev.gfpfuzz.scenario.CallerWords;
import dev.gfpfuzz.triage.Experiment.Result;
import dev.gfpfuzz.triage.Survey.Tally;
import java.util.ArrayList;
import java.util.List;

/** Q3, Q4 and Q6: other flags, and other meanings of the flag. */
final class SemanticsExperiments {
    private static final List<String> COLUMNS = List.of("site", "fails now", "fails then", "kills then", "steps a run");

    private SemanticsExperiments() {}

    static List<Experiment> all() {
        return List.of(
                new Experiment(
                        "Q3",
                        "RETRY_MAYFAIL instead of NORETRY at the sixteen?",
                        "fewer failures, no kill, longer runs",
                        SemanticsExperiments::mayfailInstead),
                new Experiment(
                        "Q4a",
                        "NORETRY returns NULL instead of sleeping?",
                        "sites with a reserve or a flag-free last attempt stay well, those without fail more",
                        SemanticsExperiments::nullInstead),
                new Experiment(
                        "Q4b",
                        "NORETRY without FS skips the congestion sleep (patch of 21 June 2018)?",
                        "no site fails that did not, no kill",
                        (n, seed) -> compare(Profiles.V4_17, Profiles.named("patch_20180621"), n, seed)),
                new Experiment(
                        "Q6",
                        "PF_LESS_THROTTLE around the allocation?",
                        "nothing changes in v4.17: the task has no backing device, so it may be throttled all the same",
                        SemanticsExperiments::lessThrottle));
    }

    private static List<String> row(CallSite s, Tally now, Tally then) {
        return List.of(
                s.n() + " " + s.function(),
                FlagExperiments.percent(now.lostPercent()),
                FlagExperiments.percent(then.lostPercent()),
                Integer.toString(then.kills()),
                now.steps() / Math.max(1, now.runs()) + " to " + then.steps() / Math.max(1, then.runs()));
    }

    private static Result mayfailInstead(int schedules, long seed) {
        Survey survey = new Survey(CallSites.all(), Profiles.V4_17, schedules, seed);
        List<List<String>> rows = new ArrayList<>();
        Tally before = Tally.NONE;
        Tally after = Tally.NONE;
        for (CallSite s : Sites.sixteen()) {
            Tally now = survey.of(s);
            Tally then = survey.of(s, CallerWords.MAYFAIL, r -> r);
            rows.add(row(s, now, then));
            before = before.plus(now);
            after = after.plus(then);
        }
        return new Result(
                COLUMNS,
                rows,
                "The sixteen fail in " + FlagExperiments.percent(before.lostPercent())
                        + " of the runs with NORETRY, in "
                        + FlagExperiments.percent(after.lostPercent()) + " with RETRY_MAYFAIL; kills by them: "
                        + after.kills() + ".",
                after.lost() < before.lost() && after.kills() == 0);
    }

    private static Result nullInstead(int schedules, long seed) {
        List<CallSite> changed = CallSites.all().stream()
                .map(s -> Sites.withMasks(s, Sites::nullInsteadOfSleeping))
                .toList();
        Survey now = new Survey(CallSites.all(), Profiles.V4_17, schedules, seed);
        Survey then = new Survey(changed, Profiles.V4_17, schedules, seed);
        List<List<String>> rows = new ArrayList<>();
        List<String> worse = new ArrayList<>();
        boolean withFallbackWell = true;
        for (int i = 0; i < changed.size(); i++) {
            CallSite s = CallSites.all().get(i);
            Tally a = now.of(s);
            Tally b = then.of(changed.get(i));
            if (a.lost() != b.lost()) {
                rows.add(row(s, a, b));
            }
            if (b.lost() > a.lost()) {
                worse.add(s.n());
                withFallbackWell &= s.chains().stream()
                        .anyMatch(c -> c.lastKeepsNoretry()
                                || Gfp.has(c.lastAllocation().gfp(), Gfp.RETRY_MAYFAIL));
            }
        }
        return new Result(
                COLUMNS,
                rows,
                worse.size() + " sites fail more often (" + String.join(" ", worse) + "); "
                        + (withFallbackWell
                                ? "all of them keep the flag on their last attempt, or have RETRY_MAYFAIL there."
                                : "some of them have a last attempt without the flag."),
                !worse.isEmpty() && withFallbackWell);
    }

    /** Every site under two kernels: what gets better and what worse. */
    static Result compare(Profile baseline, Profile candidate, int schedules, long seed) {
        Survey now = new Survey(CallSites.all(), baseline, schedules, seed);
        Survey then = new Survey(CallSites.all(), candidate, schedules, seed);
        List<List<String>> rows = new ArrayList<>();
        int better = 0;
        int worse = 0;
        int kills = 0;
        for (CallSite s : CallSites.all()) {
            Tally a = now.of(s);
            Tally b = then.of(s);
            if (a.lost() != b.lost() || a.kills() != b.kills()) {
                rows.add(row(s, a, b));
            }
            better += b.lost() < a.lost() ? 1 : 0;
            worse += b.lost() > a.lost() && a.lost() == 0 ? 1 : 0;
            kills += Math.max(0, b.kills() - a.kills());
        }
        return new Result(
                COLUMNS,
                rows,
                "Under " + candidate.name() + " " + better + " sites fail less often than under " + baseline.name()
                        + ", " + worse + " fail that did not, and there are " + kills + " more kills.",
                worse == 0 && kills == 0);
    }

    private static Result lessThrottle(int schedules, long seed) {
        CallSite site = Sites.single("pool", Gfp.GFP_NOIO | Gfp.NORETRY | Gfp.NOMEMALLOC | Gfp.NOWARN, 0);
        Survey v417 = new Survey(List.of(site), Profiles.V4_17, schedules, seed);
        Tally without = v417.of(site);
        Tally with = v417.of(site, CallerWords.AS_IT_IS, r -> r.withTaskFlag("PF_LESS_THROTTLE"));
        return new Result(
                List.of("task", "throttled", "fails", "runs"),
                List.of(
                        List.of(
                                "without the flag",
                                Integer.toString(without.sleeps()),
                                FlagExperiments.percent(without.lostPercent()),
                                Integer.toString(without.runs())),
                        List.of(
                                "with PF_LESS_THROTTLE",
                                Integer.toString(with.sleeps()),
                                FlagExperiments.percent(with.lostPercent()),
                                Integer.toString(with.runs()))),
                "The request was throttled " + without.sleeps() + " times without the flag and " + with.sleeps()
                        + " times with it.",
                without.sleeps() == with.sleeps());
    }
}
