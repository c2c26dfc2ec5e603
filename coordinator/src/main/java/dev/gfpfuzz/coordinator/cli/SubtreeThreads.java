package dev.gfpfuzz.coordinator.cli;

import dev.gfpfuzz.run.Subject;
import dev.gfpfuzz.search.SplitSearch;
import dev.gfpfuzz.search.Subtree;
import dev.gfpfuzz.search.SubtreeResult;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** Threads that search subtrees, each with a subject of its own. Whoever is free takes the next one. */
final class SubtreeThreads implements SplitSearch.Workers, AutoCloseable {
    private final ExecutorService threads;
    private final ThreadLocal<Subject> subjects;
    private final BooleanSupplier stop;

    /**
     * @param subjects makes a subject; called by each thread
     * @param stop asked by each thread
     */
    SubtreeThreads(int n, Supplier<Subject> subjects, BooleanSupplier stop) {
        threads = Executors.newFixedThreadPool(n);
        this.subjects = ThreadLocal.withInitial(subjects);
        this.stop = stop;
    }

    @Override
    public void search(List<Subtree> subtrees, Consumer<SubtreeResult> each) {
        List<Future<SubtreeResult>> futures = new ArrayList<>();
        for (Subtree subtree : subtrees) {
            futures.add(threads.submit(() -> subtree.search(subjects.get(), stop)));
        }
        try {
            for (Future<SubtreeResult> future : futures) {
                each.accept(future.get());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while waiting for subtrees", e);
        } catch (ExecutionException e) {
            throw e.getCause() instanceof RuntimeException cause ? cause : new IllegalStateException(e.getCause());
        }
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }
}
