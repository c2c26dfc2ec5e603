package dev.gfpfuzz.coordinator.campaign;

import dev.gfpfuzz.search.Knowledge;
import dev.gfpfuzz.search.StrategyFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;

/**
 * What the strategy knows about one target, round by round. A round is {@link #SHARDS} shards of the target. Round r runs
 * with what rounds 0..r-2 have learned: the one round in between keeps workers from waiting for each other at its end,
 * and what a shard does still depends on the spec alone.
 */
final class Rounds {
    static final int SHARDS = 16;

    private final StrategyFactory strategy;
    /** Entry r: the knowledge that rounds 0..r-1 leave. */
    private final List<Knowledge> after = new ArrayList<>(List.of(Knowledge.NONE));
    /** What shards beyond the last whole round have learned, by number among the target's shards. */
    private final TreeMap<Long, Knowledge> learned = new TreeMap<>();

    Rounds(StrategyFactory strategy) {
        this.strategy = strategy;
    }

    /** @param k number among the target's shards */
    void learned(long k, Knowledge knowledge) {
        if (k / SHARDS < after.size() - 1) {
            return;
        }
        learned.putIfAbsent(k, knowledge);
        while (true) {
            int round = after.size() - 1;
            long first = (long) round * SHARDS;
            var whole = learned.subMap(first, first + SHARDS);
            if (whole.size() < SHARDS) {
                return;
            }
            after.add(strategy.merge(after.get(round), List.copyOf(whole.values())));
            whole.clear();
        }
    }

    /** Whether what shard {@code k} of the target has to know is known. */
    boolean ready(long k) {
        return Math.max(0, k / SHARDS - 1) < after.size();
    }

    /** What shard {@code k} of the target runs with; only when {@link #ready}. */
    Knowledge knowledge(long k) {
        return after.get((int) Math.max(0, k / SHARDS - 1));
    }
}
