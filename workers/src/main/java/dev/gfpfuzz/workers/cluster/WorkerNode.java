package dev.gfpfuzz.workers.cluster;

import akka.actor.typed.ActorSystem;
import com.typesafe.config.Config;
import dev.gfpfuzz.workers.protocol.Build;
import dev.gfpfuzz.workers.protocol.ToWorker;
import dev.gfpfuzz.workers.protocol.ToWorker.Goodbye;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The workers of one machine: they wait for the coordinator, work until it sends them away, and begin anew when they lost
 * it, be it that the network failed, that it was restarted, or that it took them for dead. Whatever was lost with a
 * connection is leased to somebody else; nothing is remembered here.
 */
public final class WorkerNode {
    private static final long POLL_MILLIS = 100;

    /** Why a node has ended. */
    public record Ended(ToWorker.Reason reason, String sentence) {}

    private final Endpoint coordinator;
    private final @Nullable NodeKeys keys;
    private final int workers;
    private final Consumer<String> notes;
    private final String build;

    /**
     * @param coordinator where the coordinator listens
     * @param keys this node's keys; null only when the coordinator is on this machine
     * @param workers how many, at least 1
     * @param notes told what a user should know: sentences
     */
    public WorkerNode(Endpoint coordinator, @Nullable NodeKeys keys, int workers, Consumer<String> notes) {
        this(coordinator, keys, workers, notes, Build.fingerprint());
    }

    /** @param build what the workers are built from, as the coordinator is to hear it */
    public WorkerNode(
            Endpoint coordinator, @Nullable NodeKeys keys, int workers, Consumer<String> notes, String build) {
        this.coordinator = coordinator;
        this.keys = keys;
        this.workers = workers;
        this.notes = notes;
        this.build = build;
    }

    /**
     * Works until the coordinator says goodbye or somebody asks to stop.
     *
     * @param stop asked several times a second; once it says true, running jobs are finished or, after a short grace, given
     *     back
     * @throws ClusterException when this node cannot take part at all
     */
    public Ended run(BooleanSupplier stop) {
        Config config = NodeConfig.of(NodeConfig.Role.WORKER, coordinator.nearestHere(), keys);
        while (true) {
            Goodbye goodbye = session(config, stop);
            if (goodbye != null) {
                return new Ended(goodbye.reason(), goodbye.sentence());
            }
            if (stop.getAsBoolean()) {
                return new Ended(ToWorker.Reason.ENDED, "The worker was stopped");
            }
            notes.accept("The coordinator at " + coordinator + " is lost; joining again.");
        }
    }

    /** One membership, from joining to its end. @return null when the coordinator was lost or somebody asked to stop */
    private @Nullable Goodbye session(Config config, BooleanSupplier stop) {
        CompletableFuture<Goodbye> goodbye = new CompletableFuture<>();
        ExecutorService models = ModelThreads.of(workers);
        ActorSystem<NodeActor.Input> system = ActorSystem.create(
                NodeActor.create(new NodeActor.Plan(coordinator, workers, build, models, notes, goodbye)),
                NodeConfig.SYSTEM,
                config);
        try {
            CompletableFuture<Object> end =
                    CompletableFuture.anyOf(goodbye, system.getWhenTerminated().toCompletableFuture());
            boolean asked = false;
            while (!ended(end)) {
                if (!asked && stop.getAsBoolean()) {
                    system.tell(new NodeActor.Leave());
                    asked = true;
                }
            }
            return goodbye.isDone() ? goodbye.getNow(null) : null;
        } finally {
            system.terminate();
            system.getWhenTerminated().toCompletableFuture().join();
            models.shutdownNow();
        }
    }

    private static boolean ended(CompletableFuture<Object> end) {
        try {
            end.get(POLL_MILLIS, TimeUnit.MILLISECONDS);
            return true;
        } catch (TimeoutException e) {
            return false;
        } catch (ExecutionException e) {
            throw e.getCause() instanceof RuntimeException cause ? cause : new IllegalStateException(e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return true;
        }
    }
}
