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
        List<Candidate> out = new ArrayList<>();
        Segments s = new Segments(round.failure().steps());
        int n = s.count();
        for (int length = Math.max(1, n / 2); length > 0; length /= 2) {
            for (int from = 0; from < n; from += length) {
                List<Taken> rest = new ArrayList<>(s.steps(0, from));
                rest.addAll(s.steps(Math.min(n, from + length), n));
                out.add(round.follow(rest));
            }
        }
        return out;
    }
}
