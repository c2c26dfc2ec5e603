package dev.gfpfuzz.workers.shard;

import dev.gfpfuzz.run.End;
import dev.gfpfuzz.search.Knowledge;
import dev.gfpfuzz.search.UnseenMass;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What a shard came to. Everything in it is deterministic: two workers that run the same shard return equal results.
 *
 * @param shard the shard's number
 * @param schedules runs executed
 * @param steps steps of all runs together
 * @param ends how many runs ended in which way
 * @param exercised per invariant that watched, in how many runs its companion situation occurred; 0 included
 * @param findings by (invariant, skeleton), in order of their first run; at most {@link #FINDINGS_MAX}
 * @param unlisted runs whose finding had no room in {@code findings}
 * @param kinds of a sample of the runs, how often each kind occurred; empty where nobody looked
 * @param learned what the strategy adds to its knowledge; empty for those that do not learn
 */
public record ShardResult(
        long shard,
        long schedules,
        long steps,
        Map<End, Long> ends,
        Map<String, Long> exercised,
        List<RawFinding> findings,
        long unlisted,
        UnseenMass kinds,
        Knowledge learned) {
    /** Most findings that a shard lists: far above what a model that means something produces. */
    public static final int FINDINGS_MAX = 64;
    /** Most kinds of runs that a shard tells of. */
    public static final int KINDS_MAX = 64;

    public ShardResult {
        EnumMap<End, Long> sorted = new EnumMap<>(End.class);
        sorted.putAll(ends);
        ends = Collections.unmodifiableMap(sorted);
        exercised = Collections.unmodifiableMap(new TreeMap<>(exercised));
        findings = List.copyOf(findings);
    }

    /** 64-bit hash of everything in this result; equal results have equal digests. */
    public long digest() {
        Digest d = new Digest().add(shard).add(schedules).add(steps);
        ends.forEach((end, n) -> d.add(end.name()).add(n));
        exercised.forEach((invariant, n) -> d.add(invariant).add(n));
        for (RawFinding f : findings) {
            d.add(f.invariant()).add(f.report() ? 1 : 0).add(f.skeleton()).add(f.sentence());
            d.add(f.firstRun()).add(f.count()).add(f.steps());
            int[] words = f.schedule().toWords();
            d.add(words.length);
            for (int word : words) {
                d.add(word);
            }
        }
        for (long word : kinds.toArray()) {
            d.add(word);
        }
        d.add(unlisted).add(learned.length());
        for (int i = 0; i < learned.length(); i++) {
            d.add(learned.word(i));
        }
        return d.value();
    }
}
