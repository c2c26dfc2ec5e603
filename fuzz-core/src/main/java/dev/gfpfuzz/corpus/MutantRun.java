package dev.gfpfuzz.corpus;

import dev.gfpfuzz.profile.Mutants.Mutant;
import dev.gfpfuzz.profile.Profiles;
import dev.gfpfuzz.run.Outcome;
import dev.gfpfuzz.run.Runner;
import dev.gfpfuzz.scenario.Case;
import dev.gfpfuzz.schedule.SplitMix64;
import dev.gfpfuzz.search.RandomWalk;
import org.jspecify.annotations.Nullable;

/**
 * A mutant run: killed when its invariant is violated under the mutated profile.
 *
 * @param schedulesToKill the first schedule that violates the mutant's invariant, counted from 1, or null
 * @param baseSilent whether the profile without the mutation violates nothing in as many schedules as asked for
 */
public record MutantRun(Mutant mutant, @Nullable Long schedulesToKill, boolean baseSilent) {
    /**
     * Runs a mutant with the random walk.
     *
     * @param searchMax schedules after which it counts as surviving
     * @param baseSchedules schedules for the base profile
     */
    public static MutantRun of(Mutant m, long searchMax, long baseSchedules, long seed) {
        Long kill = first(m, m.profile(), searchMax, seed);
        boolean silent = first(m, m.base(), baseSchedules, seed) == null;
        return new MutantRun(m, kill, silent);
    }

    public boolean killed() {
        return schedulesToKill != null;
    }

    public boolean ok() {
        return killed() && baseSilent;
    }

    private static @Nullable Long first(Mutant m, String profile, long schedules, long seed) {
        Runner runner =
                new Runner(Case.builtIn(m.scenario(), Profiles.named(profile)).subject());
        RandomWalk walk = new RandomWalk();
        for (long i = 0; i < schedules; i++) {
            Outcome outcome = runner.run(walk, SplitMix64.seedOf(seed, i));
            boolean hit = outcome.violated()
                    && (outcome.violation().invariant().equals(m.invariant()) || profile.equals(m.base()));
            boolean reported = outcome.reports().stream()
                    .anyMatch(r -> r.invariant().equals(m.invariant()) && !profile.equals(m.base()));
            if (hit || reported) {
                return i + 1;
            }
        }
        return null;
    }
}
