package dev.gfpfuzz.workers.cluster;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/** The threads on which models run: one per worker, apart from Akka's, so that a busy model never silences a node. */
final class ModelThreads {
    private ModelThreads() {}

    static ExecutorService of(int workers) {
        AtomicInteger next = new AtomicInteger(1);
        return Executors.newFixedThreadPool(workers, task -> {
            Thread t = new Thread(task, "gfpfuzz-model-" + next.getAndIncrement());
            t.setDaemon(true);
            return t;
        });
    }
}
