package dev.gfpfuzz.coordinator.actor;

import akka.actor.typed.ActorRef;
import akka.actor.typed.ActorRefResolver;
import akka.actor.typed.Behavior;
import akka.actor.typed.PostStop;
import akka.actor.typed.javadsl.AbstractBehavior;
import akka.actor.typed.javadsl.ActorContext;
import akka.actor.typed.javadsl.Behaviors;
import akka.actor.typed.javadsl.Receive;
import akka.actor.typed.javadsl.TimerScheduler;
import dev.gfpfuzz.coordinator.campaign.CampaignEvent;
import dev.gfpfuzz.coordinator.campaign.CampaignException;
import dev.gfpfuzz.coordinator.campaign.CampaignProgress;
import dev.gfpfuzz.coordinator.campaign.CampaignState;
import dev.gfpfuzz.coordinator.campaign.Finding;
import dev.gfpfuzz.coordinator.campaign.LeaseBook;
import dev.gfpfuzz.coordinator.campaign.LeaseBook.Lease;
import dev.gfpfuzz.coordinator.campaign.LeaseBook.Work;
import dev.gfpfuzz.coordinator.campaign.Tally;
import dev.gfpfuzz.workers.protocol.ToCoordinator;
import dev.gfpfuzz.workers.protocol.ToWorker;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * The coordinator: leases work to whoever asks, has what comes back checked, has it saved, and only then counts it. Which
 * rules apply is in {@link CampaignState} and {@link LeaseBook}; this class turns messages into their calls.
 *
 * <p>Sequence of a result: arrived, checked (its findings are re-executed on another thread), saved (on another thread,
 * several at a time), counted.
 */
final class CoordinatorActor extends AbstractBehavior<CoordinatorActor.Input> {
    /** A worker that says nothing for so long has lost its lease. */
    private static final Duration LEASE = Duration.ofSeconds(20);

    private static final Duration TICK = Duration.ofMillis(100);
    /** How long running jobs may go on once the campaign is being stopped or its time is over. */
    private static final Duration GRACE = Duration.ofSeconds(2);
    /** The running time is saved that often when nothing else is. */
    private static final Duration SAVE_TIME = Duration.ofSeconds(1);
    /** After a save that failed (disk full): how long until the next attempt. */
    private static final Duration SAVE_AGAIN = Duration.ofSeconds(5);

    /** What this actor receives. */
    sealed interface Input {}

    /** @param taken called when the message is dealt with */
    record Heard(ToCoordinator message, Runnable taken) implements Input {}

    /** The actor of a worker, or its machine, is no more. */
    private record Gone(String worker, ActorRef<ToWorker> ref) implements Input {}

    private record Tick() implements Input {}

    private record Checked(Lease lease, Check check) implements Input {}

    private record Saved(Journal.Batch batch, @Nullable Throwable failure) implements Input {}

    private record SaveAgain(Journal.Batch batch) implements Input {}

    /** What a result came to: an event to be saved, or what is wrong with it. */
    record Check(@Nullable CampaignEvent event, String wrong) {}

    private final Surroundings around;
    private final TimerScheduler<Input> timers;
    private final CampaignState state;
    private final LeaseBook leases;
    private final ResultCheck check;
    private final Journal journal;
    private final Rate rate = new Rate();
    private final Roster roster;
    /** Leases whose results have arrived. */
    private final Set<Long> arrived = new LinkedHashSet<>();

    /** The last refusal that the user has been told of. */
    private String refused = "";

    private final Set<List<String>> told = new LinkedHashSet<>();
    /** Somebody asked to stop. */
    private boolean stopped;
    /** The store cannot be written for now. */
    private boolean paused;
    /** All that is left is the last save. */
    private boolean closing;
    /** When running jobs that nobody waits for are dropped; -1 while there are none. */
    private long dropAt = -1;

    private CoordinatorActor(ActorContext<Input> context, TimerScheduler<Input> timers, Surroundings around) {
        super(context);
        this.around = around;
        this.timers = timers;
        state = around.store().state();
        leases = new LeaseBook(state, LEASE.toNanos());
        check = new ResultCheck();
        roster = new Roster(around.wire());
        journal = new Journal(around.store(), around.disk());
        state.findings().forEach(f -> told.add(identity(f)));
        timers.startTimerWithFixedDelay(new Tick(), TICK);
    }

    static Behavior<Input> create(Surroundings around) {
        return Behaviors.setup(
                context -> Behaviors.withTimers(timers -> new CoordinatorActor(context, timers, around)));
    }

