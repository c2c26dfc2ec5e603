package dev.gfpfuzz.triage;

import dev.gfpfuzz.kernel.Gfp;
import dev.gfpfuzz.model.callers.CallSite;
import dev.gfpfuzz.model.callers.CallSites;
import dev.gfpfuzz.model.callers.LastMask;
import dev.gfpfuzz.profile.Profiles;
import dev.gfpfuzz.triage.Experiment.Result;
import dev.gfpfuzz.triage.Survey.Tally;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.UnaryOperator;

/** Q1 and Q2: which of two flags wins, and what the flag does where nobody expects it. */
final class FlagExperiments {
    /** {@code MAX_ORDER - 1}. */
    private static final int ORDER_MAX = 10;

    /** The zone's blocks may be as large as the kernel's, so that each order takes the slow path. */
    private static final UnaryOperator<Pressures.Run> LARGE_BLOCKS = r -> r.withMemory("max-order", ORDER_MAX);

    private FlagExperiments() {}

    static List<Experiment> all() {
        return List.of(
                new Experiment(
                        "Q1",
                        "Which flag wins, NORETRY or RETRY_MAYFAIL?",
                        "NORETRY: with both set a run is the one of NORETRY alone, and neither ever kills",
                        FlagExperiments::noretryAndMayfail),
                new Experiment(
                        "Q1b",
                        "Which flag wins, NORETRY or NOFAIL?",
                        "NOFAIL where the request may sleep; without direct reclaim it fails all the same",
                        FlagExperiments::noretryAndNofail),
                new Experiment(
                        "Q2",
                        "Is the memcg charge of a task move a bug?",
                        "it refuses on purpose: at the limit it fails, whatever the page allocator has; NOFAIL is charged over it",
                        FlagExperiments::memcg),
                new Experiment(
                        "Q2b",
                        "Is zswap_pool_create a bug of the flag?",
                        "no: clearing NORETRY changes nothing, direct reclaim cures it",
                        FlagExperiments::zswap));
    }

    private static Tally survey(CallSite site, int schedules, long seed) {
        return new Survey(List.of(site), Profiles.V4_17, schedules, seed).of(site);
    }

    static List<String> row(String name, Tally t) {
        return List.of(
                name,
                percent(t.lostPercent()),
                Integer.toString(t.kills()),
                Integer.toString(t.undecided()),
                Integer.toString(t.runs()));
    }

    static final List<String> COLUMNS = List.of("request", "fails", "kills", "undecided", "runs");

    static String percent(double p) {
        return String.format(Locale.ROOT, "%.1f %%", p);
    }

    private static Result noretryAndMayfail(int schedules, long seed) {
        List<List<String>> rows = new ArrayList<>();
        int kills = 0;
        int differ = 0;
        int worse = 0;
        int ofOrderZero = 0;
        for (int order = 0; order <= ORDER_MAX; order++) {
            Request none = new Request(Gfp.GFP_KERNEL, order, schedules, seed);
            Request noretry = new Request(Gfp.GFP_KERNEL | Gfp.NORETRY, order, schedules, seed);
            Request mayfail = new Request(Gfp.GFP_KERNEL | Gfp.RETRY_MAYFAIL, order, schedules, seed);
            Request both = new Request(Gfp.GFP_KERNEL | Gfp.NORETRY | Gfp.RETRY_MAYFAIL, order, schedules, seed);
            int same = both.sameRuns(noretry);
            rows.add(List.of(
                    Integer.toString(order),
                    percent(none.tally.lostPercent()),
                    percent(noretry.tally.lostPercent()),
                    percent(mayfail.tally.lostPercent()),
                    percent(both.tally.lostPercent()),
                    same + " of " + both.tally.runs(),
                    none.tally.kills() + " / " + noretry.tally.kills() + " / " + mayfail.tally.kills() + " / "
                            + both.tally.kills()));
            kills += noretry.tally.kills() + mayfail.tally.kills() + both.tally.kills();
            differ += both.tally.runs() - same;
            ofOrderZero += order == 0 ? both.tally.runs() - same : 0;
            worse += both.rounds > noretry.rounds ? 1 : 0;
        }
        return new Result(
                List.of("order", "no flag", "NORETRY", "RETRY_MAYFAIL", "both", "both = NORETRY", "kills of each"),
                rows,
                "NORETRY wins: no request with both set goes round the slow path more often than one with NORETRY alone,"
                        + " and none of the three ever kills (" + kills + "). At order 0 every run is the same step for"
                        + " step; above it " + differ + " runs differ inside reclaim, where should_continue_reclaim"
                        + " looks at RETRY_MAYFAIL whatever else is set.",
                ofOrderZero == 0 && worse == 0 && kills == 0);
    }

    /** One request's runs under every pressure. */
    private static final class Request {
        final Tally tally;
        final long rounds;
        private final List<Long> traces;

