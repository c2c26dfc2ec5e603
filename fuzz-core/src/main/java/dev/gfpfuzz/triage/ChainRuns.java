package dev.gfpfuzz.triage;

import dev.gfpfuzz.invariant.FlagsAgree;
import dev.gfpfuzz.invariant.Invariant;
import dev.gfpfuzz.invariant.NoCurableLoss;
import dev.gfpfuzz.invariant.NoNoretryLoss;
import dev.gfpfuzz.invariant.NoSleepInAtomic;
import dev.gfpfuzz.invariant.NoSpuriousFailure;
import dev.gfpfuzz.invariant.NoretryHasEffect;
import dev.gfpfuzz.model.callers.CallSite;
import dev.gfpfuzz.model.callers.Caller;
import dev.gfpfuzz.model.callers.Chain;
import dev.gfpfuzz.model.callers.LastMask;
import dev.gfpfuzz.model.callers.Terminal;
import dev.gfpfuzz.profile.Profile;
import dev.gfpfuzz.run.Outcome;
import dev.gfpfuzz.run.Picker;
import dev.gfpfuzz.run.Runner;
import dev.gfpfuzz.run.Subject;
import dev.gfpfuzz.scenario.ScenarioCompiler;
import dev.gfpfuzz.schedule.Schedule;
import dev.gfpfuzz.schedule.SplitMix64;
import dev.gfpfuzz.search.RandomWalk;
import dev.gfpfuzz.step.Violation;
import dev.gfpfuzz.step.World;
import dev.gfpfuzz.triage.Judgement.AttemptRate;
import dev.gfpfuzz.triage.Judgement.Cure;
import dev.gfpfuzz.triage.Judgement.Evidence;
import dev.gfpfuzz.triage.Judgement.Rate;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The runs of one chain under every pressure, watched by the oracles: a required operation lost with the flag on the last
 * allocation, and whether another mask would have saved it; a flag without effect; flags that contradict each other; a
 * spurious failure; sleeping where it is forbidden. Where the chain sleeps in atomic context the rest is found out
 * without its lock, as in a kernel that warns and goes on.
 */
final class ChainRuns {
    /** Failing schedules of a chain and pressure on which other masks are tried. */
    private static final int CURES_TRIED_MAX = 32;

    /** Schedules under each pressure in which a chain can show that it sleeps in atomic context: its first request does. */
    private static final int ATOMIC_SCHEDULES_MAX = 20;

    /** Chains that a site's seeds have room for. */
    private static final long CHAINS_MAX = 16;

    /**
     * Which chain.
     *
     * @param chain its index in the view taken
     */
    record Place(CallSite site, View view, int chain) {
        Chain value() {
            return (view == View.EMAIL ? site.email().chains() : site.chains()).get(chain);
        }
    }

    private final Pressures pressures;
    private final Profile profile;
    private final Place place;
    private final int schedules;
    private final List<Rate> rates = new ArrayList<>();
    private int violated;
    private boolean cured;
    private boolean lostAndServed;
    private boolean inert;
    private boolean effective;
    private boolean conflicting;
    private @Nullable Evidence evidence;
    private @Nullable Evidence sleeps;

    ChainRuns(Pressures pressures, Profile profile, Place place, int schedules, long seed) {
        this.pressures = pressures;
        this.profile = profile;
        this.place = place;
        this.schedules = schedules;
        long base = SplitMix64.seedOf(seed, pressures.indexOf(place.site()) * CHAINS_MAX + place.chain());
        for (int p = 0; p < pressures.count() && sleeps == null; p++) {
            lookForSleep(p, SplitMix64.seedOf(base, p));
        }
        for (int p = 0; p < pressures.count(); p++) {
            runUnder(p, SplitMix64.seedOf(base, p));
        }
    }

    List<Rate> rates() {
        return rates;
    }

    /** Runs in which a required operation was lost for whom the view asks about, the flag still set. */
    int violated() {
        return violated;
    }

    /** Whether another mask saved the operation in one of these. */
    boolean cured() {
        return cured;
    }

    /** Whether the function lost the operation and its caller served the user all the same. */
    boolean lostAndServed() {
        return lostAndServed;
    }

    /** Whether a request with the flag failed before the allocator looked at it. */
    boolean inert() {
        return inert;
    }

    /** Whether a request with the flag came to where the allocator looks at it. */
    boolean effective() {
        return effective;
    }

    boolean conflicting() {
        return conflicting;
    }

    @Nullable
    Evidence evidence() {
        return evidence;
    }

    /** The first run that sleeps where sleeping is forbidden. */
    @Nullable
    Evidence sleeps() {
        return sleeps;
    }

    private void lookForSleep(int pressure, long base) {
        Pressures.Run as =
                pressures.of(pressure, place.site(), place.chain(), place.view(), LastMask.AS_IT_IS, profile);
        Runner runner = new Runner(subject(as, List.of(new NoSleepInAtomic())));
        RandomWalk walk = new RandomWalk();
        for (int i = 0; i < Math.min(schedules, ATOMIC_SCHEDULES_MAX); i++) {
            Outcome o = runner.run(walk, SplitMix64.seedOf(base, i));
            if (o.violated() && breaks(o.violation(), NoSleepInAtomic.NAME)) {
                sleeps = new Evidence(as.what(), o.schedule(), o.violation().sentence(), null);
                return;
            }
        }
    }

