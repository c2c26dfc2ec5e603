package dev.gfpfuzz.workers.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import akka.actor.AbstractActor;
import akka.actor.ActorSystem;
import akka.actor.Address;
import akka.actor.Deploy;
import akka.actor.ExtendedActorSystem;
import akka.actor.Props;
import akka.cluster.Cluster;
import akka.cluster.MemberStatus;
import akka.event.Logging;
import akka.remote.RemoteScope;
import java.nio.file.Path;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a member of the group must not be able to do, and what a file that is gone must not cost. */
@Tag("slow")
class MembersTest {
    private static final Set<ActorSystem> MADE_IN = ConcurrentHashMap.newKeySet();

    /** Stands for any actor class on the class path. */
    public static final class Anything extends AbstractActor {
        public Anything() {
            MADE_IN.add(getContext().getSystem());
        }

        @Override
        public Receive createReceive() {
            return emptyBehavior();
        }
    }

    private static final Queue<String> REFUSED = new ConcurrentLinkedQueue<>();

    /** Hears what the coordinator's system logs as errors. */
    static final class Refusals extends AbstractActor {
        @Override
        public Receive createReceive() {
            return receiveBuilder()
                    .match(Logging.Error.class, e -> REFUSED.add(e.message().toString()))
                    .build();
        }
    }

    @Test
    void noMemberHasActorsMadeOnAnother() throws Exception {
        ActorSystem coordinator = ActorSystem.create(
                NodeConfig.SYSTEM, NodeConfig.of(NodeConfig.Role.COORDINATOR, new Endpoint("127.0.0.1", 0), null));
        ActorSystem worker = ActorSystem.create(
                NodeConfig.SYSTEM, NodeConfig.of(NodeConfig.Role.WORKER, new Endpoint("127.0.0.1", 0), null));
        try {
            Address there = ((ExtendedActorSystem) coordinator).provider().getDefaultAddress();
            Cluster.get(coordinator).join(there);
            Cluster.get(worker).join(there);
            Awaitility.await()
                    .atMost(60, TimeUnit.SECONDS)
                    .until(() -> Cluster.get(worker).selfMember().status() == MemberStatus.up());
            coordinator.eventStream().subscribe(coordinator.actorOf(Props.create(Refusals.class)), Logging.Error.class);
            worker.actorOf(Props.create(Anything.class).withDeploy(new Deploy(new RemoteScope(there))));
            Awaitility.await().atMost(60, TimeUnit.SECONDS).until(() -> !MADE_IN.isEmpty() || !REFUSED.isEmpty());
            assertThat(MADE_IN).isEmpty();
            assertThat(REFUSED).first().asString().contains(Anything.class.getName(), "not allow-listed");
        } finally {
            worker.terminate();
            coordinator.terminate();
        }
    }

    @Test
    void keysThatAreGone_areToldAsAnyThatCannotBeUsed(@TempDir Path dir) {
        assertThatThrownBy(() -> new NodeKeys(dir).context()).isInstanceOf(ClusterException.class);
    }
}
