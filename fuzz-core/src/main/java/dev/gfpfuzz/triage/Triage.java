package dev.gfpfuzz.triage;

import dev.gfpfuzz.invariant.NoNoretryLoss;
import dev.gfpfuzz.kernel.Gfp;
import dev.gfpfuzz.model.callers.Attempt;
import dev.gfpfuzz.model.callers.CallSite;
import dev.gfpfuzz.model.callers.CallSite.Need;
import dev.gfpfuzz.model.callers.Caller;
import dev.gfpfuzz.model.callers.Chain;
import dev.gfpfuzz.model.callers.Terminal;
import dev.gfpfuzz.model.callers.Verdict;
import dev.gfpfuzz.profile.Profile;
import dev.gfpfuzz.run.Outcome;
import dev.gfpfuzz.run.Picker;
import dev.gfpfuzz.run.ReplayPicker;
import dev.gfpfuzz.run.Runner;
import dev.gfpfuzz.run.Subject;
import dev.gfpfuzz.scenario.CallerWords;
import dev.gfpfuzz.scenario.ScenarioCompiler;
import dev.gfpfuzz.scenario.Vocabulary;
import dev.gfpfuzz.schedule.Schedule;
import dev.gfpfuzz.schedule.SplitMix64;
import dev.gfpfuzz.search.RandomWalk;
import dev.gfpfuzz.step.World;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Judges call sites by running them. A site's chains run under each pressure; a failing schedule is run again with
 * {@code __GFP_NORETRY} cleared on the last allocation, then with {@code __GFP_RETRY_MAYFAIL} instead: only if that cures
 * it is the flag at fault. Deterministic; each site is independent of the others.
 */
public final class Triage {
    /** Failing schedules of a chain and pressure on which the counterfactual is tried. */
    private static final int COUNTERFACTUALS_MAX = 32;

    private final Pressures pressures;
    private final Profile profile;
    private final int schedules;
    private final long seed;

    /**
     * @param schedules runs per chain and pressure, at least 1
     * @param seed everything random derives from it
     */
    public Triage(Pressures pressures, Profile profile, int schedules, long seed) {
        this.pressures = pressures;
        this.profile = profile;
        this.schedules = schedules;
        this.seed = seed;
    }

    /** Judges one site of the catalogue that the pressures were made with. */
    public Judgement judge(CallSite site, View view) {
        boolean email = view == View.EMAIL;
        Need need = email ? site.email().need() : site.need();
        List<Chain> chains = email ? site.email().chains() : site.chains();
        List<Judgement.Rate> rates = new ArrayList<>();
        List<Verdict> verdicts = new ArrayList<>();
        Judgement.Evidence evidence = null;
        for (int i = 0; i < chains.size(); i++) {
            ChainRuns runs = new ChainRuns(site, view, i, chains.get(i));
            rates.addAll(runs.rates);
            verdicts.add(verdict(runs, need, email));
            evidence = evidence == null ? runs.evidence : evidence;
        }
        Verdict verdict = email && site.email().verdict() == Verdict.UNCLEAR ? Verdict.UNCLEAR : worst(verdicts);
        boolean agrees = verdict == site.email().verdict();
        return new Judgement(site, view, verdict, agrees, evidence, rates, remarks(site));
    }

    private static Verdict verdict(ChainRuns runs, Need need, boolean email) {
        if (runs.violated == 0) {
            return runs.lostAndServed ? Verdict.DEGRADED : Verdict.OK;
        }
        if (need == Need.REFUSABLE) {
            return Verdict.CALLER_DECIDES;
        }
        if (!email && !runs.cured) {
            return Verdict.FAILS_ANYWAY;
        }
        return runs.chain.when().isEmpty() || email ? Verdict.BUG : Verdict.BUG_CONDITIONAL;
    }

    /** The first in the order of severity, which is the order of declaration up to OK. */
    private static Verdict worst(List<Verdict> verdicts) {
        Verdict worst = Verdict.OK;
        for (Verdict v : verdicts) {
            if (v == Verdict.CALLER_DECIDES && worst == Verdict.OK || v.ordinal() < worst.ordinal()) {
                worst = v;
            }
        }
        return worst;
    }

