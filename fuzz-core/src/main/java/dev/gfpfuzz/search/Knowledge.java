package dev.gfpfuzz.search;

import java.util.Arrays;

/**
 * What a learning strategy knows: a small immutable list of longs whose meaning is the strategy's own. It changes only
 * between rounds ({@link StrategyFactory}), so it can be stored, sent and compared without knowing the strategy.
 */
public final class Knowledge {
    /** Nothing learned yet; all that strategies which do not learn ever have. */
    public static final Knowledge NONE = new Knowledge(new long[0]);

    private final long[] words;

    private Knowledge(long[] words) {
        this.words = words;
    }

    public static Knowledge of(long... words) {
        return words.length == 0 ? NONE : new Knowledge(words.clone());
    }

    public int length() {
        return words.length;
    }

    public long word(int i) {
        return words[i];
    }

    public long[] toArray() {
        return words.clone();
    }

    @Override
    public boolean equals(Object o) {
        return o instanceof Knowledge k && Arrays.equals(words, k.words);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(words);
    }

    @Override
    public String toString() {
        return words.length + " words";
    }
}
