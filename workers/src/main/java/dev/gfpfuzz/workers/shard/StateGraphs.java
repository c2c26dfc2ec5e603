package dev.gfpfuzz.workers.shard;

import dev.gfpfuzz.run.StateGraph;
import dev.gfpfuzz.run.Subject;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What a worker's shards have found out about their subjects, so that the next shard of a target need not execute it
 * again. The graphs that were not used for longest go when they take too much memory. For one thread.
 */
final class StateGraphs {
    /** What those kept may take together. */
    private static final long BYTES_MAX = 200L << 20;

    private final Map<Subject, StateGraph> graphs = new LinkedHashMap<>(16, 0.75f, true);

    /** The graph of this very subject; one that was compiled again has another. */
    StateGraph of(Subject subject) {
        StateGraph graph = graphs.computeIfAbsent(subject, StateGraph::new);
        long bytes = graphs.values().stream().mapToLong(StateGraph::bytes).sum();
        Iterator<StateGraph> eldest = graphs.values().iterator();
        while (bytes > BYTES_MAX && graphs.size() > 1) {
            bytes -= eldest.next().bytes();
            eldest.remove();
        }
        return graph;
    }
}
