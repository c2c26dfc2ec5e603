package dev.gfpfuzz.coordinator.actor;

import akka.actor.typed.Behavior;
import akka.actor.typed.PostStop;
import akka.actor.typed.javadsl.AbstractBehavior;
import akka.actor.typed.javadsl.ActorContext;
import akka.actor.typed.javadsl.Behaviors;
import akka.actor.typed.javadsl.Receive;
import akka.actor.typed.javadsl.TimerScheduler;
import dev.gfpfuzz.coordinator.campaign.CampaignListener;
import dev.gfpfuzz.coordinator.campaign.Lease;
import dev.gfpfuzz.coordinator.campaign.LeaseBook;
import dev.gfpfuzz.coordinator.campaign.Spotchecks;
import dev.gfpfuzz.coordinator.campaign.SubtreeBook;
import dev.gfpfuzz.search.SubtreeResult;
import dev.gfpfuzz.workers.property.PropertyBench;
import dev.gfpfuzz.workers.protocol.ToCoordinator;
import dev.gfpfuzz.workers.protocol.ToWorker;
import dev.gfpfuzz.workers.shard.SubtreeSpec;
import dev.gfpfuzz.workers.shard.Target;
import dev.gfpfuzz.workers.shard.Workbench;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

/**
 * The coordinator of an exhaustive search: leases subtrees to whoever asks, has what comes back checked, and only then hands
 * it on. Which rules apply is in {@link SubtreeBook}; this class turns messages into its calls. Nothing of it is kept on a disk.
 */
final class SubtreesActor extends AbstractBehavior<Input> {
    private static final Duration TICK = Duration.ofMillis(100);

    private final Plan plan;
    private SubtreeBook book;
    private final Roster roster;
    private final Spotchecks spotchecks = new Spotchecks(Spotchecks.newSecret());
    /** Used by the thread that checks. */
    private final Workbench workbench = new Workbench(new PropertyBench());

    private final ListeningTime time = new ListeningTime(System::nanoTime);
    /** Who waits for what, by the subtrees' numbers. */
    private final Map<Long, CompletableFuture<SubtreeResult>> awaited = new TreeMap<>();

    /**
     * What it works with.
     *
     * @param target what is searched
     * @param build what a worker has to be built from
     * @param wire what a message to a worker goes through before it is sent
     * @param checks one thread: where results are checked
     * @param stop asked at every tick; once it says true, what is not done is given up
     */
    record Plan(
            Target target,
            String build,
            UnaryOperator<ToWorker> wire,
            Executor checks,
            CampaignListener listener,
            BooleanSupplier stop) {}

    private SubtreesActor(ActorContext<Input> context, TimerScheduler<Input> timers, Plan plan) {
        super(context);
        this.plan = plan;
        book = new SubtreeBook(plan.target(), Roster.LEASE.toNanos(), LeaseBook.firstLease(System.currentTimeMillis()));
        roster = new Roster(plan.wire(), plan.build(), plan.listener());
        timers.startTimerWithFixedDelay(new Input.Tick(), TICK);
    }

    static Behavior<Input> create(Plan plan) {
        return Behaviors.setup(context -> Behaviors.withTimers(timers -> new SubtreesActor(context, timers, plan)));
    }

    @Override
    public Receive<Input> createReceive() {
        return newReceiveBuilder()
                .onMessage(Input.Share.class, share -> guarded(() -> share(share)))
                .onMessage(Input.Heard.class, heard -> guarded(() -> heard(heard)))
                .onMessage(Input.SubtreeChecked.class, checked -> guarded(() -> checked(checked)))
                .onMessage(Input.Gone.class, gone -> guarded(() -> gone(gone)))
                .onMessage(Input.Tick.class, tick -> guarded(this::tick))
                .onMessage(Input.SearchEnded.class, this::ended)
                .onSignal(PostStop.class, signal -> {
                    workbench.close();
                    return this;
                })
                .build();
    }

    /** A defect of the coordinator ends the search with its cause instead of leaving somebody waiting. */
    private Behavior<Input> guarded(Runnable handler) {
        try {
            handler.run();
        } catch (RuntimeException e) {
            fail(e);
        }
        return this;
    }

    private void fail(Throwable cause) {
        giveUp(result -> result.completeExceptionally(cause));
    }

    /** Nobody is to go on with what is being searched, and who waits for it is told. */
    private void giveUp(Consumer<CompletableFuture<SubtreeResult>> tell) {
        for (Lease<Long> lease : book.open()) {
            roster.tell(lease.worker(), new ToWorker.Cancel(lease.id()));
        }
        book = book.anew();
        awaited.values().forEach(tell);
        awaited.clear();
    }

    private void share(Input.Share share) {
        long number = book.share(share.subtrees());
        for (CompletableFuture<SubtreeResult> result : share.results()) {
            awaited.put(number++, result);
        }
        handOut();
    }

