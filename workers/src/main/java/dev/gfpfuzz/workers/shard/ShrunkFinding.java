package dev.gfpfuzz.workers.shard;

/**
 * A finding after shrinking.
 *
 * @param token replays the shrunk run
 * @param invariant the invariant that it breaks
 * @param report true when this is worth knowing but does not change a verdict
 * @param skeleton its causes
 * @param sentence what happens in it
 * @param steps its steps
 * @param contextSwitches its context switches
 * @param tasks tasks that are left in its scenario
 */
public record ShrunkFinding(
        String token,
        String invariant,
        boolean report,
        String skeleton,
        String sentence,
        int steps,
        int contextSwitches,
        int tasks) {}
