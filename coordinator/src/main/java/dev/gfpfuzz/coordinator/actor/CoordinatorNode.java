package dev.gfpfuzz.coordinator.actor;

import akka.actor.typed.ActorRef;
import akka.actor.typed.ActorSystem;
import akka.actor.typed.Behavior;
import akka.actor.typed.javadsl.Behaviors;
import akka.cluster.typed.Cluster;
import akka.cluster.typed.Join;
import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import dev.gfpfuzz.coordinator.campaign.CampaignListener;
import dev.gfpfuzz.coordinator.campaign.Listening;
import dev.gfpfuzz.workers.cluster.ClusterException;
import dev.gfpfuzz.workers.cluster.NodeConfig;
import dev.gfpfuzz.workers.codec.MessageCodec;
import dev.gfpfuzz.workers.protocol.Build;
import dev.gfpfuzz.workers.protocol.ToCoordinator;
import dev.gfpfuzz.workers.protocol.ToWorker;
import dev.gfpfuzz.workers.worker.WorkerActor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * The actor system of a coordinator, with workers in the same JVM. By default it has no remoting, so no socket is opened;
 * when it listens it is the first node of a cluster, and workers of other JVMs join. The actors and the messages are the
 * same, and every message goes through the codec.
 */
final class CoordinatorNode implements AutoCloseable {
    private static final Config NO_SOCKET = ConfigFactory.parseString("""
                    akka {
                      actor { provider = local, allow-java-serialization = off }
                      loglevel = WARNING
                      stdout-loglevel = OFF
                      log-dead-letters = off
                      loggers = ["akka.event.slf4j.Slf4jLogger"]
                      logging-filter = "akka.event.slf4j.Slf4jLoggingFilter"
                      logger-startup-timeout = 60s
                      jvm-shutdown-hooks = off
                      coordinated-shutdown.run-by-jvm-shutdown-hook = off
                    }
                    """).withFallback(ConfigFactory.load());

    private final @Nullable Listening listening;
    private final int workers;
    private final CampaignListener listener;
    private final MessageCodec codec = new MessageCodec();
    private final String build;
    private final ExecutorService models;
    private @Nullable ActorSystem<Input> system;

    /**
     * @param listening where workers may join, null for no socket
     * @param workers of this JVM
     * @param listener told where it listens
     */
    CoordinatorNode(@Nullable Listening listening, int workers, CampaignListener listener) {
        this.listening = listening;
        this.workers = workers;
        this.listener = listener;
        build = listening == null ? WorkerActor.SAME_JVM : Build.fingerprint();
        models = threads("model", Math.max(1, workers));
    }

    /** What a worker has to be built from, as its Hello says. */
    String build() {
        return build;
    }

    /** What a message to a worker goes through before it is sent. */
    UnaryOperator<ToWorker> wire() {
        return codec::overTheWire;
    }

    /**
     * Starts the coordinator's actor and the workers of this JVM; once.
     *
     * @param deviation what a message of a worker here goes through
     * @param ended told when the system has ended, by itself or not
     * @return where the coordinator is told something
     * @throws ClusterException with a sentence when it cannot listen there
     */
    ActorRef<Input> start(Behavior<Input> coordinator, UnaryOperator<ToCoordinator> deviation, Runnable ended) {
        Config config = listening == null
                ? NO_SOCKET
                : NodeConfig.of(NodeConfig.Role.COORDINATOR, listening.at(), listening.keys());
        try {
            ActorSystem<Input> started = ActorSystem.create(
                    guardian(coordinator, deviation.andThen(codec::overTheWire)), NodeConfig.SYSTEM, config);
            system = started;
            started.getWhenTerminated().thenRun(ended);
            return started;
        } catch (RuntimeException e) {
            if (listening == null) {
                throw e;
            }
            Throwable cause = e;
            while (cause.getCause() != null) {
                cause = cause.getCause();
            }
            throw new ClusterException("Nothing can listen at " + listening.at() + ": " + cause.getMessage() + ".", e);
        }
    }

    private Behavior<Input> guardian(Behavior<Input> behavior, Function<ToCoordinator, ToCoordinator> wire) {
        return Behaviors.setup(context -> {
            ActorRef<Input> coordinator = context.spawn(behavior, "coordinator");
            ActorRef<ToCoordinator> inbox = context.spawn(Inbox.create(coordinator), NodeConfig.INBOX, Inbox.MAILBOX);
            if (listening != null) {
                Cluster self = Cluster.get(context.getSystem());
                self.manager().tell(new Join(self.selfMember().address()));
                listener.listening(self.selfMember().address().hostPort().replaceFirst(".*@", ""));
            }
            for (int i = 1; i <= workers; i++) {
                String name = "worker-" + i;
                context.spawn(WorkerActor.create(name, build, inbox, wire, models, goodbye -> {}), name);
            }
            return Behaviors.receiveMessage(message -> {
                coordinator.tell(message);
                return Behaviors.same();
            });
        });
    }

    static ExecutorService threads(String name, int n) {
        AtomicInteger next = new AtomicInteger(1);
        ThreadFactory factory = task -> {
            Thread t = new Thread(task, "gfpfuzz-" + name + "-" + next.getAndIncrement());
            t.setDaemon(true);
            return t;
        };
        return Executors.newFixedThreadPool(n, factory);
    }

    @Override
    public void close() {
        if (system != null) {
            system.terminate();
            system.getWhenTerminated().toCompletableFuture().join();
        }
        models.shutdownNow();
    }
}
