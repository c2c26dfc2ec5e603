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
        List<Candidate> out = new ArrayList<>();
        Segments s = new Segments(round.failure().steps());
        int n = s.count();
        for (int i = 0; i < n; i++) {
            int j = s.nextOfSameTask(i);
            if (j < n) {
                out.add(round.follow(
                        joined(s.steps(0, i + 1), s.steps(j, j + 1), s.steps(i + 1, j), s.steps(j + 1, n))));
                out.add(round.follow(joined(s.steps(0, i), s.steps(i + 1, j), s.steps(i, i + 1), s.steps(j, n))));
            }
        }
        return out;
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
