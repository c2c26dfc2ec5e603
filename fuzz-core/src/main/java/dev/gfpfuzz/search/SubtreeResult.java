package dev.gfpfuzz.search;

import dev.gfpfuzz.schedule.SplitMix64;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the search of a {@link Subtree} came to, all in numbers: the states that it met, the ways to them, and where the steps
 * of those lead that it expanded. Of what was violated and reported it has the ways alone, so that whoever joins results
 * executes these instead of believing. Immutable.
 */
public final class SubtreeResult {
    private static final int RESTING = 1;
    private static final int FINISHED = 2;
    private static final int STUCK = 4;

    /** Of a search that was stopped: worth nothing. */
    private static final SubtreeResult STOPPED = new SubtreeResult(0, new long[0], new int[4]);

    private final long exercised;
    /** Of the states met, in order of discovery, which is the order in which they were expanded. */
    private final long[] hashes;
    /** Everything else; the constructor says what. */
    private final int[] numbers;

    private final int expanded;
    private final int violating;
    private final int violatingStepAt;
    private final int[] reporting;
    private final int waysAt;
    private final int statesAt;
    private int steps;

    private SubtreeResult(long exercised, long[] hashes, int[] numbers) {
        this.exercised = exercised;
        this.hashes = hashes;
        this.numbers = numbers;
        Tape in = new Tape(numbers, 0);
        expanded = in.next(hashes.length);
        violating = in.next(expanded) - 1;
        boolean byStep = in.next(1) == 1;
        violatingStepAt = byStep ? in.at() : -1;
        if (byStep) {
            in.step(Path.START);
        }
        reporting = new int[in.next(expanded)];
        for (int i = 0; i < reporting.length; i++) {
            reporting[i] = in.next(expanded - 1);
        }
        waysAt = in.at();
        for (int i = 0; i < hashes.length; i++) {
            if (in.next(Math.min(i, expanded)) == 0) {
                in.next(Integer.MAX_VALUE);
            } else {
                in.step(Path.START);
            }
        }
        statesAt = in.at();
        for (int s = 0; s < expanded; s++) {
            in.next(RESTING | FINISHED | STUCK);
            int n = in.next(Integer.MAX_VALUE);
            for (int i = 0; i < n; i++) {
                in.next(hashes.length - 1);
            }
            steps += n;
        }
        in.end();
    }

    /**
     * What {@link #exercised}, {@link #hashes} and {@link #numbers} were.
     *
     * @throws IllegalArgumentException when this is none
     */
    public static SubtreeResult of(long exercised, long[] hashes, int[] numbers) {
        return new SubtreeResult(exercised, hashes.clone(), numbers.clone());
    }

    /** Of a subtree whose search was stopped. */
    public static SubtreeResult stopped() {
        return STOPPED;
    }

    /** Whether the search was stopped, so that this says nothing. */
    public boolean isStopped() {
        return hashes.length == 0;
    }

    /** Bit i: the situation occurred that invariant number i is about. */
    public long exercised() {
        return exercised;
    }

    /** Of the states met. */
    public long[] hashes() {
        return hashes.clone();
    }

    /** Everything else. */
    public int[] numbers() {
        return numbers.clone();
    }

    /** States expanded: the first ones met. */
    int expanded() {
        return expanded;
    }

    /** States met. */
    int met() {
        return hashes.length;
    }

    /** Steps executed from the states that were expanded. */
    int steps() {
        return steps;
    }

    long hash(int state) {
        return hashes[state];
    }

    /** The ways to the states met. */
    Path[] ways(List<Path> prefixes) {
        Path[] ways = new Path[hashes.length];
        Tape in = new Tape(numbers, waysAt);
        for (int i = 0; i < ways.length; i++) {
            int parent = in.next(Integer.MAX_VALUE) - 1;
            ways[i] = parent < 0 ? prefixes.get(in.next(prefixes.size() - 1)) : in.step(ways[parent]);
        }
        return ways;
    }

    /** The way to a violation, null without one. */
    @Nullable
    Path violating(Path[] ways) {
        if (violating < 0) {
            return null;
        }
        return violatingStepAt < 0 ? ways[violating] : new Tape(numbers, violatingStepAt).step(ways[violating]);
    }

