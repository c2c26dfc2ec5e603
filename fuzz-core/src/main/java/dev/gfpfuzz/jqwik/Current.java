package dev.gfpfuzz.jqwik;

import dev.gfpfuzz.property.FailureStore;
import dev.gfpfuzz.property.Run;
import dev.gfpfuzz.property.RunGenerator;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The property that jqwik is executing in this thread: which of its runs failed before, and how many ended how. */
final class Current {
    private static final ThreadLocal<@Nullable Current> PROPERTY = new ThreadLocal<>();

    private final FailureStore store;
    private final ClassLoader loader;
    private final SortedMap<String, Integer> ends = new TreeMap<>();

    private Current(FailureStore store, ClassLoader loader) {
        this.store = store;
        this.loader = loader;
    }

    static Current enter(FailureStore store, ClassLoader loader) {
        Current entered = new Current(store, loader);
        PROPERTY.set(entered);
        return entered;
    }

    static void leave() {
        PROPERTY.remove();
    }

    /** A run of the property has ended like this. */
    static void ended(String how) {
        Current property = PROPERTY.get();
        if (property != null) {
            property.ends.merge(how, 1, Integer::sum);
        }
    }

    /** How many runs ended how. */
    SortedMap<String, Integer> ends() {
        return ends;
    }

    FailureStore store() {
        return store;
    }

    /** Runs of the same kind that failed before, the newest first. Those that cannot be replayed are forgotten. */
    static List<Run> failedBefore(RunGenerator kind) {
        Current property = PROPERTY.get();
        List<Run> runs = new ArrayList<>();
        if (property == null) {
            return runs;
        }
        for (String token : property.store.tokens()) {
            kind.replay(token, property.loader)
                    .ifPresentOrElse(
                            run -> {
                                if (kind.makes(run)) {
                                    runs.add(run);
                                }
                            },
                            () -> property.store.forget(token));
        }
        return runs;
    }
}
