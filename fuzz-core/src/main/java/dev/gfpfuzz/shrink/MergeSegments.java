package dev.gfpfuzz.shrink;

import java.util.ArrayList;
import java.util.List;

/**
 * Joins two segments of a task: what others did in between comes after both, or before both. Two candidates for each
 * segment that has a later one of the same task.
 */
final class MergeSegments implements ShrinkPass {
    @Override
    public String name() {
        return "merge segments";
    }

    @Override
    public boolean choicesOnly() {
        return true;
    }

    @Override
    public List<Candidate> candidates(Round round) {
        Segments s = new Segments(round.failure().steps());
        int n = s.count();
        List<int[]> pairs = new ArrayList<>();
        for (int i = 0; i < n; i++) {
            int j = s.nextOfSameTask(i);
            if (j < n) {
                pairs.add(new int[] {i, j, 1});
                pairs.add(new int[] {i, j, 0});
            }
        }
        return Proposals.of(pairs, p -> round.follow(p[2] == 1 ? early(s, p[0], p[1]) : late(s, p[0], p[1])));
    }

    /** Segment j directly behind i. */
    private static List<Taken> early(Segments s, int i, int j) {
        return joined(s.steps(0, i + 1), s.steps(j, j + 1), s.steps(i + 1, j), s.steps(j + 1, s.count()));
    }

    /** Segment i directly before j. */
    private static List<Taken> late(Segments s, int i, int j) {
        return joined(s.steps(0, i), s.steps(i + 1, j), s.steps(i, i + 1), s.steps(j, s.count()));
    }

    @SafeVarargs
    private static List<Taken> joined(List<Taken>... parts) {
        List<Taken> all = new ArrayList<>();
        for (List<Taken> part : parts) {
            all.addAll(part);
        }
        return all;
    }
}
