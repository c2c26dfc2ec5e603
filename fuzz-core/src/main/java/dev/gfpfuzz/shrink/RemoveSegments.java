package dev.gfpfuzz.shrink;

import java.util.ArrayList;
import java.util.List;

/** Leaves out what happened between some context switches: half of the run, a quarter, ..., each single segment. */
final class RemoveSegments implements ShrinkPass {
    @Override
    public String name() {
        return "remove segments";
    }

    @Override
    public boolean choicesOnly() {
        return true;
    }

    @Override
    public List<Candidate> candidates(Round round) {
        Segments s = new Segments(round.failure().steps());
        int n = s.count();
        List<int[]> ranges = new ArrayList<>();
        for (int length = Math.max(1, n / 2); length > 0; length /= 2) {
            for (int from = 0; from < n && ranges.size() < Proposals.MAX; from += length) {
                ranges.add(new int[] {from, Math.min(n, from + length)});
            }
        }
        return Proposals.of(ranges, range -> {
            List<Taken> rest = new ArrayList<>(s.steps(0, range[0]));
            rest.addAll(s.steps(range[1], n));
            return round.follow(rest);
        });
    }
}
