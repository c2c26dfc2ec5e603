package dev.gfpfuzz.workers.worker;

import akka.actor.typed.ActorRef;
import akka.actor.typed.ActorRefResolver;
import akka.actor.typed.Behavior;
import akka.actor.typed.PostStop;
import akka.actor.typed.javadsl.AbstractBehavior;
import akka.actor.typed.javadsl.ActorContext;
import akka.actor.typed.javadsl.Behaviors;
import akka.actor.typed.javadsl.Receive;
import akka.actor.typed.javadsl.TimerScheduler;
import dev.gfpfuzz.workers.property.PropertyBench;
import dev.gfpfuzz.workers.protocol.Job;
import dev.gfpfuzz.workers.protocol.ProtocolVersion;
import dev.gfpfuzz.workers.protocol.ToCoordinator;
import dev.gfpfuzz.workers.protocol.ToWorker;
import dev.gfpfuzz.workers.shard.Workbench;
import java.time.Duration;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A worker: idle, or working under one lease. The model runs on another thread, so that the actor answers at once; a
 * cancelled job ends at its next run.
 */
public final class WorkerActor extends AbstractBehavior<WorkerActor.Input> {
    /** How often a lease is renewed, and how often an idle worker asks again in case its question was lost. */
    public static final Duration BEAT = Duration.ofSeconds(2);

    /** What this actor receives. */
    public sealed interface Input {}

    private record Heard(ToWorker message) implements Input {}

    private record Beat() implements Input {}

    private record Done(long lease, @Nullable ToCoordinator answer) implements Input {}

    private final String name;
    private final ActorRef<ToCoordinator> coordinator;
    private final Function<ToCoordinator, ToCoordinator> wire;
    private final Executor models;
    private final String address;
    private final Workbench workbench = new Workbench(new PropertyBench());

    private long lease = -1;
    private AtomicBoolean cancelled = new AtomicBoolean();

    private WorkerActor(
            ActorContext<Input> context,
            TimerScheduler<Input> timers,
            String name,
            ActorRef<ToCoordinator> coordinator,
            Function<ToCoordinator, ToCoordinator> wire,
            Executor models) {
        super(context);
        this.name = name;
        this.coordinator = coordinator;
        this.wire = wire;
        this.models = models;
        ActorRef<ToWorker> self = context.messageAdapter(ToWorker.class, Heard::new);
        address = ActorRefResolver.get(context.getSystem()).toSerializationFormat(self);
        timers.startTimerWithFixedDelay(new Beat(), BEAT);
        tell(new ToCoordinator.Hello(name, ProtocolVersion.CURRENT, address));
        tell(new ToCoordinator.WantWork(name));
    }

    /**
     * @param name unique in the campaign
     * @param wire what a message goes through before it is sent: in one JVM the codec, so that nothing is shared; between
     *     JVMs nothing, because Akka does it
     * @param models runs jobs; a thread that no other worker uses
     */
    public static Behavior<Input> create(
            String name,
            ActorRef<ToCoordinator> coordinator,
            Function<ToCoordinator, ToCoordinator> wire,
            Executor models) {
        return Behaviors.setup(context ->
                Behaviors.withTimers(timers -> new WorkerActor(context, timers, name, coordinator, wire, models)));
    }

    @Override
    public Receive<Input> createReceive() {
        return newReceiveBuilder()
                .onMessage(Heard.class, heard -> heard(heard.message()))
                .onMessage(Done.class, this::done)
                .onMessage(Beat.class, beat -> beat())
                .onSignal(PostStop.class, signal -> stopped())
                .build();
    }

    private Behavior<Input> heard(ToWorker message) {
        if (message instanceof ToWorker.Lease given) {
            if (lease < 0) {
                start(given);
            }
            // Busy: the coordinator heard an older question twice. The lease runs out and goes to somebody else.
        } else if (message instanceof ToWorker.Cancel cancel) {
            if (cancel.lease() == lease) {
                cancelled.set(true);
            }
        } else if (message instanceof ToWorker.Goodbye goodbye) {
            getContext().getLog().debug("Worker {} ends: {}", name, goodbye.sentence());
            return Behaviors.stopped();
        }
        return this;
    }

    private void start(ToWorker.Lease given) {
        lease = given.lease();
        AtomicBoolean stop = new AtomicBoolean();
        cancelled = stop;
        getContext()
                .pipeToSelf(
                        CompletableFuture.supplyAsync(() -> work(given, stop), models),
                        (answer, failure) ->
                                new Done(given.lease(), failure == null ? answer : failed(given, failure)));
    }

    /** On the models' thread. */
    private ToCoordinator work(ToWorker.Lease given, AtomicBoolean stop) {
        if (given.job() instanceof Job.RunShard run) {
            return new ToCoordinator.ShardDone(name, given.lease(), workbench.run(run.shard(), stop::get));
        }
        Job.Shrink shrink = (Job.Shrink) given.job();
        return new ToCoordinator.ShrinkDone(name, given.lease(), workbench.shrink(shrink.finding(), stop::get));
    }

    private @Nullable ToCoordinator failed(ToWorker.Lease given, Throwable failure) {
        Throwable cause =
                failure instanceof CompletionException && failure.getCause() != null ? failure.getCause() : failure;
        if (cause instanceof CancellationException) {
            return null;
        }
        getContext().getLog().debug("Worker {}: lease {} failed", name, given.lease(), cause);
        return new ToCoordinator.JobFailed(name, given.lease(), String.valueOf(cause.getMessage()));
    }

    private Behavior<Input> done(Done done) {
        lease = -1;
        if (done.answer() != null) {
            tell(done.answer());
        }
        tell(new ToCoordinator.WantWork(name));
        return this;
    }

    private Behavior<Input> beat() {
        tell(lease >= 0 ? new ToCoordinator.Working(name, lease) : new ToCoordinator.WantWork(name));
        return this;
    }

    private Behavior<Input> stopped() {
        cancelled.set(true);
        workbench.close();
        tell(new ToCoordinator.Leaving(name));
        return this;
    }

    private void tell(ToCoordinator message) {
        coordinator.tell(wire.apply(message));
    }
}
