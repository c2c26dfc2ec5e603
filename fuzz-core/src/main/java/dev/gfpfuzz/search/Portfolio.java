package dev.gfpfuzz.search;

import dev.gfpfuzz.run.Outcome;
import dev.gfpfuzz.run.Picker;
import dev.gfpfuzz.schedule.SplitMix64;
import dev.gfpfuzz.step.StateView;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Several strategies, each with a share of the runs; a run's seed decides which one has it. Most of the shares
 * (95 %) are fixed, so that no member starves and the whole is never half as good as the best of them, whatever it learns:
 * none knows in advance which bug it is after. The rest goes, round by
 * round, to those whose runs met most that was new ({@link Novelty}) for the steps they took: an
 * exploration-exploitation trade in the manner of Auer, Cesa-Bianchi, Freund, Schapire 2002, "The nonstochastic
 * multiarmed bandit problem", with the shares frozen within a round. Novelty is measured in one run of 32.
 *
 * <p>Knowledge: {@link Novelty#WORDS} longs of features, then for each member the new features that its measured runs
 * met and the steps that they took, then each member's own knowledge behind its length.
 */
public final class Portfolio implements Strategy {
    /** A member: who, and its fixed share of the runs in 1/1000. */
    record Member(Piloted.Factory factory, int share) {}

    private static final int MEASURED_ONE_IN = 32;
    static final int FIXED_PERCENT = 95;

    private final List<Member> members;
    private final Piloted subject;
    private final Knowledge knowledge;
    /** Each member's strategy, once it is needed. */
    private final @Nullable Strategy[] strategies;

    private final Novelty novelty;
    private final int[] shares;
    private final long[] fresh;
    private final long[] steps;
    private int current;
    private Strategy running;
    private boolean measuring;

    Portfolio(List<Member> members, Piloted subject, Knowledge knowledge) {
        this.members = members;
        this.subject = subject;
        this.knowledge = knowledge;
        this.strategies = new Strategy[members.size()];
        this.running = this;
        this.novelty = new Novelty(knowledge);
        this.shares = shares(members, knowledge);
        this.fresh = new long[members.size()];
        this.steps = new long[members.size()];
    }

    /** A member may need pilot runs, which a search of a few runs can do without when it has none for the member. */
    private Strategy member(int i) {
        Strategy known = strategies[i];
        if (known == null) {
            known = members.get(i).factory().strategy(subject, ofMember(i, members.size(), knowledge));
            strategies[i] = known;
        }
        return known;
    }

    /** Each member's share of the runs under some knowledge, in 1/1000, in the members' order. */
    static int[] shares(List<Member> members, Knowledge k) {
        int[] shares = new int[members.size()];
        double[] rates = new double[shares.length];
        double sum = 0;
        for (int i = 0; i < shares.length; i++) {
            int at = Novelty.WORDS + 2 * i;
            rates[i] = k.length() > at + 1 && k.word(at + 1) > 0 ? (double) k.word(at) / k.word(at + 1) : 0;
            sum += rates[i];
        }
        int given = 0;
        for (int i = 0; i < shares.length; i++) {
            int fixed = members.get(i).share();
            shares[i] = sum == 0
                    ? fixed
                    : (int) (fixed * FIXED_PERCENT / 100 + (100 - FIXED_PERCENT) * 10 * rates[i] / sum);
            given += shares[i];
        }
        shares[0] += 1000 - given;
        return shares;
    }

    static Knowledge ofMember(int member, int members, Knowledge k) {
        int at = Novelty.WORDS + 2 * members;
        for (int i = 0; at < k.length(); i++) {
            int length = (int) k.word(at);
            if (i == member) {
                return Knowledge.of(Arrays.copyOfRange(k.toArray(), at + 1, at + 1 + length));
            }
            at += 1 + length;
        }
        return Knowledge.NONE;
    }

    static Knowledge merge(List<Member> members, Knowledge before, List<Knowledge> learned) {
        int n = members.size();
        long[] head = new long[Novelty.WORDS + 2 * n];
        List<Knowledge> all = new ArrayList<>();
        all.add(before);
        all.addAll(learned);
        for (Knowledge k : all) {
            new Novelty(k).addKnown(head);
            for (int i = Novelty.WORDS; i < head.length && i < k.length(); i++) {
                head[i] += k.word(i);
            }
        }
        List<Knowledge> parts = new ArrayList<>();
        for (int m = 0; m < n; m++) {
            int member = m;
            parts.add(members.get(m)
                    .factory()
                    .merge(
                            ofMember(m, n, before),
                            learned.stream().map(k -> ofMember(member, n, k)).toList()));
        }
        return join(head, parts);
    }

    private static Knowledge join(long[] head, List<Knowledge> parts) {
        long[] words = Arrays.copyOf(
                head, head.length + parts.stream().mapToInt(k -> 1 + k.length()).sum());
        int at = head.length;
        for (Knowledge k : parts) {
            words[at++] = k.length();
            System.arraycopy(k.toArray(), 0, words, at, k.length());
            at += k.length();
        }
        return Knowledge.of(words);
    }

    @Override
    public String name() {
        return "portfolio";
    }

    @Override
    public void startRun(long seed) {
        long draw = SplitMix64.mix(seed ^ 0x6A09E667F3BCC909L);
        measuring = (draw & MEASURED_ONE_IN - 1) == 0;
        int ticket = (int) ((draw >>> 32) * 1000 >>> 32);
        current = 0;
        while (ticket >= shares[current]) {
            ticket -= shares[current++];
        }
        if (measuring) {
            novelty.startRun();
        }
        running = member(current);
        running.startRun(seed);
    }

    @Override
    public Picker ofRun() {
        return measuring ? this : running.ofRun();
    }

    @Override
    public int nextTask(StateView at, int[] enabled, int n) {
        int choice = running.nextTask(at, enabled, n);
        if (measuring) {
            novelty.step(at, enabled[choice]);
        }
        return choice;
    }

    @Override
    public void onlyTask(StateView at, int task) {
        running.onlyTask(at, task);
        if (measuring) {
            novelty.step(at, task);
        }
    }

    @Override
    public int nextValue(StateView at, int bound, String reason) {
        return running.nextValue(at, bound, reason);
    }

    @Override
    public void endRun(Outcome outcome) {
        running.endRun(outcome);
        if (measuring) {
            fresh[current] += novelty.fresh();
            steps[current] += outcome.steps();
        }
    }

    @Override
    public Knowledge learned() {
        long[] head = new long[Novelty.WORDS + 2 * fresh.length];
        novelty.addLearned(head);
        for (int i = 0; i < fresh.length; i++) {
            head[Novelty.WORDS + 2 * i] = fresh[i];
            head[Novelty.WORDS + 2 * i + 1] = steps[i];
        }
        List<Knowledge> parts = new ArrayList<>();
        for (int i = 0; i < strategies.length; i++) {
            parts.add(member(i).learned());
        }
        return join(head, parts);
    }
}
