package dev.gfpfuzz.workers.shard;

import dev.gfpfuzz.run.StateGraph;
import dev.gfpfuzz.run.Subject;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What a worker's shards have found out about their subjects, so that the next shard of a target need not execute it
 * again. The graphs that were not used for longest go when there are too many states. For one thread.
 */
final class StateGraphs {
    /** States kept in all, some 60 bytes each. */
    private static final int STATES_MAX = 1 << 20;

    private final Map<Subject, StateGraph> graphs = new LinkedHashMap<>(16, 0.75f, true);

    /** The graph of this very subject; one that was compiled again has another. */
    StateGraph of(Subject subject) {
        StateGraph graph = graphs.computeIfAbsent(subject, StateGraph::new);
        int states = graphs.values().stream().mapToInt(StateGraph::size).sum();
        Iterator<StateGraph> eldest = graphs.values().iterator();
        while (states > STATES_MAX && graphs.size() > 1) {
            states -= eldest.next().size();
            eldest.remove();
        }
        return graph;
    }
}