    private Pressures.Run under(int pressure) {
        Pressures.Run run =
                pressures.of(pressure, place.site(), place.chain(), place.view(), LastMask.AS_IT_IS, profile);
        return sleeps == null ? run : run.withoutLock();
    }

    private void runUnder(int pressure, long base) {
        Pressures.Run as = under(pressure);
        NoretryHasEffect effect = new NoretryHasEffect();
        Runner runner = new Runner(
                subject(as, List.of(new NoNoretryLoss(), effect, new FlagsAgree(), new NoSpuriousFailure())));
        long effectBit = 1L << runner.subject().invariants().indexOf(effect);
        RandomWalk walk = new RandomWalk();
        int[] failedAt = new int[place.value().attempts().size()];
        int lost = 0;
        int failed = 0;
        int spurious = 0;
        for (int i = 0; i < schedules; i++) {
            Ended e = run(runner, walk, SplitMix64.seedOf(base, i), as.caller());
            for (int a = 0; a < e.failedAttempts; a++) {
                failedAt[a]++;
            }
            lost += e.lost ? 1 : 0;
            lostAndServed |= e.lost && !e.judgedLost;
            effective |= (e.outcome.exercised() & effectBit) != 0;
            spurious += note(e.outcome) ? 1 : 0;
            if (e.outcome.violated() && breaks(e.outcome.violation(), NoNoretryLoss.NAME)) {
                failed++;
                fails(as, e.outcome, failed);
            }
        }
        violated += failed;
        rates.add(new Rate(
                place.value().name(),
                pressures.name(pressure),
                schedules,
                lost,
                failed,
                spurious,
                attempts(place.value(), schedules, failedAt)));
    }

    private static List<AttemptRate> attempts(Chain chain, int runs, int[] failedAt) {
        List<AttemptRate> attempts = new ArrayList<>();
        for (int i = 0; i < failedAt.length; i++) {
            attempts.add(new AttemptRate(
                    chain.attempts().get(i).source(),
                    chain.attempts().get(i).order(),
                    i == 0 ? runs : failedAt[i - 1],
                    failedAt[i]));
        }
        return attempts;
    }

    /** Takes note of a run's reports; returns whether it failed spuriously. */
    private boolean note(Outcome outcome) {
        boolean spurious = false;
        for (Violation report : outcome.reports()) {
            inert |= breaks(report, NoretryHasEffect.NAME);
            conflicting |= breaks(report, FlagsAgree.NAME);
            spurious |= breaks(report, NoSpuriousFailure.NAME);
        }
        return spurious;
    }

    private void fails(Pressures.Run as, Outcome failing, int nth) {
        Cure cure = null;
        if (place.view() == View.SOURCE && !cured && nth <= CURES_TRIED_MAX) {
            cure = cure(as, failing.schedule());
            cured = cure != Cure.NONE;
        }
        if (evidence == null || cured && evidence.cure() == Cure.NONE) {
            evidence = new Evidence(
                    as.what(), failing.schedule(), failing.violation().sentence(), cure);
        }
    }

    private Cure cure(Pressures.Run as, Schedule failing) {
        Subject judged = subject(as, List.of(new NoNoretryLoss(), new NoCurableLoss()));
        for (Violation report : new Runner(judged).replay(failing).reports()) {
            if (breaks(report, NoCurableLoss.NAME)) {
                return NoCurableLoss.cure(report) == LastMask.CLEARED ? Cure.WITHOUT_FLAG : Cure.MAYFAIL;
            }
        }
        return Cure.NONE;
    }

    private static boolean breaks(Violation v, String invariant) {
        return v.invariant().equals(invariant);
    }

    private Subject subject(Pressures.Run run, List<Invariant> invariants) {
        return new ScenarioCompiler(pressures.vocabulary()).compile(run.what().scenario(), profile, invariants);
    }

    /**
     * How a run ended for the caller.
     *
     * @param failedAttempts how many attempts failed, the first ones
     */
    private record Ended(Outcome outcome, int failedAttempts, boolean lost, boolean judgedLost) {}

    private static Ended run(Runner runner, Picker picker, long seed, String caller) {
        World w = runner.subject().initial().copy();
        Outcome outcome = runner.run(picker, seed, w);
        for (int i = 0; i < w.partCount(); i++) {
            if (w.look(i) instanceof Caller c && c.name().equals(caller)) {
                int failed = Integer.bitCount(c.failedAttempts());
                if (c.ended() == Caller.UNDECIDED) {
                    return new Ended(outcome, failed, false, false);
                }
                Terminal end = Terminal.values()[c.ended()];
                return new Ended(outcome, failed, end.lost(), c.judged(end).lost());
            }
        }
        throw new IllegalArgumentException("The scenario has no caller object '" + caller + "'");
    }
}
