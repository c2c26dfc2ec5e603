package dev.gfpfuzz.coordinator.actor;

import akka.actor.typed.ActorRef;
import akka.actor.typed.ActorSystem;
import akka.actor.typed.Behavior;
import akka.actor.typed.javadsl.Behaviors;
import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import dev.gfpfuzz.coordinator.campaign.CampaignException;
import dev.gfpfuzz.coordinator.campaign.CampaignListener;
import dev.gfpfuzz.coordinator.campaign.CampaignSummary;
import dev.gfpfuzz.coordinator.store.CampaignStore;
import dev.gfpfuzz.workers.codec.MessageCodec;
import dev.gfpfuzz.workers.protocol.ToCoordinator;
import dev.gfpfuzz.workers.worker.WorkerActor;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;

/**
 * A coordinator and its workers in one JVM: an actor system without remoting, so no socket is opened. Every message still
 * goes through the codec, as if it crossed a wire.
 */
final class LocalCampaign {
    private static final Config CONFIG = ConfigFactory.parseString("""
                    akka {
                      actor { provider = local, allow-java-serialization = off }
                      loglevel = WARNING
                      log-dead-letters = off
                      loggers = ["akka.event.slf4j.Slf4jLogger"]
                      logging-filter = "akka.event.slf4j.Slf4jLoggingFilter"
                      jvm-shutdown-hooks = off
                      coordinated-shutdown.run-by-jvm-shutdown-hook = off
                    }
                    """).withFallback(ConfigFactory.load());

    private LocalCampaign() {}

    static CampaignSummary run(CampaignStore store, int workers, CampaignListener listener, BooleanSupplier stop) {
        if (workers < 1) {
            throw new CampaignException("A campaign with " + workers + " workers; it takes at least 1");
        }
        // One thread per worker for models; one that writes the store, so that the coordinator never waits for the
        // disk;
        // one that re-executes findings.
        ExecutorService models = threads("model", workers);
        ExecutorService disk = threads("store", 1);
        ExecutorService checks = threads("check", 1);
        CompletableFuture<CampaignSummary> summary = new CompletableFuture<>();
        MessageCodec codec = new MessageCodec();
        Surroundings around = new Surroundings(store, listener, stop, disk, checks, summary, codec::overTheWire, false);
        ActorSystem<Void> system = ActorSystem.create(guardian(around, workers, models, codec), "gfpfuzz", CONFIG);
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

    private static Behavior<Void> guardian(
            Surroundings around, int workers, ExecutorService models, MessageCodec codec) {
        return Behaviors.setup(context -> {
            ActorRef<CoordinatorActor.Input> coordinator =
                    context.spawn(CoordinatorActor.create(around), "coordinator");
            ActorRef<ToCoordinator> ears = context.spawn(CoordinatorActor.ears(coordinator), "coordinator-ears");
            for (int i = 1; i <= workers; i++) {
                String name = "worker-" + i;
                context.spawn(WorkerActor.create(name, ears, codec::overTheWire, models), name);
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