        Request(int gfp, int order, int schedules, long seed) {
            CallSite site = Sites.single("request", gfp, order);
            Survey survey = new Survey(List.of(site), Profiles.V4_17, schedules, seed);
            tally = survey.of(site, LastMask.AS_IT_IS, LARGE_BLOCKS);
            rounds = tally.rounds();
            traces = survey.traces();
        }

        int sameRuns(Request other) {
            int same = 0;
            for (int i = 0; i < traces.size(); i++) {
                same += traces.get(i).equals(other.traces.get(i)) ? 1 : 0;
            }
            return same;
        }
    }

    private static Result noretryAndNofail(int schedules, long seed) {
        int flags = Gfp.NORETRY | Gfp.NOFAIL | Gfp.NOMEMALLOC | Gfp.NOWARN;
        Tally blocking = survey(Sites.single("blocking", Gfp.GFP_KERNEL | flags, 0), schedules, seed);
        Tally atomic = survey(Sites.single("atomic", Gfp.GFP_ATOMIC | flags, 0), schedules, seed);
        Tally nowait = survey(Sites.single("nowait", Gfp.GFP_NOWAIT | flags, 0), schedules, seed);
        boolean expected =
                blocking.lost() == 0 && blocking.kills() == 0 && atomic.lost() > 0 && nowait.lost() > atomic.lost();
        return new Result(
                COLUMNS,
                List.of(
                        row("GFP_KERNEL, both flags", blocking),
                        row("GFP_ATOMIC, both flags", atomic),
                        row("GFP_NOWAIT, both flags", nowait)),
                "A blocking request with both flags failed " + blocking.lost() + " times in " + blocking.runs()
                        + " runs, so NOFAIL wins; an atomic one, which may not loop, failed " + atomic.lost()
                        + " times, and one that may not use the reserve either " + nowait.lost() + " times.",
                expected);
    }

    private static Result memcg(int schedules, long seed) {
        CallSite charge = Sites.single("charge", Gfp.GFP_KERNEL | Gfp.ACCOUNT | Gfp.NORETRY, 1);
        CallSite nofail = Sites.single("charge", Gfp.GFP_KERNEL | Gfp.ACCOUNT | Gfp.NOFAIL, 1);
        UnaryOperator<Pressures.Run> limited = r -> r.withMemory("memcg-limit", 1);
        Survey refusing = new Survey(List.of(charge), Profiles.V4_17, schedules, seed);
        Survey forcing = new Survey(List.of(nofail), Profiles.V4_17, schedules, seed);
        Tally atLimit = refusing.of(charge, LastMask.AS_IT_IS, limited);
        Tally unlimited = refusing.of(charge);
        Tally reclaimed = refusing.of(
                charge, LastMask.AS_IT_IS, r -> r.withMemory("memcg-limit", 2).withMemory("memcg-clean", 2));
        Tally forced = forcing.of(nofail, LastMask.AS_IT_IS, limited);
        return new Result(
                COLUMNS,
                List.of(
                        row("two pages, NORETRY, limit of one", atLimit),
                        row("two pages, NORETRY, limit of two, filled by page cache", reclaimed),
                        row("two pages, NORETRY, no limit", unlimited),
                        row("two pages, NOFAIL, limit of one", forced)),
                "No: try_charge reads the flag as an order to refuse. With a limit of one page the charge failed in "
                        + percent(atLimit.lostPercent()) + " of the runs, without a limit in "
                        + percent(unlimited.lostPercent())
                        + ", as it may for the pages themselves; where the charge's own"
                        + " reclaim can make room, in " + percent(reclaimed.lostPercent())
                        + "; NOFAIL is charged over the limit and failed in " + percent(forced.lostPercent())
                        + ". Shown by the charge of a kernel allocation; mem_cgroup_do_precharge makes the same call without"
                        + " one.",
                atLimit.lost() == atLimit.runs()
                        && unlimited.lost() < unlimited.runs()
                        && reclaimed.lost() < reclaimed.runs()
                        && forced.lost() == 0);
    }

    private static Result zswap(int schedules, long seed) {
        CallSite zswap = CallSites.numbered("51");
        Survey survey = new Survey(CallSites.all(), Profiles.V4_17, schedules, seed);
        Tally as = survey.of(zswap);
        Tally cleared = survey.of(zswap, LastMask.CLEARED, r -> r);
        Tally kernel = survey(Sites.single("kernel", Gfp.GFP_KERNEL, 0), schedules, seed);
        return new Result(
                COLUMNS,
                List.of(row("as it is", as), row("NORETRY cleared", cleared), row("GFP_KERNEL", kernel)),
                "It fails in " + percent(as.lostPercent()) + " of the runs as it is, in "
                        + percent(cleared.lostPercent()) + " without NORETRY, and in " + percent(kernel.lostPercent())
                        + " with GFP_KERNEL.",
                as.lost() > 0 && as.lost() == cleared.lost() && kernel.lost() == 0);
    }
}
