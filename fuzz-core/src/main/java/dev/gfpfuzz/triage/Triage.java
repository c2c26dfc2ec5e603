package dev.gfpfuzz.triage;

import dev.gfpfuzz.model.callers.CallSite;
import dev.gfpfuzz.model.callers.CallSite.Need;
import dev.gfpfuzz.model.callers.Chain;
import dev.gfpfuzz.model.callers.Verdict;
import dev.gfpfuzz.profile.Profile;
import dev.gfpfuzz.scenario.Vocabulary;
import dev.gfpfuzz.triage.Judgement.ChainVerdict;
import dev.gfpfuzz.triage.Judgement.Evidence;
import dev.gfpfuzz.triage.Judgement.Rate;
import dev.gfpfuzz.triage.Judgement.Remark;
import java.util.ArrayList;
import java.util.List;

/**
 * Judges call sites by running them. A site's chains run under each pressure; a failing schedule is run again with
 * {@code __GFP_NORETRY} cleared on the last allocation, then with {@code __GFP_RETRY_MAYFAIL} instead: only if that cures
 * it is the flag at fault. Deterministic; each site is independent of the others.
 */
public final class Triage {
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
        List<Chain> chains = email ? site.email().chains() : site.chains();
        List<ChainRuns> all = new ArrayList<>();
        List<ChainVerdict> verdicts = new ArrayList<>();
        List<Rate> rates = new ArrayList<>();
        Evidence evidence = null;
        Evidence sleeps = null;
        for (int i = 0; i < chains.size(); i++) {
            Chain c = chains.get(i);
            ChainRuns runs = new ChainRuns(pressures, profile, new ChainRuns.Place(site, view, i), schedules, seed);
            all.add(runs);
            rates.addAll(runs.rates());
            verdicts.add(new ChainVerdict(
                    c.name(), c.when(), verdict(runs, c, site, view), c.exhausted(), c.visible(), c.who()));
            evidence = evidence == null ? runs.evidence() : evidence;
            sleeps = sleeps == null ? runs.sleeps() : sleeps;
        }
        boolean open = email && site.email().verdict() == Verdict.UNCLEAR;
        Verdict verdict = open ? Verdict.UNCLEAR : worst(verdicts);
        boolean agrees = verdict == site.email().verdict();
        return new Judgement(site, view, verdict, agrees, verdicts, evidence, sleeps, rates, remarks(all));
    }

    private static Verdict verdict(ChainRuns runs, Chain chain, CallSite site, View view) {
        boolean email = view == View.EMAIL;
        if (runs.violated() == 0) {
            return runs.lostAndServed() ? Verdict.DEGRADED : Verdict.OK;
        }
        if ((email ? site.email().need() : site.need()) == Need.REFUSABLE) {
            return Verdict.CALLER_DECIDES;
        }
        if (!email && !runs.cured()) {
            return Verdict.FAILS_ANYWAY;
        }
        return chain.when().isEmpty() || email ? Verdict.BUG : Verdict.BUG_CONDITIONAL;
    }

    /** The first in the order of severity, which is the order of declaration up to OK. */
    private static Verdict worst(List<ChainVerdict> verdicts) {
        Verdict worst = Verdict.OK;
        for (ChainVerdict c : verdicts) {
            Verdict v = c.verdict();
            if (v == Verdict.CALLER_DECIDES && worst == Verdict.OK || v.ordinal() < worst.ordinal()) {
                worst = v;
            }
        }
        return worst;
    }

    private static List<Remark> remarks(List<ChainRuns> chains) {
        List<Remark> remarks = new ArrayList<>();
        if (chains.stream().anyMatch(ChainRuns::inert) && chains.stream().noneMatch(ChainRuns::effective)) {
            remarks.add(Remark.INERT);
        }
        if (chains.stream().anyMatch(ChainRuns::conflicting)) {
            remarks.add(Remark.CONFLICTING);
        }
        if (chains.stream().anyMatch(c -> c.sleeps() != null)) {
            remarks.add(Remark.SLEEPS_IN_ATOMIC);
        }
        return remarks;
    }

    /** The vocabulary with which evidence of these sites is read back. */
    public Vocabulary vocabulary() {
        return pressures.vocabulary();
    }
}
