package dev.gfpfuzz.corpus;

import dev.gfpfuzz.invariant.Counterfactual;
import dev.gfpfuzz.invariant.Invariant;
import dev.gfpfuzz.profile.Mutants;
import dev.gfpfuzz.profile.Mutants.Mutant;
import dev.gfpfuzz.profile.Profiles;
import dev.gfpfuzz.run.Outcome;
import dev.gfpfuzz.run.Runner;
import dev.gfpfuzz.run.Subject;
import dev.gfpfuzz.scenario.Case;
import dev.gfpfuzz.schedule.SplitMix64;
import dev.gfpfuzz.search.RandomWalk;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * A mutant run: killed when its invariant is broken, or reported, under the mutated profile.
 *
 * @param schedulesToKill the first schedule that breaks the mutant's invariant, counted from 1, or null
 * @param baseSilent whether the profile without the mutation violates nothing in as many schedules as asked for (for a
 *     counterfactual: nothing but what it refines), nor reports what the mutant is to have reported
 */
public record MutantRun(Mutant mutant, @Nullable Long schedulesToKill, boolean baseSilent) {
    /**
     * Runs a mutant with the random walk.
     *
     * @param searchMax schedules after which it counts as surviving
     * @param baseSchedules schedules for the base profile
     */
    public static MutantRun of(Mutant m, long searchMax, long baseSchedules, long seed) {
        Subject mutated = subject(m, m.profile());
        Subject base = subject(m, m.base());
        boolean report = Mutants.REPORTED.contains(m);
        String refined = refined(base, m.invariant());
        Predicate<Outcome> kills = o -> report ? reports(o, m.invariant()) : violates(o, m.invariant());
        Predicate<Outcome> isNoise = o -> report && reports(o, m.invariant()) || o.violated() && !violates(o, refined);
        Long kill = first(mutated, kills, searchMax, seed);
        return new MutantRun(m, kill, first(base, isNoise, baseSchedules, seed) == null);
    }

    public boolean killed() {
        return schedulesToKill != null;
    }

    public boolean ok() {
        return killed() && baseSilent;
    }

    private static Subject subject(Mutant m, String profile) {
        return Case.builtIn(m.scenario(), Profiles.named(profile)).subject();
    }

    private static boolean violates(Outcome o, String invariant) {
        return o.violated() && o.violation().invariant().equals(invariant);
    }

    private static boolean reports(Outcome o, String invariant) {
        return o.reports().stream().anyMatch(r -> r.invariant().equals(invariant));
    }

    /** What may be broken where the invariant holds, or nothing. */
    private static String refined(Subject subject, String invariant) {
        for (Invariant i : subject.invariants()) {
            if (i instanceof Counterfactual c && i.name().equals(invariant)) {
                return c.refines();
            }
        }
        return "";
    }

    private static @Nullable Long first(Subject subject, Predicate<Outcome> wanted, long schedules, long seed) {
        Runner runner = new Runner(subject);
        RandomWalk walk = new RandomWalk();
        for (long i = 0; i < schedules; i++) {
            if (wanted.test(runner.run(walk, SplitMix64.seedOf(seed, i)))) {
                return i + 1;
            }
        }
        return null;
    }
}