    /** Ways to states in which something was reported that none before them reports. */
    List<Path> reporting(Path[] ways) {
        return Arrays.stream(reporting).mapToObj(s -> ways[s]).toList();
    }

    /** Told what is known of a state that was expanded. */
    interface Expanded {
        /**
         * @param resting whether it has no step, or those of daemons alone
         * @param finished whether it has no step and every task has ended
         * @param stuck whether it has no step and some task has not
         * @param targets the hashes of the states to which its steps lead
         */
        void state(int number, boolean resting, boolean finished, boolean stuck, long[] targets);
    }

    void forEachExpanded(Expanded visitor) {
        Tape in = new Tape(numbers, statesAt);
        for (int s = 0; s < expanded; s++) {
            int flags = in.next(Integer.MAX_VALUE);
            long[] targets = new long[in.next(Integer.MAX_VALUE)];
            for (int i = 0; i < targets.length; i++) {
                targets[i] = hashes[in.next(Integer.MAX_VALUE)];
            }
            visitor.state(s, (flags & RESTING) != 0, (flags & FINISHED) != 0, (flags & STUCK) != 0, targets);
        }
    }

    /** Folds all of it into a digest. */
    long digest(long digest) {
        long d = SplitMix64.seedOf(digest, exercised);
        for (long hash : hashes) {
            d = SplitMix64.seedOf(d, hash);
        }
        for (int number : numbers) {
            d = SplitMix64.seedOf(d, number);
        }
        return d;
    }

    @Override
    public boolean equals(Object o) {
        return o instanceof SubtreeResult r
                && exercised == r.exercised
                && Arrays.equals(hashes, r.hashes)
                && Arrays.equals(numbers, r.numbers);
    }

    @Override
    public int hashCode() {
        return 31 * Arrays.hashCode(hashes) + Arrays.hashCode(numbers);
    }

    @Override
    public String toString() {
        return expanded + " of " + hashes.length + " states expanded, " + steps + " steps";
    }

    /** Takes down what a search meets, for a result. */
    static final class Notes {
        private final Tape violating = new Tape();
        private final Tape reporting = new Tape();
        private final Tape ways = new Tape();
        private final Tape states = new Tape();
        private final Tape targets = new Tape();
        private int flags;
        private int expanded;
        private int steps;
        private int reports;

        int expanded() {
            return expanded;
        }

        int steps() {
            return steps;
        }

        /** A state is met: the end of a prefix. */
        void meet(int prefix) {
            ways.add(0).add(prefix);
        }

        /** A state is met: a step's from a state that is being expanded. */
        void meet(int parent, int task, int[] answers) {
            ways.add(parent + 1).addStep(task, answers);
        }

        /** The state is expanded that was met next. */
        void expand() {
            close();
            expanded++;
        }

        private void close() {
            if (expanded > 0) {
                states.add(flags).add(targets.size()).addAll(targets);
            }
            flags = 0;
            targets.clear();
        }

        /** A step of the state that is being expanded leads there. */
        void step(int target) {
            targets.add(target);
            steps++;
        }

        void resting() {
            flags |= RESTING;
        }

        void atRest(boolean finished) {
            flags |= RESTING | (finished ? FINISHED : STUCK);
        }

        /** Something new is reported in the state that is being expanded. */
        void report() {
            reporting.add(expanded - 1);
            reports++;
        }

        /** A rule is broken in the state that is being expanded. */
        void violated() {
            violating.add(expanded).add(0);
        }

        /** A rule is broken by a step of the state that is being expanded. */
        void violated(int task, int[] answers) {
            violating.add(expanded).add(1).addStep(task, answers);
        }

        SubtreeResult result(long exercised, long[] hashes) {
            close();
            Tape all = new Tape().add(expanded);
            all.addAll(violating.size() == 0 ? new Tape().add(0).add(0) : violating);
            all.add(reports).addAll(reporting).addAll(ways).addAll(states);
            return new SubtreeResult(exercised, hashes, all.toArray());
        }
    }
}
