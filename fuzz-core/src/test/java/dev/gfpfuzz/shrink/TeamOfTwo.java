package dev.gfpfuzz.shrink;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.TreeMap;

/**
 * How long two workers take for a round, told from what its attempts take one: the rules of {@link Team} on a clock of its
 * own. So it says the same on a machine that has other things to do.
 */
final class TeamOfTwo {
    private static final int NOTHING = -1;
    private static final double ALMOST_NOTHING = 1e-6;

    private final double[] brief;
    private final double[] rest;
    private final int candidates;
    private final double briefOnAverage;
    /** Long searches by the numbers of their candidates, and what is left to do. */
    private final TreeMap<Integer, Double> open = new TreeMap<>();

    private final int[] candidate = {NOTHING, NOTHING};
    private final double[] left = {0, 0};
    private int next;
    private int finished;

    /**
     * @param brief what each attempt up to the first success takes until its search is long
     * @param rest what it takes from then on
     * @param candidates of the round; those behind the success are begun by who has nothing else to do
     */
    private TeamOfTwo(double[] brief, double[] rest, int candidates) {
        this.brief = brief;
        this.rest = rest;
        this.candidates = candidates;
        briefOnAverage = Arrays.stream(brief).average().orElse(0);
    }

    /**
     * @param attempts those of a round, up to the first success
     * @param work what each takes
     * @param candidates of the round
     */
    static double time(List<Attempt> attempts, List<? extends Number> work, int candidates) {
        double[] brief = new double[attempts.size()];
        double[] rest = new double[attempts.size()];
        for (int i = 0; i < brief.length; i++) {
            double all = work.get(i).doubleValue();
            rest[i] = all
                    * Math.max(
                            0,
                            1
                                    - (double) LeastRun.LONG
                                            / Math.max(1, attempts.get(i).states()));
            brief[i] = all - rest[i];
        }
        return new TeamOfTwo(brief, rest, candidates).time();
    }

    private double time() {
        double now = 0;
        while (finished < brief.length) {
            int helpers = 0;
            double step = Double.MAX_VALUE;
            for (int w = 0; w < 2; w++) {
                if (candidate[w] == NOTHING && open.isEmpty() && next < candidates) {
                    candidate[w] = next++;
                    left[w] = candidate[w] < brief.length ? brief[candidate[w]] : briefOnAverage;
                }
                helpers += candidate[w] == NOTHING ? 1 : 0;
                step = candidate[w] == NOTHING ? step : Math.min(step, left[w]);
            }
            if (helpers > 0 && !open.isEmpty()) {
                step = Math.min(step, open.firstEntry().getValue() / helpers);
            }
            pass(step, helpers);
            now += step;
        }
        return now + Math.max(left[0], left[1]); // what was begun in vain
    }

    private void pass(double time, int helpers) {
        if (helpers > 0 && !open.isEmpty()) {
            int first = open.firstKey();
            open.merge(first, -time * helpers, Double::sum);
            if (open.get(first) < ALMOST_NOTHING) {
                open.remove(first);
                finished++;
            }
        }
        for (int w = 0; w < 2; w++) {
            left[w] = Math.max(0, left[w] - time);
            if (candidate[w] != NOTHING && left[w] < ALMOST_NOTHING) {
                int done = candidate[w];
                candidate[w] = NOTHING;
                left[w] = 0;
                if (done < rest.length && rest[done] > 0) {
                    open.put(done, rest[done]);
                } else if (done < rest.length) {
                    finished++;
                }
            }
        }
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
