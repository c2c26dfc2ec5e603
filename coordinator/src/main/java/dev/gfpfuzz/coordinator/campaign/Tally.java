package dev.gfpfuzz.coordinator.campaign;

import dev.gfpfuzz.run.End;
import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;
import java.util.TreeMap;

/**
 * What the runs of one target have come to so far.
 *
 * @param shards shards counted
 * @param schedules runs
 * @param steps steps of all runs together
 * @param ends how many runs ended in which way
 * @param exercised per invariant that watched, in how many runs its companion situation occurred
 */
public record Tally(long shards, long schedules, long steps, Map<End, Long> ends, Map<String, Long> exercised) {
    public static final Tally NONE = new Tally(0, 0, 0, Map.of(), Map.of());

    public Tally {
        EnumMap<End, Long> sorted = new EnumMap<>(End.class);
        sorted.putAll(ends);
        ends = Collections.unmodifiableMap(sorted);
        exercised = Collections.unmodifiableMap(new TreeMap<>(exercised));
    }

    /** Both together. */
    public Tally plus(Tally other) {
        EnumMap<End, Long> allEnds = new EnumMap<>(End.class);
        allEnds.putAll(ends);
        other.ends.forEach((end, n) -> allEnds.merge(end, n, Long::sum));
        Map<String, Long> allExercised = new TreeMap<>(exercised);
        other.exercised.forEach((invariant, n) -> allExercised.merge(invariant, n, Long::sum));
        return new Tally(
                shards + other.shards, schedules + other.schedules, steps + other.steps, allEnds, allExercised);
    }
}
