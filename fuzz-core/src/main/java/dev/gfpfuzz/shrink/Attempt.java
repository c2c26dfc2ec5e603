package dev.gfpfuzz.shrink;

import org.jspecify.annotations.Nullable;

/**
 * What became of a candidate.
 *
 * @param failure a run that shows the bug and is smaller than asked for, or null
 * @param runs runs executed
 * @param steps steps of these runs
 * @param states states visited by exhaustive search
 * @param searched whether an exhaustive search came to its end: then {@code failure} is the least run of its target, and
 *     no failure means that none smaller than asked for exists
 */
public record Attempt(@Nullable Failure failure, int runs, long steps, int states, boolean searched) {}
