package dev.gfpfuzz.shrink;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import java.util.stream.Stream;

/** Tries candidates on several of an executor's threads at the same time: a {@link Team} for each round. */
public final class ExecutorEvaluator implements Evaluator {
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
        Team team = new Team(candidates, width);
        List<CompletableFuture<Void>> members = Stream.generate(() -> CompletableFuture.runAsync(team::work, executor))
                .limit(candidates.isEmpty() ? 0 : width)
                .toList();
        try {
            members.forEach(CompletableFuture::join);
        } catch (CompletionException e) {
            if (e.getCause() instanceof RuntimeException r) {
                throw r;
            }
            throw e;
        }
        return team.attempts();
    }
}
