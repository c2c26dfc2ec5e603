package dev.gfpfuzz.triage;

import dev.gfpfuzz.kernel.Gfp;
import dev.gfpfuzz.model.callers.CallSite;
import dev.gfpfuzz.model.callers.CallSites;
import dev.gfpfuzz.model.callers.Chain;
import dev.gfpfuzz.model.callers.LastMask;
import dev.gfpfuzz.profile.Profile;
import dev.gfpfuzz.profile.Profiles;
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
                        "fewer failures, far fewer spurious ones, no kill, longer runs",
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
                stepsARun(now) + " to " + stepsARun(then));
    }

    private static long stepsARun(Tally t) {
        return t.steps() / Math.max(1, t.runs());
    }

    private static Result mayfailInstead(int schedules, long seed) {
        Survey survey = new Survey(CallSites.all(), Profiles.V4_17, schedules, seed);
        List<List<String>> rows = new ArrayList<>();
        Tally before = Tally.NONE;
        Tally after = Tally.NONE;
        for (CallSite s : Sites.sixteen()) {
            Tally now = survey.of(s);
            Tally then = survey.of(s, LastMask.MAYFAIL, r -> r);
            rows.add(List.of(
                    s.n() + " " + s.function(),
                    FlagExperiments.percent(now.lostPercent()),
                    FlagExperiments.percent(then.lostPercent()),
                    Integer.toString(now.spurious()),
                    Integer.toString(then.spurious()),
                    Integer.toString(then.kills()),
                    stepsARun(now) + " to " + stepsARun(then)));
            before = before.plus(now);
            after = after.plus(then);
        }
        List<String> byOrder = new ArrayList<>();
        Tally noretry = Tally.NONE;
        Tally mayfail = Tally.NONE;
        for (int order = 0; order <= Gfp.PAGE_ALLOC_COSTLY_ORDER; order++) {
            Tally one = one(Gfp.NORETRY, order, schedules, seed);
            Tally other = one(Gfp.RETRY_MAYFAIL, order, schedules, seed);
            byOrder.add(order + ": " + one.spurious() + " to " + other.spurious());
            noretry = noretry.plus(one);
            mayfail = mayfail.plus(other);
        }
        return new Result(
                List.of("site", "fails now", "fails then", "spurious now", "then", "kills then", "steps a run"),
                rows,
                "The sixteen fail in " + FlagExperiments.percent(before.lostPercent())
                        + " of the runs with NORETRY, in "
                        + FlagExperiments.percent(after.lostPercent()) + " with RETRY_MAYFAIL; kills by them: "
                        + after.kills() + ". Spurious failures of one request, by order, in "
                        + noretry.runs() / (Gfp.PAGE_ALLOC_COSTLY_ORDER + 1) + " runs each: "
                        + String.join(", ", byOrder)
                        + "; those left come from memory that others free after the last retry was decided. The price:"
                        + " runs of " + stepsARun(before) + " steps become " + stepsARun(after) + ".",
                after.lost() < before.lost() && after.kills() == 0 && 4 * mayfail.spurious() < noretry.spurious());
    }

    private static Tally one(int flag, int order, int schedules, long seed) {
        CallSite site = Sites.single("request", Gfp.GFP_KERNEL | flag, order);
        return new Survey(List.of(site), Profiles.V4_17, schedules, seed).of(site);
    }

    private static Result nullInstead(int schedules, long seed) {
        Survey now = new Survey(CallSites.all(), Profiles.V4_17, schedules, seed);
        Survey then = new Survey(CallSites.all(), Profiles.named("hyp_noretry_null"), schedules, seed);
        List<List<String>> rows = new ArrayList<>();
        List<String> worse = new ArrayList<>();
        boolean fallbacksHold = true;
        boolean inertUnchanged = true;
        for (CallSite s : CallSites.all()) {
            Tally a = now.of(s);
            Tally b = then.of(s);
            if (a.lost() != b.lost()) {
                rows.add(row(s, a, b));
            }
            boolean inert = s.chains().stream().allMatch(SemanticsExperiments::isInert);
            inertUnchanged &= !inert || a.lost() == b.lost();
            if (b.lost() > a.lost()) {
                worse.add(s.n());
                fallbacksHold &= s.chains().stream()
                        .anyMatch(c -> c.lastKeepsNoretry()
                                || Gfp.has(c.lastAllocation().gfp(), Gfp.RETRY_MAYFAIL));
            }
        }
        return new Result(
                COLUMNS,
                rows,
                worse.size() + " sites fail more often (" + String.join(" ", worse) + "); "
                        + (fallbacksHold
                                ? "all of them keep the flag on their last attempt, or have RETRY_MAYFAIL there."
                                : "some of them have a last attempt without the flag.")
                        + (inertUnchanged ? " Where the flag is inert nothing changes." : ""),
                !worse.isEmpty() && fallbacksHold && inertUnchanged);
    }

    /** Whether no attempt with the flag may sleep anyway. */
    private static boolean isInert(Chain c) {
        return c.attempts().stream().noneMatch(a -> Gfp.has(a.gfp(), Gfp.NORETRY) && Gfp.allowsBlocking(a.gfp()));
    }

    /** Every site, and dm-bufio, under two kernels: what gets better and what worse. */
    static Result compare(Profile baseline, Profile candidate, int schedules, long seed) {
        Survey now = new Survey(CallSites.all(), baseline, schedules, seed);
        Survey then = new Survey(CallSites.all(), candidate, schedules, seed);
        List<List<String>> rows = new ArrayList<>();
        int better = 0;
        int more = 0;
        int worse = 0;
        int kills = 0;
        for (CallSite s : CallSites.all()) {
            Tally a = now.of(s);
            Tally b = then.of(s);
            if (a.lost() != b.lost() || a.kills() != b.kills()) {
                rows.add(row(s, a, b));
            }
            better += b.lost() < a.lost() ? 1 : 0;
            more += b.lost() > a.lost() ? 1 : 0;
            worse += b.lost() > a.lost() && a.lost() == 0 ? 1 : 0;
            kills += Math.max(0, b.kills() - a.kills());
        }
        int broken = 0;
        for (String scenario : BufioExperiments.SCENARIOS) {
            BufioExperiments.Count a = BufioExperiments.count(scenario, baseline, schedules, seed);
            BufioExperiments.Count b = BufioExperiments.count(scenario, candidate, schedules, seed);
            if (!a.equals(b)) {
                rows.add(BufioExperiments.row(scenario, a, b));
            }
            broken += a.violated() == 0 && b.violated() > 0 ? 1 : 0;
        }
        return new Result(
                COLUMNS,
                rows,
                "Under " + candidate.name() + " fewer runs fail than under " + baseline.name() + " at " + better
                        + " of " + CallSites.all().size() + " call sites and more at " + more + ", of which " + worse
                        + " did not fail; there are " + kills + " more OOM kills; dm-bufio breaks a rule in " + broken
                        + " of " + BufioExperiments.SCENARIOS.size() + " scenarios where it did not.",
                worse == 0 && kills == 0 && broken == 0);
    }

    private static Result lessThrottle(int schedules, long seed) {
        CallSite site = Sites.single("pool", Gfp.GFP_NOIO | Gfp.NORETRY | Gfp.NOMEMALLOC | Gfp.NOWARN, 0);
        Survey v417 = new Survey(List.of(site), Profiles.V4_17, schedules, seed);
        Survey v61 = new Survey(List.of(site), Profiles.named("mut_less_throttle"), schedules, seed);
        Tally without = v417.of(site);
        Tally with = v417.of(site, LastMask.AS_IT_IS, r -> r.withTaskFlags("PF_LESS_THROTTLE"));
        Tally withDevice =
                v417.of(site, LastMask.AS_IT_IS, r -> r.withTaskFlags("PF_LESS_THROTTLE", "BACKING_DEV_INFO"));
        Tally asTaken = v61.of(site, LastMask.AS_IT_IS, r -> r.withTaskFlags("PF_LESS_THROTTLE"));
        return new Result(
                List.of("task", "throttled", "fails", "runs"),
                List.of(
                        throttled("without the flag", without),
                        throttled("with PF_LESS_THROTTLE", with),
                        throttled("with it and a backing device that is not congested", withDevice),
                        throttled("with it, if the flag alone exempted (as in v6.1)", asTaken)),
                "The request was throttled " + without.sleeps() + " times without the flag and " + with.sleeps()
                        + " times with it: current_may_throttle exempts only a task whose own backing device is not"
                        + " congested, and a dm or mempool task has none. With one it would be " + withDevice.sleeps()
                        + " times.",
                without.sleeps() > 0 && without.sleeps() == with.sleeps() && withDevice.sleeps() < with.sleeps());
    }

    private static List<String> throttled(String task, Tally t) {
        return List.of(
                task,
                Integer.toString(t.sleeps()),
                FlagExperiments.percent(t.lostPercent()),
                Integer.toString(t.runs()));
    }
}
