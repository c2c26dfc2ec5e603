package dev.gfpfuzz.coordinator.actor;

import akka.actor.typed.ActorRef;
import dev.gfpfuzz.coordinator.campaign.CampaignListener;
import dev.gfpfuzz.coordinator.campaign.Listening;
import dev.gfpfuzz.search.SplitSearch;
import dev.gfpfuzz.search.Subtree;
import dev.gfpfuzz.search.SubtreeResult;
import dev.gfpfuzz.workers.protocol.ToCoordinator;
import dev.gfpfuzz.workers.shard.Target;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

/** Searches subtrees by leasing them to workers of this JVM and of others, which may come, go and die meanwhile. */
public final class LeasedSubtrees implements SplitSearch.Workers, AutoCloseable {
    private static final int GOODBYE_SECONDS = 5;

    private final CoordinatorNode node;
    private final ExecutorService checks = CoordinatorNode.threads("check", 1);
    private final ActorRef<Input> coordinator;
    /** Completed, exceptionally, only when the system has ended. */
    private final CompletableFuture<Void> ended = new CompletableFuture<>();

    /**
     * @param target what the subtrees are of
     * @param workers in this JVM, 0 or more
     * @param listener told where it listens, and of workers that are gone or refused
     * @param stop asked several times a second; once it says true, what is not searched yet comes back as stopped
     * @throws dev.gfpfuzz.workers.cluster.ClusterException when it cannot listen there
     */
    public LeasedSubtrees(
            Target target, Listening listening, int workers, CampaignListener listener, BooleanSupplier stop) {
        this(target, listening, workers, listener, stop, UnaryOperator.identity());
    }

    /** @param deviation what a message of a worker here goes through */
    LeasedSubtrees(
            Target target,
            Listening listening,
            int workers,
            CampaignListener listener,
            BooleanSupplier stop,
            UnaryOperator<ToCoordinator> deviation) {
        node = new CoordinatorNode(listening, workers, listener);
        SubtreesActor.Plan plan = new SubtreesActor.Plan(target, node.build(), node.wire(), checks, listener, stop);
        coordinator = node.start(
                SubtreesActor.create(plan),
                deviation,
                () -> ended.completeExceptionally(
                        new IllegalStateException("The coordinator's actor system has ended before the search")));
    }

    /** @throws SearchVoidException when the search has to begin anew, which it can with these workers */
    @Override
    public void search(List<Subtree> subtrees, Consumer<SubtreeResult> each) {
        List<CompletableFuture<SubtreeResult>> results = new ArrayList<>();
        subtrees.forEach(subtree -> results.add(new CompletableFuture<>()));
        coordinator.tell(new Input.Share(subtrees, results));
        for (CompletableFuture<SubtreeResult> result : results) {
            try {
                CompletableFuture.anyOf(result, ended).join();
            } catch (CompletionException e) {
                throw e.getCause() instanceof RuntimeException cause ? cause : e;
            }
            each.accept(result.join());
        }
    }

    /** Sends the workers away. */
    @Override
    public void close() {
        CompletableFuture<Void> told = new CompletableFuture<>();
        coordinator.tell(new Input.SearchEnded(told));
        told.completeOnTimeout(null, GOODBYE_SECONDS, TimeUnit.SECONDS).join();
        node.close();
        checks.shutdownNow();
    }
}
