package dev.gfpfuzz.search;

import dev.gfpfuzz.schedule.SplitMix64;
import dev.gfpfuzz.step.Standing;
import dev.gfpfuzz.step.StateView;

/**
 * What runs have met, as a bitmap of features: where all tasks stand (states), from which place to which the processor
 * goes (transitions), which lock is wanted while which is held (lock-order edges), and where those stand who wait and
 * those they wait for (wait-for edges). A feature is a hash, so two may share a bit; what is counted is a lower bound.
 */
final class Novelty {
    /** Longs of the bitmap: 16,384 features. */
    static final int WORDS = 256;

    private final long[] known;
    private final long[] learned = new long[WORDS];
    private long before;
    private int fresh;

    /** @param knowledge its first {@link #WORDS} longs are the features known; none are if it is shorter */
    Novelty(Knowledge knowledge) {
        known = new long[WORDS];
        for (int i = 0; i < WORDS && knowledge.length() >= WORDS; i++) {
            known[i] = knowledge.word(i);
        }
    }

    void startRun() {
        before = 0;
        fresh = 0;
    }

    /** Before a step: {@code task} was picked. */
    void step(StateView at, int task) {
        Standing next = at.standing(task);
        note(SplitMix64.mix(before * 31 + next.place()));
        before = next.place();
        if (next.wants() >= 0) {
            for (long rest = next.holds(); rest != 0; rest &= rest - 1) {
                note(SplitMix64.mix(1_000_003L * Long.numberOfTrailingZeros(rest) + next.wants() + 7));
            }
        }
        long state = 1;
        for (int i = 0; i < at.taskCount(); i++) {
            Standing s = at.standing(i);
            state = SplitMix64.mix(state + s.place() + i);
            if (s.wants() >= 0) {
                waitEdges(at, s);
            }
        }
        note(state);
    }

    private void waitEdges(StateView at, Standing waiting) {
        for (int i = 0; i < at.taskCount(); i++) {
            Standing holder = at.standing(i);
            if ((holder.holds() >>> waiting.wants() & 1) != 0) {
                note(SplitMix64.mix(waiting.place() * 17 + holder.place()));
            }
        }
    }

    private void note(long feature) {
        int bit = (int) (feature >>> 50);
        int word = bit >>> 6;
        long mask = 1L << bit;
        if (((known[word] | learned[word]) & mask) == 0) {
            learned[word] |= mask;
            fresh++;
        }
    }

    /** Features that the run under way met first. */
    int fresh() {
        return fresh;
    }

    /** Adds the features known before to {@code words}. */
    void addKnown(long[] words) {
        for (int i = 0; i < WORDS; i++) {
            words[i] |= known[i];
        }
    }

    /** Adds the features met since to {@code words}. */
    void addLearned(long[] words) {
        for (int i = 0; i < WORDS; i++) {
            words[i] |= learned[i];
        }
    }
}
