package dev.gfpfuzz.coordinator.campaign;

import dev.gfpfuzz.search.Knowledge;
import dev.gfpfuzz.search.StrategyFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;

/**
 * What the strategy knows about one target, round by round. A round is {@link #SHARDS} shards of the target. Round r runs
 * with what rounds 0..r-2 have learned: the one round in between keeps workers from waiting for each other at its end,
 * and what a shard does still depends on the spec alone. Shards of a strategy that does not learn wait for nothing.
 */
final class Rounds {
    static final int SHARDS = 16;

    private final StrategyFactory strategy;
    /** Entry r - {@link #forgotten}: the knowledge that rounds 0..r-1 leave. */
    private final List<Knowledge> after = new ArrayList<>(List.of(Knowledge.NONE));
    /** Rounds whose knowledge nobody needs any more. */
    private int forgotten;
    /** What shards beyond the last whole round have learned, by number among the target's shards. */
    private final TreeMap<Long, Knowledge> learned = new TreeMap<>();

    Rounds(StrategyFactory strategy) {
        this.strategy = strategy;
    }

    /**
     * Adds what a shard has learned.
     *
     * @param k number among the target's shards
     * @return whether a round has become whole
     */
    boolean learned(long k, Knowledge knowledge) {
        if (!strategy.learns()) {
            return false;
        }
        int before = rounds();
        if (k / SHARDS < before) {
            return false;
        }
        learned.putIfAbsent(k, knowledge);
        while (true) {
            long first = (long) rounds() * SHARDS;
            var whole = learned.subMap(first, first + SHARDS);
            if (whole.size() < SHARDS) {
                return rounds() > before;
            }
            after.add(strategy.merge(after.get(after.size() - 1), List.copyOf(whole.values())));
            whole.clear();
        }
    }

    /** Drops what no shard from {@code k} on runs with. */
    void forget(long k) {
        int n = (int) Math.min(round(k) - forgotten, after.size() - 1L);
        if (n > 0) {
            after.subList(0, n).clear();
            forgotten += n;
        }
    }

    /** How many rounds are whole. */
    private int rounds() {
        return forgotten + after.size() - 1;
    }

    /** Entry of {@link #after} that shard {@code k} runs with. */
    private static long round(long k) {
        return Math.max(0, k / SHARDS - 1);
    }

    /** Whether shard {@code k} runs with what shard {@code of} has learned, both of one target. */
    static boolean restsOn(long k, long of) {
        return k / SHARDS - 1 > of / SHARDS;
    }

    /** Whether what shard {@code k} of the target has to know is known. */
    boolean ready(long k) {
        return !strategy.learns() || round(k) <= rounds();
    }

    /** What shard {@code k} of the target runs with; only when {@link #ready} and not forgotten. */
    Knowledge knowledge(long k) {
        return strategy.learns() ? after.get((int) round(k) - forgotten) : Knowledge.NONE;
    }
}