    @Override
    public Receive<Input> createReceive() {
        return newReceiveBuilder()
                .onMessage(
                        Heard.class,
                        heard -> guarded(() -> {
                            heard.taken().run();
                            heard(heard.message());
                        }))
                .onMessage(Gone.class, gone -> guarded(() -> gone(gone)))
                .onMessage(Checked.class, checked -> guarded(() -> checked(checked)))
                .onMessage(Saved.class, saved -> guarded(() -> saved(saved)))
                .onMessage(SaveAgain.class, again -> guarded(() -> write(again.batch())))
                .onMessage(Tick.class, tick -> guarded(this::tick))
                .onSignal(PostStop.class, signal -> {
                    check.close();
                    return this;
                })
                .build();
    }

    /** A defect of the coordinator ends the campaign with its cause instead of leaving everybody waiting. */
    private Behavior<Input> guarded(Runnable handler) {
        try {
            handler.run();
            return around.summary().isDone() ? Behaviors.stopped() : this;
        } catch (RuntimeException e) {
            around.summary().completeExceptionally(e);
            return Behaviors.stopped();
        }
    }

    // ---- what workers say

    private void heard(ToCoordinator message) {
        String worker = message.worker();
        long now = System.nanoTime();
        roster.heard(worker, now);
        if (message instanceof ToCoordinator.Hello hello) {
            greet(hello, now);
        } else if (message instanceof ToCoordinator.WantWork want) {
            if (roster.knows(worker)) {
                leases.giveBackLost(worker, want.last(), arrived);
                roster.idle(worker);
                handOut();
            }
        } else if (message instanceof ToCoordinator.Working working) {
            leases.renew(worker, working.lease(), now);
        } else if (message instanceof ToCoordinator.ShardDone done) {
            arrived(worker, done.lease(), lease -> check.shard(lease, done.result()));
        } else if (message instanceof ToCoordinator.ShrinkDone done) {
            arrived(worker, done.lease(), lease -> check.shrunk(lease, done.shrunk()));
        } else if (message instanceof ToCoordinator.SpaceSearched done) {
            arrived(worker, done.lease(), lease -> check.searched(lease, done.result()));
        } else if (message instanceof ToCoordinator.JobFailed failed) {
            failed(worker, failed);
        } else if (message instanceof ToCoordinator.Leaving leaving) {
            if (!leaving.sentence().isEmpty()) {
                around.listener().note(leaving.sentence());
            }
            forget(worker);
            handOut();
        }
    }

    private void greet(ToCoordinator.Hello hello, long now) {
        ActorRef<ToWorker> worker =
                ActorRefResolver.get(getContext().getSystem()).resolveActorRef(hello.address());
        String refusal = Versions.refusal(hello, around.build());
        if (!refusal.isEmpty()) {
            if (!refusal.equals(refused)) {
                around.listener().note(refusal);
            }
            refused = refusal;
            worker.tell(around.wire().apply(new ToWorker.Goodbye(ToWorker.Reason.REFUSED, refusal)));
        } else if (roster.add(hello.worker(), worker, now)) {
            getContext().watchWith(worker, new Gone(hello.worker(), worker));
        }
    }

    private void gone(Gone gone) {
        if (roster.is(gone.worker(), gone.ref())) {
            around.listener().note("Worker " + gone.worker() + " is gone; its work goes to another");
            forget(gone.worker());
            handOut();
        }
    }

    private interface LeaseCheck {
        Check of(Lease lease);
    }

    private void arrived(String worker, long id, LeaseCheck what) {
        Lease lease = leases.held(worker, id);
        if (lease == null || closing || !arrived.add(id)) {
            return;
        }
        getContext()
                .pipeToSelf(
                        CompletableFuture.supplyAsync(() -> what.of(lease), around.checks()),
                        (result, failure) ->
                                new Checked(lease, failure == null ? result : new Check(null, failure.toString())));
    }

    private void checked(Checked checked) {
        if (closing) {
            return;
        }
        CampaignEvent event = checked.check().event();
        if (event == null) {
            expel(checked.lease(), checked.check().wrong());
            return;
        }
        journal.add(checked.lease(), event);
        save();
    }

    /** A worker whose result does not hold: nothing of it is used, and it gets no more work. */
    private void expel(Lease lease, String wrong) {
        arrived.remove(lease.id());
        String sentence = "Worker " + lease.worker() + " is expelled: " + wrong;
        around.listener().note(sentence);
        roster.tell(lease.worker(), new ToWorker.Goodbye(ToWorker.Reason.EXPELLED, sentence));
        forget(lease.worker());
        handOut();
    }

    private void forget(String worker) {
        roster.remove(worker);
        leases.giveBackAllOf(worker, arrived);
        if (roster.isEmpty() && !closing && !around.moreWorkersMayCome()) {
            throw new CampaignException("No worker is left to run the campaign");
        }
    }