    private static List<Judgement.Remark> remarks(CallSite site) {
        boolean carries = false;
        boolean inert = true;
        boolean conflicting = false;
        boolean sleeps = false;
        for (Chain c : site.chains()) {
            for (Attempt a : c.attempts()) {
                boolean noretry = Gfp.has(a.gfp(), Gfp.NORETRY);
                carries |= noretry;
                inert &= !noretry || !Gfp.allowsBlocking(a.gfp());
                conflicting |= Integer.bitCount(a.gfp() & (Gfp.NORETRY | Gfp.RETRY_MAYFAIL | Gfp.NOFAIL)) > 1;
                sleeps |= site.atomic() && Gfp.allowsBlocking(a.gfp());
            }
        }
        List<Judgement.Remark> remarks = new ArrayList<>();
        if (carries && inert) {
            remarks.add(Judgement.Remark.INERT);
        }
        if (conflicting) {
            remarks.add(Judgement.Remark.CONFLICTING);
        }
        if (sleeps) {
            remarks.add(Judgement.Remark.SLEEPS_IN_ATOMIC);
        }
        return remarks;
    }

    /** The runs of one chain under every pressure. */
    private final class ChainRuns {
        final Chain chain;
        final List<Judgement.Rate> rates = new ArrayList<>();
        int violated;
        boolean cured;
        boolean lostAndServed;
        Judgement.@Nullable Evidence evidence;

        private final CallSite site;
        private final View view;
        private final int index;

        ChainRuns(CallSite site, View view, int index, Chain chain) {
            this.site = site;
            this.view = view;
            this.index = index;
            this.chain = chain;
            for (int p = 0; p < pressures.count(); p++) {
                runUnder(p);
            }
        }

        private void runUnder(int pressure) {
            Pressures.Run as = pressures.of(pressure, site, index, view, CallerWords.AS_IT_IS, profile);
            Subject subject = subject(as);
            Runner runner = new Runner(subject);
            RandomWalk walk = new RandomWalk();
            long base = SplitMix64.seedOf(SplitMix64.seedOf(seed, pressures.indexOf(site) * 16L + index), pressure);
            int lost = 0;
            int failed = 0;
            for (int i = 0; i < schedules; i++) {
                Ended e = run(runner, walk, SplitMix64.seedOf(base, i), as.caller());
                lost += e.lost ? 1 : 0;
                lostAndServed |= e.lost && !e.judgedLost;
                if (blames(e.outcome)) {
                    failed++;
                    tryCounterfactual(pressure, as, e.outcome, failed);
                }
            }
            violated += failed;
            rates.add(new Judgement.Rate(chain.name(), pressures.name(pressure), schedules, lost, failed));
        }

        private void tryCounterfactual(int pressure, Pressures.Run as, Outcome failing, int nth) {
            String without = "";
            if (view == View.SOURCE && !cured && nth <= COUNTERFACTUALS_MAX) {
                without = counterfactual(pressure, failing.schedule());
            }
            if (evidence == null || cured && evidence.counterfactual().equals(NOT_CURED)) {
                evidence = new Judgement.Evidence(
                        as.what(), failing.schedule(), failing.violation().sentence(), without);
            }
        }

        private String counterfactual(int pressure, Schedule failing) {
            for (int mode : new int[] {CallerWords.CLEARED, CallerWords.MAYFAIL}) {
                Pressures.Run other = pressures.of(pressure, site, index, view, mode, profile);
                Ended e = run(new Runner(subject(other)), new ReplayPicker(failing), 0, other.caller());
                if (e.decided && !e.judgedLost) {
                    cured = true;
                    return mode == CallerWords.CLEARED ? "ends well without the flag" : "ends well with RETRY_MAYFAIL";
                }
            }
            return NOT_CURED;
        }
    }

    private static final String NOT_CURED = "fails without the flag too";

    /** Whether the run lost the operation to the flag. A panic for want of memory is nobody's fault here. */
    private static boolean blames(Outcome outcome) {
        return outcome.violated() && outcome.violation().invariant().equals(NoNoretryLoss.NAME);
    }

    private Subject subject(Pressures.Run run) {
        return new ScenarioCompiler(pressures.vocabulary())
                .compile(run.what().scenario(), profile, List.of(new NoNoretryLoss()));
    }

    /** How a run ended for the caller. */
    private record Ended(Outcome outcome, boolean decided, boolean lost, boolean judgedLost) {}

    private static Ended run(Runner runner, Picker picker, long seed, String caller) {
        World w = runner.subject().initial().copy();
        Outcome outcome = runner.run(picker, seed, w);
        for (int i = 0; i < w.partCount(); i++) {
            if (w.look(i) instanceof Caller c && c.name().equals(caller)) {
                if (c.ended() == Caller.UNDECIDED) {
                    return new Ended(outcome, false, false, false);
                }
                Terminal end = Terminal.values()[c.ended()];
                return new Ended(outcome, true, end.lost(), c.judged(end).lost());
            }
        }
        throw new IllegalArgumentException("The scenario has no caller object '" + caller + "'");
    }

    /** The vocabulary with which evidence of these sites is read back. */
    public Vocabulary vocabulary() {
        return pressures.vocabulary();
    }
}
