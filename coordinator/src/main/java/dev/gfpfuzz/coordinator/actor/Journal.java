package dev.gfpfuzz.coordinator.actor;

import dev.gfpfuzz.coordinator.campaign.CampaignEvent;
import dev.gfpfuzz.coordinator.campaign.Lease;
import dev.gfpfuzz.coordinator.campaign.LeaseBook.Work;
import dev.gfpfuzz.coordinator.store.CampaignStore;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;

/**
 * Events on their way to the disk, and the running time with them. One batch at a time is being written; what comes in
 * the meantime is the next batch. For the coordinator's thread.
 */
final class Journal {
    /** An event on its way, and the lease that it fulfils. */
    record Entry(Lease<Work> lease, CampaignEvent event) {}

    /** What is written in one transaction: these events, and that much running time. */
    record Batch(List<Entry> entries, long nanos) {
        /** Whether a worker is expelled in it, so that what was counted before may count no more. */
        boolean expels() {
            return entries.stream().anyMatch(e -> e.event() instanceof CampaignEvent.WorkerExpelled);
        }
    }

    private final CampaignStore store;
    private final Executor disk;
    private final List<Entry> waiting = new ArrayList<>();
    private boolean writing;
    private boolean paused;
    /** Until when the running time is written, or being written. */
    private long accountedAt = System.nanoTime();

    private long nanosBeingWritten;

    Journal(CampaignStore store, Executor disk) {
        this.store = store;
        this.disk = disk;
    }

    void add(Lease<Work> lease, CampaignEvent event) {
        waiting.add(new Entry(lease, event));
    }

    /** Whether a batch is being written, or waits to be tried again. */
    boolean writing() {
        return writing;
    }

    boolean hasWaiting() {
        return !waiting.isEmpty();
    }

    /** The disk does not take the batch: time stands still until it does. */
    void pause() {
        paused = true;
        accountedAt = System.nanoTime();
    }

    /** Running time that no written batch covers, in nanoseconds. */
    long unaccounted() {
        return sinceLastBatch() + nanosBeingWritten;
    }

    /** How long ago the last batch was put together, in nanoseconds. */
    long sinceLastBatch() {
        if (paused) {
            return 0;
        }
        return System.nanoTime() - accountedAt;
    }

    /** Everything that waits, as a batch. Only while none is being written. */
    Batch next() {
        writing = true;
        nanosBeingWritten = sinceLastBatch();
        accountedAt += nanosBeingWritten;
        Batch batch = new Batch(List.copyOf(waiting), nanosBeingWritten);
        waiting.clear();
        return batch;
    }

    /** Writes a batch on the disk's thread. */
    CompletionStage<Void> write(Batch batch) {
        List<CampaignEvent> events = new ArrayList<>();
        batch.entries().forEach(entry -> events.add(entry.event()));
        events.add(new CampaignEvent.Ran(batch.nanos()));
        return CompletableFuture.runAsync(() -> store.append(events), disk);
    }

    /** The batch is on the disk. */
    void written() {
        writing = false;
        if (paused) {
            paused = false;
            accountedAt = System.nanoTime();
        }
        nanosBeingWritten = 0;
    }
}
