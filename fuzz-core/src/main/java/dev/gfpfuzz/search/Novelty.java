package dev.gfpfuzz.search;

import dev.gfpfuzz.schedule.SplitMix64;
import dev.gfpfuzz.step.Frame;
import dev.gfpfuzz.step.Lock;
import dev.gfpfuzz.step.Task;
import dev.gfpfuzz.step.Wait;
import dev.gfpfuzz.step.World;

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
    void step(World w, int task) {
        Task t = w.lookTask(task);
        long position = position(t);
        note(SplitMix64.mix(before * 31 + position));
        before = position;
        long state = 1;
        for (int i = 0; i < w.taskCount(); i++) {
            state = SplitMix64.mix(state + position(w.lookTask(i)) + i);
        }
        note(state);
        if (t.waits() == Wait.LOCK) {
            for (long rest = t.held(); rest != 0; rest &= rest - 1) {
                note(SplitMix64.mix(1_000_003L * Long.numberOfTrailingZeros(rest) + t.waitOn() + 7));
            }
        }
        for (int i = 0; i < w.taskCount(); i++) {
            Task waiting = w.lookTask(i);
            if (waiting.waits() == Wait.LOCK) {
                waitEdges(w, waiting);
            }
        }
    }

    private void waitEdges(World w, Task waiting) {
        for (long rest = w.<Lock>look(waiting.waitOn()).holders(); rest != 0; rest &= rest - 1) {
            Task holder = w.lookTask(Long.numberOfTrailingZeros(rest));
            note(SplitMix64.mix(position(waiting) * 17 + position(holder)));
        }
    }

    private static long position(Task t) {
        if (t.depth() == 0) {
            return 0;
        }
        Frame<?> f = t.top();
        return 31L * f.function().hashCode() + f.label().hashCode();
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
