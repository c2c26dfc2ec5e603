package dev.gfpfuzz.shrink;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * How long two workers take for a round, told from what its attempts take one: the rules of {@link Team} on a clock of its
 * own. So it says the same on a machine that has other things to do.
 */
final class TeamOfTwo {
    private static final int NOTHING = -1;
    private static final double ALMOST_NOTHING = 1e-6;

    /** For each candidate that is tried: what is left to do, and how little is left when it may be helped, and must be. */
    private final double[] left;

    private final double[] helped;
    private final double[] longFrom;
    private final int candidates;
    private final int[] own = {NOTHING, NOTHING};
    private int next;

    /**
     * @param work what each attempt up to the first success takes
     * @param states what each of them searches
     * @param candidates of the round; those behind the success are begun by who has nothing else to do. Searches are given up at once
     *     then; runs, which are taken to be like the others of the round, are not
     */
    private TeamOfTwo(double[] work, int[] states, int candidates) {
        this.candidates = candidates;
        left = Arrays.copyOf(work, Math.min(candidates, work.length + 2));
        double run = IntStream.range(0, work.length)
                .filter(i -> states[i] == 0)
                .mapToDouble(i -> work[i])
                .average()
                .orElse(0);
        Arrays.fill(left, work.length, left.length, run);
        helped = new double[left.length];
        longFrom = new double[left.length];
        for (int i = 0; i < work.length; i++) {
            helped[i] = after(LeastRun.HELPED, work[i], states[i]);
            longFrom[i] = after(LeastRun.LONG, work[i], states[i]);
        }
    }

    /** What is left of an attempt after so many states. */
    private static double after(int states, double work, int all) {
        return all <= states ? 0 : work * (all - states) / all;
    }

    /**
     * @param attempts those of a round, up to the first success
     * @param work what each takes
     * @param candidates of the round
     */
    static double time(List<Attempt> attempts, List<? extends Number> work, int candidates) {
        double[] each = work.stream().mapToDouble(Number::doubleValue).toArray();
        int[] states = attempts.stream().mapToInt(Attempt::states).toArray();
        return new TeamOfTwo(each, states, candidates).time(attempts.size());
    }

    /** @param wanted candidates up to the first success */
    private double time(int wanted) {
        double now = 0;
        while (Arrays.stream(left, 0, wanted).anyMatch(l -> l > ALMOST_NOTHING)) {
            int[] at = {takes(0), takes(1)};
            double step = Double.MAX_VALUE;
            for (int w = 0; w < 2; w++) {
                if (at[w] != NOTHING) {
                    int workers = at[0] == at[1] ? 2 : 1;
                    step = Math.min(step, untilNext(at[w]) / workers);
                }
            }
            for (int w = 0; w < 2; w++) {
                if (at[w] != NOTHING) {
                    left[at[w]] -= step;
                }
            }
            now += step;
            for (int w = 0; w < 2; w++) {
                own[w] = own[w] != NOTHING && left[own[w]] < ALMOST_NOTHING ? NOTHING : own[w];
            }
        }
        double vain = 0;
        for (int candidate : own) {
            vain = Math.max(vain, candidate < wanted ? 0 : left[candidate]);
        }
        return now + vain;
    }

    /** What a worker does now. */
    private int takes(int worker) {
        int urgent = first(longFrom);
        if (urgent != NOTHING && (own[worker] == NOTHING || urgent < own[worker])) {
            return urgent;
        }
        if (own[worker] == NOTHING && next < Math.min(candidates, left.length)) {
            own[worker] = next++;
        }
        return own[worker] != NOTHING ? own[worker] : first(helped);
    }

    /** The first that has come so far and is not at its end. */
    private int first(double[] from) {
        for (int i = 0; i < next; i++) {
            if (left[i] > ALMOST_NOTHING && left[i] <= from[i] + ALMOST_NOTHING) {
                return i;
            }
        }
        return NOTHING;
    }

    /** What is left until something changes. */
    private double untilNext(int i) {
        for (double mark : new double[] {helped[i], longFrom[i]}) {
            if (left[i] > mark + ALMOST_NOTHING) {
                return left[i] - mark;
            }
        }
        return left[i];
    }

    /** Notes a number when each candidate is asked for. */
    static List<Candidate> asked(List<Candidate> candidates, Runnable note) {
        return new java.util.AbstractList<>() {
            @Override
            public Candidate get(int index) {
                note.run();
                return candidates.get(index);
            }

            @Override
            public int size() {
                return candidates.size();
            }
        };
    }

    /** Differences of neighbours. */
    static List<Long> between(List<Long> instants) {
        List<Long> spans = new ArrayList<>();
        for (int i = 1; i < instants.size(); i++) {
            spans.add(instants.get(i) - instants.get(i - 1));
        }
        return spans;
    }
}
