package dev.gfpfuzz.workers.cluster;

import akka.actor.AbstractExtensionId;
import akka.actor.ActorSystem;
import akka.actor.ExtendedActorSystem;
import akka.actor.Extension;
import java.util.concurrent.atomic.AtomicLong;

/** How many connections a node was asked for, and how many it let in: no byte is read from the others. */
public final class Handshakes implements Extension {
    private static final Id ID = new Id();

    private final AtomicLong begun = new AtomicLong();
    private final AtomicLong accepted = new AtomicLong();

    private static final class Id extends AbstractExtensionId<Handshakes> {
        @Override
        public Handshakes createExtension(ExtendedActorSystem system) {
            return new Handshakes();
        }
    }

    private Handshakes() {}

    public static Handshakes of(ActorSystem system) {
        return ID.get(system);
    }

    void began() {
        begun.incrementAndGet();
    }

    void accepted() {
        accepted.incrementAndGet();
    }

    /** Connections that somebody began, whoever it was. */
    public long count() {
        return begun.get();
    }

    /** Connections over which something may be said. */
    public long acceptedCount() {
        return accepted.get();
    }
}
