package dev.gfpfuzz.coordinator.actor;

import akka.actor.typed.ActorRef;
import dev.gfpfuzz.coordinator.campaign.CampaignState;
import dev.gfpfuzz.coordinator.campaign.LeaseBook.Lease;
import dev.gfpfuzz.workers.protocol.ToCoordinator;
import dev.gfpfuzz.workers.protocol.ToWorker;
import org.jspecify.annotations.Nullable;

/** What the coordinator's actor receives. */
sealed interface Input {
    /** @param taken called when the message is dealt with */
    record Heard(ToCoordinator message, Runnable taken) implements Input {}

    /** The actor of a worker, or its machine, is no more. */
    record Gone(String worker, ActorRef<ToWorker> ref) implements Input {}

    record Tick() implements Input {}

    record Checked(Lease lease, Check check) implements Input {}

    record Saved(Journal.Batch batch, @Nullable Throwable failure) implements Input {}

    record SaveAgain(Journal.Batch batch) implements Input {}

    /** The campaign was folded from the store again. */
    record Folded(@Nullable CampaignState state, @Nullable Throwable failure) implements Input {}
}
