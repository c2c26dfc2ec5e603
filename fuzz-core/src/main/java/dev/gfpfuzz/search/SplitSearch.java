package dev.gfpfuzz.search;

import dev.gfpfuzz.run.Subject;
import dev.gfpfuzz.schedule.Schedule;
import dev.gfpfuzz.step.Symmetry;
import dev.gfpfuzz.step.Violation;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * An exhaustive search that several work on, by subtrees of the tree of choices. It goes in rounds: a round follows all
 * runs for {@link #LEVELS} steps more, from every state that the rounds before have left open. Its states are shared out as
 * {@link Subtree}s of neighbouring prefixes; one that turns out too large hands back what it has not come to, which is
 * shared out again within the round. What comes back is joined in the subtrees' order.
 *
 * <p>So the result is the same for every number of workers, and its verdict, states, transitions, depth and the length of a
 * counterexample are those of {@link BreadthFirst}: a round ends only when each state within its reach was expanded at its
 * least depth. The price of sharing nothing is that neighbouring subtrees expand some states twice; {@link #executed} tells.
 */
public final class SplitSearch {
    /** More make less to hand over and more to do twice. */
    static final int LEVELS = 2;
    /** Fewest prefixes of a subtree: with less there is more to hand over than to do. */
    static final int PREFIXES_MIN = 64;
    /** Most prefixes of a subtree: some milliseconds of work. */
    static final int PREFIXES_MAX = 256;
    /** So many subtrees are made, to share out, before they get more prefixes than the fewest. */
    static final int SUBTREES = 16;
    /** States that a subtree expands before it is split. */
    static final int STATES_MAX = 4_096;
    /** Steps that it executes before it is split: each takes some bytes of a message. */
    static final int STEPS_MAX = 65_536;

    /** Who searches subtrees, each with a subject of its own. */
    public interface Workers {
        /**
         * @param each told what came of each subtree, in their order and by the calling thread, as soon as this one and
         *     those before it are searched
         */
        void search(List<Subtree> subtrees, Consumer<SubtreeResult> each);
    }

    private final Subject subject;
    private final Bounds bounds;
    private final Workers workers;
    private final int prefixesMin;
    private final int prefixesMax;
    private final int statesMax;
    private final Symmetry symmetry;
    private final SeenStates seen = new SeenStates();
    private final Edges edges = new Edges();
    private List<Violation> reports = List.of();
    private Map<Long, Path> open = new LinkedHashMap<>();
    private long transitions;
    private long executed;
    private long subtrees;
    private long digest;
    private long exercised;
    private long finalStates;
    private long stuckStates;
    private @Nullable Path violating;
    private @Nullable String boundReached;

    /** @param subject of the calling thread */
    public SplitSearch(Subject subject, Bounds bounds, Workers workers) {
        this(subject, bounds, workers, PREFIXES_MIN, PREFIXES_MAX, STATES_MAX);
    }

    /** With subtrees of so many prefixes, that expand so many states. */
    SplitSearch(Subject subject, Bounds bounds, Workers workers, int prefixesMin, int prefixesMax, int statesMax) {
        this.subject = subject;
        this.bounds = bounds;
        this.workers = workers;
        this.prefixesMin = prefixesMin;
        this.prefixesMax = prefixesMax;
        this.statesMax = statesMax;
        symmetry = Symmetry.of(subject.initial());
    }

    /** Steps executed, also those that several subtrees had in common. */
    public long executed() {
        return executed;
    }

    /** Into how many subtrees the search was split. */
    public long subtrees() {
        return subtrees;
    }

    /** Over what came of each subtree, in their order: the same for every number of workers. */
    public long digest() {
        return digest;
    }

    /** Explores all runs of the subject; once. */
    public Exploration explore() {
        open.put(symmetry.hash(subject.initial().copy()), Path.START);
        int horizon = 0;
        while (violating == null && boundReached == null && !open.isEmpty()) {
            if (horizon == bounds.depthMax()) {
                boundReached = "runs of " + horizon + " steps were followed and go on";
                break;
            }
            horizon = (int) Math.min(bounds.depthMax(), (long) horizon + LEVELS);
            round(horizon);
        }
        if (violating == null && boundReached == null && edges.someStateNeverRests(seen)) {
            // The way to it is that of the search that keeps every state's.
            return BreadthFirst.explore(subject, bounds);
        }
        return result();
    }

    private void round(int horizon) {
        List<Path> left = new ArrayList<>(open.values());
        open = new LinkedHashMap<>();
        while (!left.isEmpty() && boundReached == null) {
            List<Subtree> shares = new ArrayList<>();
            int prefixes = Math.max(prefixesMin, Math.min(prefixesMax, left.size() / SUBTREES));
            for (int i = 0; i < left.size(); i += prefixes) {
                List<Path> share = left.subList(i, Math.min(left.size(), i + prefixes));
                shares.add(new Subtree(share, horizon, statesMax, STEPS_MAX));
            }
            subtrees += shares.size();
            Iterator<Subtree> joined = shares.iterator();
            workers.search(shares, result -> join(joined.next(), result));
            open.entrySet().removeIf(e -> isExpanded(e.getKey(), e.getValue().length()));
            left = open.values().stream().filter(p -> p.length() < horizon).toList();
            open.values().removeIf(p -> p.length() < horizon);
        }
    }

    /** Whether the state was expanded as near to the start as this, so that nothing is left to do. */
    private boolean isExpanded(long hash, int depth) {
        int number = seen.find(hash);
        return number >= 0 && seen.parent(number) <= depth;
    }

    private void join(Subtree subtree, SubtreeResult result) {
        if (boundReached != null) {
            return;
        }
        if (result.isStopped()) {
            boundReached = "it was stopped after " + seen.size() + " states";
            return;
        }
        Path[] ways = subtree.ways(result);
        digest = result.digest(digest);
        executed += result.steps();
        exercised |= result.exercised();
        for (Path way : result.reporting(ways)) {
            reports = Violation.oncePerInvariant(reports, way.executed(subject).reports());
        }
        result.forEachExpanded((s, resting, finished, stuck, targets) -> {
            int number = add(result.hash(s), ways[s].length());
            if (number >= 0) {
                transitions += targets.length;
                for (long target : targets) {
                    edges.addByHash(number, target);
                }
                if (resting) {
                    edges.rests(number);
                }
                finalStates += finished ? 1 : 0;
                stuckStates += stuck ? 1 : 0;
            }
        });
        Path end = result.violating(ways);
        if (end == null) {
            for (int i = result.expanded(); i < ways.length; i++) {
                open.merge(result.hash(i), ways[i], (a, b) -> b.length() < a.length() ? b : a);
            }
        } else if (violating == null || end.length() < violating.length()) {
            violating = end;
        }
        if (seen.size() > bounds.statesMax()) {
            boundReached = bounds.statesMax() + " states were visited and there are more";
        } else if (open.size() > bounds.openMax()) {
            boundReached = bounds.openMax() + " of " + seen.size() + " states were open at once";
        }
    }

    /** @return the state's number if it was not seen before, else -1 */
    private int add(long hash, int depth) {
        int number = seen.add(hash, depth);
        if (number < 0) {
            seen.setParent(~number, Math.min(seen.parent(~number), depth));
            return -1;
        }
        return number;
    }

    private Exploration result() {
        Path end = violating;
        Violation violation = end == null ? null : end.executed(subject).violation();
        Schedule counterexample =
                end == null ? null : end.schedule(subject.initial().copy());
        Verdict verdict = end != null ? Verdict.VIOLATED : boundReached != null ? Verdict.INCONCLUSIVE : Verdict.HOLDS;
        int depth = 0;
        for (int s = 0; s < seen.size(); s++) {
            depth = Math.max(depth, seen.parent(s));
        }
        return new Exploration(
                verdict,
                violation,
                counterexample,
                end != null ? null : boundReached,
                seen.size(),
                transitions,
                end != null ? end.length() : depth,
                symmetry.trivial() ? List.of() : List.of(symmetry.title()),
                reports,
                exercised,
                finalStates,
                stuckStates,
                0);
    }
}
