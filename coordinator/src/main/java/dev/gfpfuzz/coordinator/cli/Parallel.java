package dev.gfpfuzz.coordinator.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Independent pieces of work on all cores, their results in the order of the pieces. */
final class Parallel {
    /** How often who waits looks whether to stop. */
    private static final long LOOK_MILLIS = 100;

    private Parallel() {}

    /**
     * @param work must be safe to call from several threads
     * @param stop whether to leave out what has not begun, and to wait no longer for what has
     * @param each sees each result, in order, as soon as it and those before it are there
     * @return the results up to the first piece left out
     */
    static <T, R> List<R> map(List<T> pieces, Function<T, R> work, BooleanSupplier stop, Consumer<R> each) {
        ExecutorService threads =
                Executors.newFixedThreadPool(Runtime.getRuntime().availableProcessors(), task -> {
                    Thread t = new Thread(task, "gfpfuzz-parallel");
                    // What nobody waits for any more keeps no program alive.
                    t.setDaemon(true);
                    return t;
                });
        try {
            List<Future<R>> futures = new ArrayList<>();
            for (T piece : pieces) {
                futures.add(threads.submit(() -> stop.getAsBoolean() ? null : work.apply(piece)));
            }
            List<R> results = new ArrayList<>();
            for (Future<R> future : futures) {
                R result = await(future, stop);
                if (result == null) {
                    break;
                }
                results.add(result);
                each.accept(result);
            }
            return results;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while waiting for results", e);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof RuntimeException cause) {
                throw cause;
            }
            throw new IllegalStateException(e.getCause());
        } finally {
            threads.shutdownNow();
        }
    }

    /** @return null when it was left out, or is not there when nobody waits any more */
    private static <R> @Nullable R await(Future<R> future, BooleanSupplier stop)
            throws InterruptedException, ExecutionException {
        while (true) {
            try {
                return future.get(LOOK_MILLIS, TimeUnit.MILLISECONDS);
            } catch (TimeoutException e) {
                if (stop.getAsBoolean()) {
                    return null;
                }
            }
        }
    }
}
