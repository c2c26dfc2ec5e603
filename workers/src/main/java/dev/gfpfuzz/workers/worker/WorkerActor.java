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
import dev.gfpfuzz.workers.codec.WireException;
import dev.gfpfuzz.workers.property.ClassPathException;
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
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A worker: idle, or working under one lease. The model runs on another thread, so that the actor answers at once; a
 * cancelled job ends at its next run.
 */
public final class WorkerActor extends AbstractBehavior<WorkerActor.Input> {
    /** How often a lease is renewed, and how often an idle worker asks again in case its question was lost. */
    public static final Duration BEAT = Duration.ofSeconds(2);

    /** How long a worker that was asked to leave may go on with its job. */
    private static final Duration GRACE = Duration.ofSeconds(5);

    /** What this actor receives. */
    public sealed interface Input {}

    private record Heard(ToWorker message) implements Input {}

    private record Beat() implements Input {}

    private record Done(long lease, @Nullable ToCoordinator answer) implements Input {}

    /** Stop: finish the job if it takes no longer than a short grace, else give it back. */
    public record Leave() implements Input {}

    private record GraceOver() implements Input {}

    /** What the coordinator of a campaign in another JVM checks before it gives work; in one JVM both are the same. */
    public static final String SAME_JVM = "same-jvm";

    private final String name;
    private final String build;
    private final TimerScheduler<Input> timers;
    private final Consumer<ToWorker.Goodbye> ended;
    private final ActorRef<ToCoordinator> coordinator;
    private final Function<ToCoordinator, ToCoordinator> wire;
    private final Executor models;
    private final String address;
    private final Workbench workbench = new Workbench(new PropertyBench());

    private long lease = -1;
    /** The newest lease so far. */
    private long last;

    private boolean leaving;
    private AtomicBoolean cancelled = new AtomicBoolean();

    private WorkerActor(
            ActorContext<Input> context,
            TimerScheduler<Input> timers,
            String name,
            String build,
            ActorRef<ToCoordinator> coordinator,
            Function<ToCoordinator, ToCoordinator> wire,
            Executor models,
            Consumer<ToWorker.Goodbye> ended) {
        super(context);
        this.timers = timers;
        this.name = name;
        this.build = build;
        this.ended = ended;
        this.coordinator = coordinator;
        this.wire = wire;
        this.models = models;
        ActorRef<ToWorker> self = context.messageAdapter(ToWorker.class, Heard::new);
        address = ActorRefResolver.get(context.getSystem()).toSerializationFormat(self);
        timers.startTimerWithFixedDelay(new Beat(), BEAT);
        introduce();
    }

    /**
     * @param name unique in the campaign
     * @param build {@link dev.gfpfuzz.workers.protocol.Build#fingerprint}, or {@link #SAME_JVM}
     * @param wire what a message goes through before it is sent: the codec, so that actors in one JVM share nothing, and a
     *     message that is too large is noticed by who sends it
     * @param models runs jobs; a thread that no other worker uses
     * @param ended told why the coordinator sent this worker away
     */
    public static Behavior<Input> create(
            String name,
            String build,
            ActorRef<ToCoordinator> coordinator,
            Function<ToCoordinator, ToCoordinator> wire,
            Executor models,
            Consumer<ToWorker.Goodbye> ended) {
        return Behaviors.setup(context -> Behaviors.withTimers(
                timers -> new WorkerActor(context, timers, name, build, coordinator, wire, models, ended)));
    }

    @Override
    public Receive<Input> createReceive() {
        return newReceiveBuilder()
                .onMessage(Heard.class, heard -> heard(heard.message()))
                .onMessage(Done.class, this::done)
                .onMessage(Beat.class, beat -> beat())
                .onMessage(Leave.class, leave -> leave())
                .onMessage(GraceOver.class, over -> graceOver())
                .onSignal(PostStop.class, signal -> stopped())
                .build();
    }

    private Behavior<Input> heard(ToWorker message) {
        if (message instanceof ToWorker.Lease given) {
            last = given.lease();
            if (lease < 0 && !leaving) {
                start(given);
            }
            // Busy: the coordinator heard an older question twice. The lease goes back with the next question.
        } else if (message instanceof ToWorker.Cancel cancel) {
            if (cancel.lease() == lease) {
                cancelled.set(true);
            }
        } else if (message instanceof ToWorker.Goodbye goodbye) {
            ended.accept(goodbye);
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
        if (given.job() instanceof Job.SearchSpace search) {
            return new ToCoordinator.SpaceSearched(name, given.lease(), workbench.search(search.space(), stop::get));
        }
        if (given.job() instanceof Job.SearchSubtree search) {
            return new ToCoordinator.SubtreeSearched(
                    name, given.lease(), workbench.search(search.subtree(), stop::get));
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
        if (cause instanceof ClassPathException) {
            // Another worker may have the files: this one goes, and the job has not failed.
            return new ToCoordinator.Leaving(name, "Worker " + name + " leaves: " + cause.getMessage());
        }
        getContext().getLog().debug("Worker {}: lease {} failed", name, given.lease(), cause);
        return new ToCoordinator.JobFailed(name, given.lease(), String.valueOf(cause.getMessage()));
    }

    private Behavior<Input> done(Done done) {
        lease = -1;
        if (done.answer() instanceof ToCoordinator.Leaving without) {
            tell(without);
            ended.accept(new ToWorker.Goodbye(ToWorker.Reason.REFUSED, without.sentence()));
            return Behaviors.stopped();
        }
        if (done.answer() != null) {
            answer(done.lease(), done.answer());
        }
        if (leaving) {
            return Behaviors.stopped();
        }
        tell(new ToCoordinator.WantWork(name, last));
        return this;
    }

    private void answer(long of, ToCoordinator message) {
        try {
            tell(message);
        } catch (WireException tooLarge) {
            tell(new ToCoordinator.JobFailed(name, of, String.valueOf(tooLarge.getMessage())));
        }
    }

    private Behavior<Input> beat() {
        if (lease >= 0) {
            tell(new ToCoordinator.Working(name, lease));
        } else {
            introduce();
        }
        return this;
    }

    /** Said again and again while there is nothing to do: the coordinator may not have heard it, or be another one. */
    private void introduce() {
        tell(new ToCoordinator.Hello(name, ProtocolVersion.CURRENT, build, address));
        tell(new ToCoordinator.WantWork(name, last));
    }

    private Behavior<Input> leave() {
        if (lease < 0) {
            return Behaviors.stopped();
        }
        leaving = true;
        timers.startSingleTimer(new GraceOver(), GRACE);
        return this;
    }

    private Behavior<Input> graceOver() {
        cancelled.set(true);
        return this;
    }

    private Behavior<Input> stopped() {
        cancelled.set(true);
        workbench.close();
        tell(new ToCoordinator.Leaving(name, ""));
        return this;
    }

    private void tell(ToCoordinator message) {
        coordinator.tell(wire.apply(message));
    }
}
