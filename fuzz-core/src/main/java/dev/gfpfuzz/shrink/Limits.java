package dev.gfpfuzz.shrink;

/**
 * When to give up, counted in work and never in time, so that the result is the same on any machine.
 *
 * @param runs runs executed in all, checked between rounds
 * @param steps steps of all runs, checked between rounds
 * @param states states visited by exhaustive searches in all, checked between rounds
 * @param statesPart states after which the search for the bug in a scenario with less parts gives up
 * @param statesLeast states after which the search for the least run gives up
 */
public record Limits(int runs, long steps, long states, int statesPart, int statesLeast) {
    /** Some seconds at worst. */
    public static final Limits STANDARD = new Limits(50_000, 20_000_000, 5_000_000, 20_000, 200_000);
}
