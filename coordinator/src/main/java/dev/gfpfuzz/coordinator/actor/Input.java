package dev.gfpfuzz.coordinator.actor;

import akka.actor.typed.ActorRef;
import dev.gfpfuzz.coordinator.campaign.CampaignState;
import dev.gfpfuzz.coordinator.campaign.Lease;
import dev.gfpfuzz.coordinator.campaign.LeaseBook.Work;
import dev.gfpfuzz.search.Subtree;
import dev.gfpfuzz.search.SubtreeResult;
import dev.gfpfuzz.workers.property.PropertyException;
import dev.gfpfuzz.workers.protocol.ToCoordinator;
import dev.gfpfuzz.workers.protocol.ToWorker;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.jspecify.annotations.Nullable;

/** What the coordinator's actor receives. */
sealed interface Input {
    /** @param taken called when the message is dealt with */
    record Heard(ToCoordinator message, Runnable taken) implements Input {}

    /** The actor of a worker, or its machine, is no more. */
    record Gone(String worker, ActorRef<ToWorker> ref) implements Input {}

    record Tick() implements Input {}

    /** @param failure why it could not be checked, if it could not */
    record Checked(Lease<Work> lease, Check check, @Nullable Throwable failure) implements Input {
        /** Why the coordinator could not check it, for want of memory or of the user's classes: then it is nobody's lie. */
        @Nullable
        Throwable ours() {
            Throwable cause = cause(failure);
            return cause instanceof PropertyException || cause instanceof Error ? cause : null;
        }
    }

    /** What made a future fail. */
    static @Nullable Throwable cause(@Nullable Throwable failure) {
        return failure instanceof CompletionException && failure.getCause() != null ? failure.getCause() : failure;
    }

    record Saved(Journal.Batch batch, @Nullable Throwable failure) implements Input {}

    record SaveAgain(Journal.Batch batch) implements Input {}

    /**
     * Subtrees are to be searched.
     *
     * @param results completed in any order, one for each subtree
     */
    record Share(List<Subtree> subtrees, List<CompletableFuture<SubtreeResult>> results) implements Input {}

    /**
     * @param wrong what is wrong with the result, empty if nothing is
     * @param failure why it could not be checked, which is no fault of the worker's
     */
    record SubtreeChecked(
            Lease<Long> lease,
            SubtreeResult result,
            String wrong,
            @Nullable Throwable failure) implements Input {}

    /**
     * There is nothing more to search.
     *
     * @param told completed when the workers have been told
     */
    record SearchEnded(CompletableFuture<Void> told) implements Input {}

    record FoldAgain() implements Input {}

    /** The campaign was folded from the store again. */
    record Folded(@Nullable CampaignState state, @Nullable Throwable failure) implements Input {}
}
