package dev.gfpfuzz.shrink;

import java.util.ArrayList;
import java.util.List;

/** A run as stretches between context switches: each is what one task did without another coming in between. */
final class Segments {
    private final List<Taken> steps;
    /** Where each begins, and the number of steps at the end. */
    private final List<Integer> starts = new ArrayList<>();

    Segments(List<Taken> steps) {
        this.steps = steps;
        for (int i = 0; i < steps.size(); i++) {
            if (i == 0 || !steps.get(i).task().equals(steps.get(i - 1).task())) {
                starts.add(i);
            }
        }
        starts.add(steps.size());
    }

    int count() {
        return starts.size() - 1;
    }

    String task(int segment) {
        return steps.get(starts.get(segment)).task();
    }

    /** The steps of segments {@code from} to {@code to}, the latter not included. */
    List<Taken> steps(int from, int to) {
        return steps.subList(starts.get(from), starts.get(to));
    }

    /** The first segment of the same task behind this one, or {@link #count}. */
    int nextOfSameTask(int segment) {
        int next = segment + 1;
        while (next < count() && !task(next).equals(task(segment))) {
            next++;
        }
        return next;
    }
}
