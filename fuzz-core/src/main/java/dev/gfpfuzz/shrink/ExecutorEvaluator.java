package dev.gfpfuzz.shrink;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import java.util.stream.Stream;

/** Tries candidates in the calling thread and on an executor's at the same time: a {@link Team} for each round. */
public final class ExecutorEvaluator implements Evaluator {
    private final Executor executor;
    private final int width;

    /**
     * @param executor runs what the other threads do; must not be the caller's own single thread
     * @param width 1 or more: how many threads, the caller's with them
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
        Team team = new Team(candidates, width);
        List<CompletableFuture<Void>> others = Stream.generate(() -> CompletableFuture.runAsync(team::work, executor))
                .limit(candidates.isEmpty() ? 0 : width - 1)
                .toList();
        team.work();
        try {
            others.forEach(CompletableFuture::join);
        } catch (CompletionException e) {
            if (e.getCause() instanceof RuntimeException r) {
                throw r;
            }
            throw e;
        }
        return team.attempts();
    }
}