    private void heard(Input.Heard heard) {
        heard.taken().run();
        ToCoordinator message = heard.message();
        String worker = message.worker();
        long now = time.now();
        roster.heard(worker, now);
        if (message instanceof ToCoordinator.Hello hello) {
            roster.greet(getContext(), hello, now);
        } else if (message instanceof ToCoordinator.WantWork want) {
            if (roster.knows(worker)) {
                book.giveBackLost(worker, want.last());
                roster.idle(worker);
                handOut();
            }
        } else if (message instanceof ToCoordinator.Working working) {
            book.renew(worker, working.lease(), now);
        } else if (message instanceof ToCoordinator.SubtreeSearched searched) {
            searched(searched);
        } else if (message instanceof ToCoordinator.JobFailed failed) {
            failed(failed);
        } else if (message instanceof ToCoordinator.Leaving) {
            forget(worker);
        }
    }

    private void searched(ToCoordinator.SubtreeSearched searched) {
        Lease<Long> lease = book.arrived(searched.worker(), searched.lease());
        if (lease != null) {
            getContext()
                    .pipeToSelf(
                            CompletableFuture.supplyAsync(() -> wrong(lease, searched.result()), plan.checks()),
                            (wrong, failure) -> new Input.SubtreeChecked(lease, searched.result(), wrong, failure));
        }
    }

    /** What is wrong with a result, empty if nothing is. Some are searched again. On the checks' thread. */
    private String wrong(Lease<Long> lease, SubtreeResult result) {
        SubtreeSpec asked = SubtreeBook.subtree(lease);
        String wrong = workbench.contradiction(asked, result);
        if (!wrong.isEmpty() || !spotchecks.audits(lease.work())) {
            return wrong;
        }
        SubtreeResult own = workbench.search(asked, () -> false);
        if (own.equals(result)) {
            return "";
        }
        if (own.equals(workbench.search(asked, () -> false))) {
            return "it is not what this subtree comes to";
        }
        throw new IllegalStateException("A part of " + plan.target().title()
                + " has another result each time it is searched: its model is not deterministic");
    }

    private void checked(Input.SubtreeChecked checked) {
        Lease<Long> lease = checked.lease();
        if (book.held(lease.worker(), lease.id()) == null) {
            return;
        }
        if (checked.failure() != null) {
            fail(checked.failure());
        } else if (!checked.wrong().isEmpty()) {
            expel(lease, checked.wrong());
        } else if (book.done(lease)) {
            CompletableFuture<SubtreeResult> result = awaited.remove(lease.work());
            if (result != null) {
                result.complete(checked.result());
            }
        }
    }

    /** A worker whose result does not hold gets no more work; if something rests on it, the search begins anew. */
    private void expel(Lease<Long> lease, String wrong) {
        String worker = lease.worker();
        String sentence =
                "Worker " + worker + " is expelled: its result of subtree " + lease.work() + " does not hold, " + wrong;
        if (roster.expel(worker)) {
            plan.listener().note(sentence);
            roster.tell(worker, new ToWorker.Goodbye(ToWorker.Reason.EXPELLED, sentence));
        }
        forget(worker);
        if (book.restsOn(worker)) {
            fail(new SearchVoidException(sentence));
        }
    }

    private void failed(ToCoordinator.JobFailed failed) {
        Lease<Long> lease = book.held(failed.worker(), failed.lease());
        if (lease == null) {
            return;
        }
        plan.listener().note(failed.sentence());
        if (!book.failed(lease)) {
            handOut();
        } else if (book.arrived(lease.worker(), lease.id()) != null) {
            // Whether it is the subtree that fails, or those who had it, is found out here.
            search(lease, "Subtree " + lease.work() + " failed again and again: " + failed.sentence());
        }
    }

    private void search(Lease<Long> lease, String sentence) {
        getContext()
                .pipeToSelf(
                        CompletableFuture.supplyAsync(
                                () -> workbench.search(SubtreeBook.subtree(lease), () -> false), plan.checks()),
                        (own, failure) -> failure == null
                                ? new Input.SubtreeChecked(lease, own, "", null)
                                : new Input.SubtreeChecked(
                                        lease,
                                        SubtreeResult.stopped(),
                                        "",
                                        new IllegalStateException(sentence, failure)));
    }

    private void gone(Input.Gone gone) {
        if (roster.is(gone.worker(), gone.ref())) {
            plan.listener().note("Worker " + gone.worker() + " is gone; its work goes to another");
            forget(gone.worker());
        }
    }

    private void forget(String worker) {
        roster.remove(worker);
        book.giveBackAllOf(worker);
        handOut();
    }

    private void handOut() {
        for (String worker = roster.longestIdle(); worker != null; worker = roster.longestIdle()) {
            Lease<Long> lease = book.lease(worker, time.now());
            if (lease == null) {
                return;
            }
            roster.busy(worker);
            roster.tell(worker, new ToWorker.Lease(lease.id(), lease.job()));
        }
    }

    private void tick() {
        long now = time.now();
        roster.silent(now).forEach(this::forget);
        book.expire(now);
        handOut();
        if (plan.stop().getAsBoolean()) {
            giveUp(result -> result.complete(SubtreeResult.stopped()));
        }
    }

    private Behavior<Input> ended(Input.SearchEnded ended) {
        roster.tellAll(new ToWorker.Goodbye(ToWorker.Reason.ENDED, "The search has ended"));
        ended.told().complete(null);
        return Behaviors.stopped();
    }
}
