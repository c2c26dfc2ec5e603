package dev.gfpfuzz.search;

import dev.gfpfuzz.run.Outcome;
import dev.gfpfuzz.schedule.Schedule;
import dev.gfpfuzz.schedule.SplitMix64;
import dev.gfpfuzz.step.StateView;
import java.util.Arrays;
import java.util.List;

/**
 * Feedback-guided search: Wolff, Shi, Duck, Mathur, Roychoudhury 2024 (ASPLOS), "Greybox fuzzing for concurrency
 * testing", after AFL. Runs that met something new ({@link Novelty}) are kept as sequences of choices; further runs
 * follow a kept one up to a random place, with a few choices changed, or go over to another kept one in the middle, and
 * walk randomly after its end. One run in four is a random walk from the start.
 *
 * <p>Departures: what is mutated are choices, not reads-from constraints; kept runs are drawn uniformly, newest included,
 * not by an energy; novelty counts features, not their frequencies.
 *
 * <p>Knowledge: {@link Novelty#WORDS} longs of features, then the corpus.
 */
public final class Feedback implements Strategy {
    private final Novelty novelty;
    private final Corpus corpus = new Corpus();
    private final Corpus found = new Corpus();
    private final SplitMix64 random = new SplitMix64(0);
    private int[] plan = new int[256];
    private int planned;
    private int made;

    public Feedback(Knowledge knowledge) {
        novelty = new Novelty(knowledge);
        corpus.addPacked(knowledge, Novelty.WORDS);
    }

    /** {@link StrategyFactory#merge}: features of all, schedules in shard order. */
    static Knowledge merge(Knowledge before, List<Knowledge> learned) {
        long[] features = new long[Novelty.WORDS];
        Corpus corpus = new Corpus();
        new Novelty(before).addKnown(features);
        corpus.addPacked(before, Novelty.WORDS);
        for (Knowledge k : learned) {
            new Novelty(k).addKnown(features);
            corpus.addPacked(k, Novelty.WORDS);
        }
        return corpus.pack(features);
    }

    @Override
    public String name() {
        return "feedback";
    }

    @Override
    public void startRun(long seed) {
        random.reseed(seed);
        novelty.startRun();
        planned = 0;
        made = 0;
        if (corpus.size() == 0 || random.nextInt(4) == 0) {
            return;
        }
        Schedule base = corpus.entry(random.nextInt(corpus.size()));
        append(base, 0, base.length());
        switch (random.nextInt(3)) {
            case 0 -> planned = random.nextInt(planned + 1);
            case 1 -> {
                for (int changes = 1 + random.nextInt(3); changes > 0 && planned > 0; changes--) {
                    plan[random.nextInt(planned)] = random.nextInt(8);
                }
            }
            default -> {
                Schedule other = corpus.entry(random.nextInt(corpus.size()));
                planned = random.nextInt(planned + 1);
                append(other, Math.min(planned, other.length()), other.length());
            }
        }
    }

    private void append(Schedule s, int from, int to) {
        if (planned + to - from > plan.length) {
            plan = Arrays.copyOf(plan, 2 * (planned + to - from));
        }
        for (int i = from; i < to; i++) {
            plan[planned++] = s.choice(i);
        }
    }

    @Override
    public int nextTask(StateView at, int[] enabled, int n) {
        int choice = choice(n);
        novelty.step(at, enabled[choice]);
        return choice;
    }

    @Override
    public void onlyTask(StateView at, int task) {
        novelty.step(at, task);
    }

    @Override
    public int nextValue(StateView at, int bound, String reason) {
        return choice(bound);
    }

    private int choice(int bound) {
        return made < planned ? plan[made++] % bound : random.nextInt(bound);
    }

    @Override
    public void endRun(Outcome outcome) {
        if (novelty.fresh() > 0) {
            corpus.add(outcome.schedule());
            found.add(outcome.schedule());
        }
    }

    @Override
    public Knowledge learned() {
        long[] features = new long[Novelty.WORDS];
        novelty.addLearned(features);
        return found.pack(features);
    }
}
