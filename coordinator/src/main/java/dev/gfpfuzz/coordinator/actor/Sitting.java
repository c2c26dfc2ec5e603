package dev.gfpfuzz.coordinator.actor;

import dev.gfpfuzz.coordinator.campaign.CampaignListener;
import dev.gfpfuzz.coordinator.campaign.CampaignSummary;
import dev.gfpfuzz.coordinator.campaign.Canary;
import dev.gfpfuzz.coordinator.campaign.Listening;
import dev.gfpfuzz.coordinator.campaign.Spotchecks;
import dev.gfpfuzz.coordinator.store.CampaignStore;
import dev.gfpfuzz.workers.protocol.ToCoordinator;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** One sitting of a campaign: its coordinator, workers in the same JVM, and others when it listens; see {@link CoordinatorNode}. */
final class Sitting {
    /**
     * What a test may do differently.
     *
     * @param canary the bug to be planted
     * @param wire what a message of a worker here goes through
     */
    record Deviations(Function<Spotchecks, Canary> canary, UnaryOperator<ToCoordinator> wire) {
        static final Deviations NONE = new Deviations(Canary::of, UnaryOperator.identity());
    }

    private final CampaignStore store;
    private final int workers;
    private final CampaignListener listener;
    private final BooleanSupplier stop;
    private final Deviations deviations;

    Sitting(CampaignStore store, int workers, CampaignListener listener, BooleanSupplier stop) {
        this(store, workers, listener, stop, Deviations.NONE);
    }

    Sitting(CampaignStore store, int workers, CampaignListener listener, BooleanSupplier stop, Deviations deviations) {
        this.deviations = deviations;
        this.store = store;
        this.workers = workers;
        this.listener = listener;
        this.stop = stop;
    }

    /** @param listening where workers may join, null for no socket */
    CampaignSummary run(@Nullable Listening listening) {
        // One thread that writes the store, so that the coordinator never waits for the disk; one that re-executes
        // findings.
        ExecutorService disk = CoordinatorNode.threads("store", 1);
        ExecutorService checks = CoordinatorNode.threads("check", 1);
        CompletableFuture<CampaignSummary> summary = new CompletableFuture<>();
        try (CoordinatorNode node = new CoordinatorNode(listening, workers, listener)) {
            Surroundings around = new Surroundings(
                    store,
                    listener,
                    stop,
                    disk,
                    checks,
                    summary,
                    node.wire(),
                    node.build(),
                    deviations.canary(),
                    listening != null);
            // Should it end by itself, nobody waits for ever; the campaign can be resumed.
            node.start(
                    CoordinatorActor.create(around),
                    deviations.wire(),
                    () -> summary.completeExceptionally(
                            new IllegalStateException("The coordinator's actor system has ended before the campaign")));
            return summary.join();
        } catch (CompletionException e) {
            throw e.getCause() instanceof RuntimeException cause ? cause : e;
        } finally {
            checks.shutdownNow();
            disk.shutdown();
        }
    }
}
