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
import dev.gfpfuzz.coordinator.campaign.CampaignSummary;
import dev.gfpfuzz.coordinator.campaign.Canary;
import dev.gfpfuzz.coordinator.campaign.Listening;
import dev.gfpfuzz.coordinator.campaign.Spotchecks;
import dev.gfpfuzz.coordinator.store.CampaignStore;
import dev.gfpfuzz.workers.cluster.ClusterException;
import dev.gfpfuzz.workers.cluster.NodeConfig;
import dev.gfpfuzz.workers.codec.MessageCodec;
import dev.gfpfuzz.workers.protocol.Build;
import dev.gfpfuzz.workers.protocol.ToCoordinator;
import dev.gfpfuzz.workers.worker.WorkerActor;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * A coordinator and workers in one JVM, for one sitting of a campaign. By default the actor system has no remoting, so no
 * socket is opened; when it listens it is the first node of a cluster, and workers of other JVMs join. The actors and the
 * messages are the same, and every message goes through the codec.
 */
final class Sitting {
    private static final Config NO_SOCKET = ConfigFactory.parseString("""
                    akka {
                      actor { provider = local, allow-java-serialization = off }
                      loglevel = WARNING
                      stdout-loglevel = OFF
                      log-dead-letters = off
                      loggers = ["akka.event.slf4j.Slf4jLogger"]
                      logging-filter = "akka.event.slf4j.Slf4jLoggingFilter"
                      jvm-shutdown-hooks = off
                      coordinated-shutdown.run-by-jvm-shutdown-hook = off
                    }
                    """).withFallback(ConfigFactory.load());

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
    private final MessageCodec codec = new MessageCodec();

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
        Config config = listening == null
                ? NO_SOCKET
                : NodeConfig.of(NodeConfig.Role.COORDINATOR, listening.at(), listening.keys());
        String build = listening == null ? WorkerActor.SAME_JVM : Build.fingerprint();
        // One thread per worker for models; one that writes the store, so that the coordinator never waits for the
        // disk; one that re-executes findings.
        ExecutorService models = threads("model", Math.max(1, workers));
        ExecutorService disk = threads("store", 1);
        ExecutorService checks = threads("check", 1);
        CompletableFuture<CampaignSummary> summary = new CompletableFuture<>();
        Surroundings around = new Surroundings(
                store,
                listener,
                stop,
                disk,
                checks,
                summary,
                codec::overTheWire,
                build,
                deviations.canary(),
                listening != null);
        ActorSystem<Void> system = start(around, models, config, listening);
        // Should it end by itself, nobody waits for ever; the campaign can be resumed.
        system.getWhenTerminated()
                .thenRun(() -> summary.completeExceptionally(
                        new IllegalStateException("The coordinator's actor system has ended before the campaign")));
        try {
            return summary.join();
        } catch (CompletionException e) {
            throw e.getCause() instanceof RuntimeException cause ? cause : e;
        } finally {
            system.terminate();
            system.getWhenTerminated().toCompletableFuture().join();
            models.shutdownNow();
            checks.shutdownNow();
            disk.shutdown();
        }
    }

    private ActorSystem<Void> start(
            Surroundings around, ExecutorService models, Config config, @Nullable Listening listening) {
        Behavior<Void> guardian = guardian(around, models, listening != null);
        try {
            return ActorSystem.create(guardian, NodeConfig.SYSTEM, config);
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

    private Behavior<Void> guardian(Surroundings around, ExecutorService models, boolean cluster) {
        Function<ToCoordinator, ToCoordinator> wire = deviations.wire().andThen(codec::overTheWire);
        return Behaviors.setup(context -> {
            ActorRef<Input> coordinator = context.spawn(CoordinatorActor.create(around), "coordinator");
            ActorRef<ToCoordinator> inbox = context.spawn(Inbox.create(coordinator), NodeConfig.INBOX, Inbox.MAILBOX);
            if (cluster) {
                Cluster self = Cluster.get(context.getSystem());
                self.manager().tell(new Join(self.selfMember().address()));
                around.listener()
                        .listening(self.selfMember().address().hostPort().replaceFirst(".*@", ""));
            }
            for (int i = 1; i <= workers; i++) {
                String name = "worker-" + i;
                context.spawn(WorkerActor.create(name, around.build(), inbox, wire, models, goodbye -> {}), name);
            }
            return Behaviors.empty();
        });
    }

    private static ExecutorService threads(String name, int n) {
        AtomicInteger next = new AtomicInteger(1);
        ThreadFactory factory = task -> {
            Thread t = new Thread(task, "gfpfuzz-" + name + "-" + next.getAndIncrement());
            t.setDaemon(true);
            return t;
        };
        return Executors.newFixedThreadPool(n, factory);
    }
}