    private void failed(String worker, ToCoordinator.JobFailed failed) {
        Lease lease = leases.held(worker, failed.lease());
        if (lease == null || closing || arrived.contains(lease.id())) {
            return;
        }
        around.listener().note(failed.sentence());
        if (!leases.failed(lease)) {
            handOut();
            return;
        }
        arrived(worker, lease.id(), l -> check.givenUp(l, failed.sentence()));
    }

    // ---- handing out

    private void handOut() {
        if (stopped || closing || paused) {
            return;
        }
        boolean shards = !state.spent(journal.unaccounted());
        for (String worker : roster.idle()) {
            Lease lease = leases.lease(worker, System.nanoTime(), shards);
            if (lease == null) {
                return;
            }
            roster.busy(worker);
            roster.tell(worker, new ToWorker.Lease(lease.id(), lease.job()));
        }
    }

    // ---- saving

    private void save() {
        if (!journal.writing()) {
            write(journal.next());
        }
    }

    private void write(Journal.Batch batch) {
        getContext().pipeToSelf(journal.write(batch), (done, failure) -> new Saved(batch, failure));
    }

    private void saved(Saved saved) {
        if (saved.failure() != null) {
            saveFailed(saved.batch(), saved.failure());
            return;
        }
        journal.written();
        paused = false;
        state.apply(new CampaignEvent.Ran(saved.batch().nanos()));
        for (Journal.Entry entry : saved.batch().entries()) {
            state.apply(entry.event());
            leases.done(entry.lease());
            arrived.remove(entry.lease().id());
        }
        tellFindings();
        if (closing) {
            around.summary().complete(state.summary());
            return;
        }
        if (journal.hasWaiting()) {
            save();
        }
        handOut();
        endIfDone();
    }

    /** The campaign pauses: the same batch is tried again, and nobody gets new work until it is saved. */
    private void saveFailed(Journal.Batch batch, Throwable failure) {
        Throwable cause = failure.getCause() == null ? failure : failure.getCause();
        if (stopped) {
            throw cause instanceof RuntimeException e ? e : new IllegalStateException(cause);
        }
        paused = true;
        around.listener().note("The campaign pauses: " + cause.getMessage() + ". It goes on when that is put right.");
        timers.startSingleTimer(new SaveAgain(batch), SAVE_AGAIN);
    }

    private void tellFindings() {
        for (Finding f : state.findings()) {
            if (told.add(identity(f))) {
                around.listener().found(f);
            }
        }
    }

    private static List<String> identity(Finding f) {
        return List.of(f.invariant(), f.skeleton(), f.scenario(), f.profile());
    }

    // ---- time

    private void tick() {
        long now = System.nanoTime();
        for (String silent : roster.silentSince(now - LEASE.toNanos())) {
            around.listener()
                    .note("Worker " + silent + " has not been heard for " + LEASE.toSeconds()
                            + " s; its work goes to another");
            forget(silent);
        }
        // Of workers that are heard: the lease itself was lost on the way.
        leases.expire(now, arrived);
        if (!stopped && around.stop().getAsBoolean()) {
            stopped = true;
            dropAt = now + GRACE.toNanos();
        } else if (dropAt < 0 && state.spent(journal.unaccounted())) {
            dropAt = now + GRACE.toNanos();
        } else if (dropAt >= 0 && now - dropAt >= 0) {
            drop();
        }
        report();
        handOut();
        if (journal.sinceLastBatch() > SAVE_TIME.toNanos()) {
            save();
        }
        endIfDone();
    }

    /** Running jobs have had their grace: shards, and when somebody asked to stop all of them, are left for later. */
    private void drop() {
        for (Lease lease : leases.open()) {
            if (!arrived.contains(lease.id()) && (stopped || !(lease.work() instanceof Work.Finding))) {
                roster.tell(lease.worker(), new ToWorker.Cancel(lease.id()));
                leases.giveBack(lease);
            }
        }
    }

    private void endIfDone() {
        boolean left = !leases.open().isEmpty() || journal.hasWaiting() || journal.writing() || closing;
        boolean work = !stopped && (!state.spent(journal.unaccounted()) || state.shrinking() > 0);
        if (!left && !work) {
            closing = true;
            roster.tellAll(new ToWorker.Goodbye(
                    ToWorker.Reason.ENDED, stopped ? "The campaign was stopped" : "The campaign has ended"));
            save();
        }
    }

    private void report() {
        Tally total = state.total();
        double seconds = (state.nanos() + journal.unaccounted()) / 1e9;
        around.listener()
                .progress(new CampaignProgress(
                        total.schedules(),
                        total.steps(),
                        seconds,
                        rate.of(seconds, total.steps()),
                        state.fraction(journal.unaccounted()),
                        told.size(),
                        state.shrinking()));
    }
}
