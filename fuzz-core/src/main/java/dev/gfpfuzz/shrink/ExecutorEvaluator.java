package dev.gfpfuzz.shrink;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;

/** Tries several candidates at the same time on an executor's threads. */
public final class ExecutorEvaluator implements Evaluator {
    /** Candidates submitted ahead for each thread, so that a long attempt leaves nobody idle. */
    private static final int AHEAD = 4;

    /** What a candidate behind the first success comes to when it had not begun. */
    private static final Attempt UNHEARD = new Attempt(null, 0, 0, 0, false);

    private final Executor executor;
    private final int width;

    /**
     * @param executor runs attempts; must not be the caller's own single thread
     * @param width 1 or more: usually the executor's number of threads
     */
    public ExecutorEvaluator(Executor executor, int width) {
        if (width < 1) {
            throw new IllegalArgumentException("An evaluator needs a width of at least 1, not " + width + ".");
        }
        this.executor = executor;
        this.width = width;
    }

    @Override
    public List<Attempt> untilFirst(List<Candidate> candidates) {
        Deque<CompletableFuture<Attempt>> underWay = new ArrayDeque<>();
        List<Attempt> attempts = new ArrayList<>();
        AtomicBoolean over = new AtomicBoolean();
        int submitted = 0;
        while (attempts.size() < candidates.size()) {
            while (submitted < candidates.size() && underWay.size() < width * AHEAD) {
                Candidate c = candidates.get(submitted++);
                underWay.add(CompletableFuture.supplyAsync(() -> over.get() ? UNHEARD : c.attempt(), executor));
            }
            Attempt a = join(underWay.remove());
            attempts.add(a);
            if (a.failure() != null) {
                over.set(true);
                break;
            }
        }
        return attempts;
    }

    private static Attempt join(CompletableFuture<Attempt> attempt) {
        try {
            return attempt.join();
        } catch (CompletionException e) {
            if (e.getCause() instanceof RuntimeException r) {
                throw r;
            }
            throw e;
        }
    }
}
