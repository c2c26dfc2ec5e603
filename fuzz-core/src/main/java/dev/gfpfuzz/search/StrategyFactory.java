package dev.gfpfuzz.search;

import dev.gfpfuzz.run.Subject;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * A strategy as a user asks for it, before it meets a subject; immutable.
 *
 * <p>Learning goes in <em>rounds</em>. A round is a fixed number of shards of one subject. All of them get the same
 * knowledge, {@code k}; shard {@code s} runs {@code st = strategy(subject, k)} and hands {@code st.learned()} in; when all
 * have, {@code merge(k, learned in shard order)} is the next round's knowledge. So what a shard does depends on the
 * campaign's spec and on earlier rounds, never on which worker was faster. For strategies that do not learn all of this
 * is {@link Knowledge#NONE}.
 */
public interface StrategyFactory {
    /** The name in full, {@code pct:depth=3}; {@link Strategies#parse} accepts it. */
    String name();

    /** One line for {@code list strategies}. */
    String about();

    /** A fresh strategy for one shard: equal arguments, equal behaviour. */
    Strategy strategy(Subject subject, Knowledge knowledge);

    /** Whether it learns, so that the shards of a round wait for the round before the last. */
    default boolean learns() {
        return false;
    }

    /** Joins what a round's shards have learned. Must not depend on anything but the arguments. */
    default Knowledge merge(Knowledge before, List<Knowledge> learnedInShardOrder) {
        return before;
    }

    /**
     * For strategies made of others: the share of runs, in 1/1000, that each gets under some knowledge, by name in a fixed
     * order; empty for the rest.
     */
    default Map<String, Integer> shares(Knowledge knowledge) {
        return new TreeMap<>();
    }

    /**
     * How many of 1000 runs, whatever is learned, are PCT runs of this depth: those to which the PCT bound applies.
     *
     * @param depth ordering constraints that a bug needs
     */
    default int pctShare(int depth) {
        return 0;
    }

    /**
     * Whether this name asks for an exhaustive search rather than for luck: who runs it should use {@link BreadthFirst}
     * or {@link DepthFirstWalk} where a whole space fits, and falls back on {@link #strategy} where it does not.
     */
    default boolean exhaustive() {
        return false;
    }
}
