package dev.gfpfuzz.workers.cluster;

import akka.actor.Address;
import akka.actor.AddressFromURIString;
import akka.actor.typed.ActorRef;
import akka.actor.typed.ActorRefResolver;
import akka.actor.typed.Behavior;
import akka.actor.typed.Terminated;
import akka.actor.typed.javadsl.AbstractBehavior;
import akka.actor.typed.javadsl.ActorContext;
import akka.actor.typed.javadsl.Behaviors;
import akka.actor.typed.javadsl.Receive;
import akka.actor.typed.javadsl.TimerScheduler;
import akka.cluster.typed.Cluster;
import akka.cluster.typed.JoinSeedNodes;
import akka.cluster.typed.SelfRemoved;
import akka.cluster.typed.SelfUp;
import akka.cluster.typed.Subscribe;
import dev.gfpfuzz.workers.codec.MessageCodec;
import dev.gfpfuzz.workers.protocol.ToCoordinator;
import dev.gfpfuzz.workers.protocol.ToWorker;
import dev.gfpfuzz.workers.protocol.ToWorker.Goodbye;
import dev.gfpfuzz.workers.worker.WorkerActor;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;

/** The guardian of a node with workers: joins, starts the workers once it is a member, and ends with them. */
final class NodeActor extends AbstractBehavior<NodeActor.Input> {
    /** How long nobody has answered before the user is told. */
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    /** What this actor receives. */
    sealed interface Input {}

    /** Stop: the workers finish or give back what they have. */
    record Leave() implements Input {}

    private record Up() implements Input {}

    private record Removed() implements Input {}

    private record NoAnswer() implements Input {}

    /**
     * What to do.
     *
     * @param build what the workers are built from
     * @param models a thread for each worker
     * @param notes told sentences for the user
     * @param goodbye completed when the last worker has been sent away, or has left
     */
    record Plan(
            Endpoint coordinator,
            int workers,
            String build,
            Executor models,
            Consumer<String> notes,
            CompletableFuture<Goodbye> goodbye) {}

    private final Plan plan;
    private final TimerScheduler<Input> timers;
    private final List<ActorRef<WorkerActor.Input>> workers = new ArrayList<>();
    /** Why the workers ended; when they were told different things, the worst. Told by the workers' threads. */
    private final AtomicReference<Goodbye> why =
            new AtomicReference<>(new Goodbye(ToWorker.Reason.ENDED, "The worker was stopped"));

    private NodeActor(ActorContext<Input> context, TimerScheduler<Input> timers, Plan plan) {
        super(context);
        this.plan = plan;
        this.timers = timers;
        Cluster cluster = Cluster.get(context.getSystem());
        cluster.subscriptions()
                .tell(Subscribe.create(context.messageAdapter(SelfUp.class, up -> new Up()), SelfUp.class));
        cluster.subscriptions()
                .tell(Subscribe.create(
                        context.messageAdapter(SelfRemoved.class, removed -> new Removed()), SelfRemoved.class));
        Address seed = AddressFromURIString.parse("akka://" + NodeConfig.SYSTEM + "@" + plan.coordinator());
        cluster.manager().tell(new JoinSeedNodes(List.of(seed)));
        timers.startSingleTimer(new NoAnswer(), PATIENCE);
    }

    static Behavior<Input> create(Plan plan) {
        return Behaviors.setup(context -> Behaviors.withTimers(timers -> new NodeActor(context, timers, plan)));
    }

    @Override
    public Receive<Input> createReceive() {
        return newReceiveBuilder()
                .onMessage(Up.class, up -> up())
                .onMessage(NoAnswer.class, none -> noAnswer())
                .onMessage(Removed.class, removed -> Behaviors.stopped())
                .onMessage(Leave.class, leave -> leave())
                .onSignal(Terminated.class, ended -> workerEnded(ended.getRef()))
                .build();
    }

    private Behavior<Input> up() {
        timers.cancelAll();
        plan.notes()
                .accept("Joined the coordinator at " + plan.coordinator() + " with " + plan.workers()
                        + (plan.workers() == 1 ? " worker." : " workers."));
        String path = "akka://" + NodeConfig.SYSTEM + "@" + plan.coordinator() + "/user/" + NodeConfig.INBOX;
        ActorRef<ToCoordinator> inbox =
                ActorRefResolver.get(getContext().getSystem()).resolveActorRef(path);
        MessageCodec codec = new MessageCodec();
        String node = nodeName();
        for (int i = 1; i <= plan.workers(); i++) {
            ActorRef<WorkerActor.Input> worker = getContext()
                    .spawn(
                            WorkerActor.create(
                                    node + "/" + i,
                                    plan.build(),
                                    inbox,
                                    codec::overTheWire,
                                    plan.models(),
                                    goodbye -> why.accumulateAndGet(goodbye, NodeActor::worse)),
                            "worker-" + i);
            getContext().watch(worker);
            workers.add(worker);
        }
        return this;
    }

    private static Goodbye worse(Goodbye a, Goodbye b) {
        return a.reason().compareTo(b.reason()) > 0 ? a : b;
    }

    /** A name that no other node, and no earlier life of this one, has. */
    private static String nodeName() {
        String host;
        try {
            host = InetAddress.getLocalHost().getHostName();
        } catch (UnknownHostException e) {
            host = "worker";
        }
        int mark = ThreadLocalRandom.current().nextInt(0x10000);
        return host + "-" + ProcessHandle.current().pid() + "-" + String.format("%04x", mark);
    }

    private Behavior<Input> noAnswer() {
        plan.notes().accept("No coordinator answers at " + plan.coordinator() + " yet; trying on.");
        return this;
    }

    private Behavior<Input> leave() {
        if (workers.isEmpty()) {
            plan.goodbye().complete(why.get());
        }
        workers.forEach(w -> w.tell(new WorkerActor.Leave()));
        return this;
    }

    private Behavior<Input> workerEnded(ActorRef<Void> ended) {
        workers.removeIf(w -> w.path().equals(ended.path()));
        if (workers.isEmpty()) {
            plan.goodbye().complete(why.get());
        }
        return this;
    }
}
