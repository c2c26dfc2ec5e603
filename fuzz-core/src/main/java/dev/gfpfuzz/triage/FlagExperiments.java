package dev.gfpfuzz.triage;

import dev.gfpfuzz.kernel.Gfp;
import dev.gfpfuzz.model.callers.CallSite;
import dev.gfpfuzz.model.callers.CallSites;
import dev.gfpfuzz.profile.Profiles;
import dev.gfpfuzz.scenario.CallerWords;
import dev.gfpfuzz.triage.Experiment.Result;
import dev.gfpfuzz.triage.Survey.Tally;
import java.util.ArrayList;
import java.util.List;

/** Q1 and Q2: which of two flags wins, and what the flag does where nobody expects it. */
final class FlagExperiments {
    private static final int ORDERS = 5;

    private FlagExperiments() {}

    static List<Experiment> all() {
        return List.of(
                new Experiment(
                        "Q1",
                        "Which flag wins, NORETRY or RETRY_MAYFAIL?",
                        "NORETRY: with both set every run is the one of NORETRY alone; neither ever kills",
                        FlagExperiments::noretryAndMayfail),
                new Experiment(
                        "Q1b",
                        "Which flag wins, NORETRY or NOFAIL?",
                        "NOFAIL where the request may sleep; without direct reclaim it fails all the same",
                        FlagExperiments::noretryAndNofail),
                new Experiment(
                        "Q2",
                        "Is the memcg charge of a task move a bug?",
                        "it refuses on purpose: at the limit it fails after its one reclaim",
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

    private static List<String> row(String name, Tally t) {
        return List.of(
                name,
                percent(t.lostPercent()),
                Integer.toString(t.kills()),
                Integer.toString(t.undecided()),
                Integer.toString(t.runs()));
    }

    private static final List<String> COLUMNS = List.of("request", "fails", "kills", "undecided", "runs");

    static String percent(double p) {
        return String.format(java.util.Locale.ROOT, "%.1f %%", p);
    }

    private static Result noretryAndMayfail(int schedules, long seed) {
        List<List<String>> rows = new ArrayList<>();
        boolean same = true;
        int kills = 0;
        for (int order = 0; order <= ORDERS; order++) {
            Tally none = survey(Sites.single("plain", Gfp.GFP_KERNEL, order), schedules, seed);
            Tally noretry = survey(Sites.single("noretry", Gfp.GFP_KERNEL | Gfp.NORETRY, order), schedules, seed);
            Tally mayfail = survey(Sites.single("mayfail", Gfp.GFP_KERNEL | Gfp.RETRY_MAYFAIL, order), schedules, seed);
            Tally both = survey(
                    Sites.single("both", Gfp.GFP_KERNEL | Gfp.NORETRY | Gfp.RETRY_MAYFAIL, order), schedules, seed);
            rows.add(row("order " + order + ", no flag", none));
            rows.add(row("order " + order + ", NORETRY", noretry));
            rows.add(row("order " + order + ", RETRY_MAYFAIL", mayfail));
            rows.add(row("order " + order + ", both", both));
            // Above order 0 RETRY_MAYFAIL keeps its effect inside reclaim (should_continue_reclaim), so only what the
            // caller gets can be compared there.
            same &= order == 0 ? both.fingerprint() == noretry.fingerprint() : both.kills() == 0;
            kills += noretry.kills() + mayfail.kills() + both.kills();
        }
        return new Result(
                COLUMNS,
                rows,
                same && kills == 0
                        ? "NORETRY wins: at order 0 every run with both flags is step for step the run with NORETRY"
                                + " alone; none of the three ever kills."
                        : "Runs with both flags differ from those with NORETRY alone; " + kills + " kills.",
                same && kills == 0);
    }

    private static Result noretryAndNofail(int schedules, long seed) {
        int flags = Gfp.NORETRY | Gfp.NOFAIL | Gfp.NOMEMALLOC | Gfp.NOWARN;
        Tally blocking = survey(Sites.single("blocking", Gfp.GFP_KERNEL | flags, 0), schedules, seed);
        Tally atomic = survey(Sites.single("atomic", Gfp.GFP_NOWAIT | flags, 0), schedules, seed);
        boolean expected = blocking.lost() == 0 && blocking.kills() == 0 && atomic.lost() > 0;
        return new Result(
                COLUMNS,
                List.of(row("GFP_KERNEL, both", blocking), row("GFP_NOWAIT, both", atomic)),
                "A blocking request with both flags failed " + blocking.lost() + " times in " + blocking.runs()
                        + " runs; one without direct reclaim failed " + atomic.lost() + " times.",
                expected);
    }

    private static Result memcg(int schedules, long seed) {
        CallSite charge = Sites.single("charge", Gfp.GFP_KERNEL | Gfp.ACCOUNT | Gfp.NORETRY, 1);
        CallSite nofail = Sites.single("charge", Gfp.GFP_KERNEL | Gfp.ACCOUNT | Gfp.NOFAIL, 1);
        Survey refusing = new Survey(List.of(charge), Profiles.V4_17, schedules, seed);
        Survey forcing = new Survey(List.of(nofail), Profiles.V4_17, schedules, seed);
        Tally atLimit = refusing.of(charge, CallerWords.AS_IT_IS, r -> r.withMemory("memcg-limit", 1));
        Tally unlimited = refusing.of(charge);
        Tally forced = forcing.of(nofail, CallerWords.AS_IT_IS, r -> r.withMemory("memcg-limit", 1));
        return new Result(
                COLUMNS,
                List.of(
                        row("two pages, NORETRY, limit of one", atLimit),
                        row("two pages, NORETRY, no limit", unlimited),
                        row("two pages, NOFAIL, limit of one", forced)),
                "With a limit of one page the charge failed in " + percent(atLimit.lostPercent())
                        + " of the runs, without a limit in " + percent(unlimited.lostPercent())
                        + "; NOFAIL is charged over the limit and failed in " + percent(forced.lostPercent()) + ".",
                atLimit.lost() == atLimit.runs() && unlimited.lost() < unlimited.runs() && forced.lost() == 0);
    }

    private static Result zswap(int schedules, long seed) {
        CallSite zswap = CallSites.numbered("51");
        Survey survey = new Survey(CallSites.all(), Profiles.V4_17, schedules, seed);
        Tally as = survey.of(zswap);
        Tally cleared = survey.of(zswap, CallerWords.CLEARED, r -> r);
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
