package dev.gfpfuzz.coordinator.campaign;

/**
 * Something found, re-executed by the coordinator, shrunk, and re-executed again. Its identity is (invariant, skeleton,
 * profile, scenario).
 *
 * @param invariant the invariant's name
 * @param report true when this is worth knowing but does not change the verdict
 * @param skeleton the minimal causes
 * @param scenario the scenario's name
 * @param profile the profile's name
 * @param sentence what happens in the shrunk run
 * @param token replays the shrunk run
 * @param originalToken replays the run in which it was found first
 * @param steps steps of the shrunk run
 * @param contextSwitches context switches of the shrunk run
 * @param tasks tasks that are left in the shrunk scenario
 * @param count in how many runs so far; 0 when the exhaustive search alone has found it
 * @param schedulesToFirst how many runs of its target it took to find it first, in the order of shards; 0 when
 *     no run found it but the exhaustive search did
 * @param firstShard the shard that holds that run; {@code Long.MAX_VALUE} if none does
 */
public record Finding(
        String invariant,
        boolean report,
        String skeleton,
        String scenario,
        String profile,
        String sentence,
        String token,
        String originalToken,
        int steps,
        int contextSwitches,
        int tasks,
        long count,
        long schedulesToFirst,
        long firstShard) {
    /** The same finding with other counts. */
    public Finding counted(long newCount) {
        return new Finding(
                invariant,
                report,
                skeleton,
                scenario,
                profile,
                sentence,
                token,
                originalToken,
                steps,
                contextSwitches,
                tasks,
                newCount,
                schedulesToFirst,
                firstShard);
    }
}
