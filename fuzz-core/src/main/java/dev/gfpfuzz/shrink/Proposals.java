package dev.gfpfuzz.shrink;

import java.util.AbstractList;
import java.util.ArrayList;
import java.util.List;
import java.util.RandomAccess;
import java.util.function.IntFunction;

/**
 * Candidates that are made when they are asked for: each carries a copy of a run, and a long run has thousands. Of more
 * than {@link #MAX} an even selection is proposed; what succeeds shortens the run, and in the next round the selection
 * is denser.
 */
final class Proposals extends AbstractList<Candidate> implements RandomAccess {
    /** Most candidates that a pass over the choices proposes at once. */
    static final int MAX = 500;

    private final int count;
    private final IntFunction<Candidate> candidate;

    private Proposals(int count, IntFunction<Candidate> candidate) {
        this.count = count;
        this.candidate = candidate;
    }

    /** For each of {@code seeds} one candidate. */
    static <T> List<Candidate> of(List<T> seeds, java.util.function.Function<T, Candidate> candidate) {
        List<T> chosen = seeds;
        if (seeds.size() > MAX) {
            chosen = new ArrayList<>();
            for (int i = 0; i < MAX; i++) {
                chosen.add(seeds.get((int) ((long) i * seeds.size() / MAX)));
            }
        }
        List<T> seedsKept = chosen;
        return new Proposals(seedsKept.size(), i -> candidate.apply(seedsKept.get(i)));
    }

    /** One list after the other. */
    static List<Candidate> concatenated(List<List<Candidate>> lists) {
        int count = lists.stream().mapToInt(List::size).sum();
        return new Proposals(count, i -> {
            int rest = i;
            for (List<Candidate> list : lists) {
                if (rest < list.size()) {
                    return list.get(rest);
                }
                rest -= list.size();
            }
            throw new IndexOutOfBoundsException(i);
        });
    }

    @Override
    public Candidate get(int index) {
        return candidate.apply(index);
    }

    @Override
    public int size() {
        return count;
    }
}
