package dev.gfpfuzz.coordinator.actor;

import akka.actor.typed.ActorRef;
import akka.actor.typed.Behavior;
import akka.actor.typed.MailboxSelector;
import akka.actor.typed.javadsl.Behaviors;
import dev.gfpfuzz.workers.protocol.ToCoordinator;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The actor that workers talk to. It hands on to the coordinator no more than {@link #MESSAGES_MAX} messages ahead of what
 * the coordinator has dealt with and drops the rest, which the protocol allows: a flood from the wire costs work to be
 * done again, and never memory. What the coordinator tells itself is not dropped.
 */
final class Inbox {
    static final int MESSAGES_MAX = 10_000;

    /** Workers on other machines, too, send here; what does not fit is lost. */
    static final MailboxSelector MAILBOX = MailboxSelector.bounded(MESSAGES_MAX);

    private Inbox() {}

    static Behavior<ToCoordinator> create(ActorRef<Input> coordinator) {
        AtomicInteger ahead = new AtomicInteger();
        return Behaviors.receiveMessage(message -> {
            if (ahead.get() < MESSAGES_MAX) {
                ahead.incrementAndGet();
                coordinator.tell(new Input.Heard(message, ahead::decrementAndGet));
            }
            return Behaviors.same();
        });
    }
}
