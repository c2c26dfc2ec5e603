package dev.gfpfuzz.coordinator.actor;

import akka.actor.typed.Behavior;
import akka.actor.typed.PostStop;
import akka.actor.typed.javadsl.AbstractBehavior;
import akka.actor.typed.javadsl.ActorContext;
import akka.actor.typed.javadsl.Behaviors;
import akka.actor.typed.javadsl.Receive;
import akka.actor.typed.javadsl.TimerScheduler;
import dev.gfpfuzz.coordinator.campaign.CampaignEvent;
import dev.gfpfuzz.coordinator.campaign.CampaignException;
import dev.gfpfuzz.coordinator.campaign.CampaignState;
import dev.gfpfuzz.coordinator.campaign.Canary;
import dev.gfpfuzz.coordinator.campaign.Lease;
import dev.gfpfuzz.coordinator.campaign.LeaseBook;
import dev.gfpfuzz.coordinator.campaign.LeaseBook.Work;
import dev.gfpfuzz.coordinator.campaign.Spotchecks;
import dev.gfpfuzz.workers.protocol.ToCoordinator;
import dev.gfpfuzz.workers.protocol.ToWorker;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;

/**
 * The coordinator: leases work to whoever asks, has what comes back checked, has it saved, and only then counts it. Which
 * rules apply is in {@link CampaignState} and {@link LeaseBook}; this class turns messages into their calls.
 *
 * <p>Sequence of a result: arrived, checked (its findings are re-executed on another thread), saved (on another thread,
 * several at a time), counted.
 */
final class CoordinatorActor extends AbstractBehavior<Input> {
    private static final Duration TICK = Duration.ofMillis(100);
    /** The running time is saved that often when nothing else is. */
    private static final Duration SAVE_TIME = Duration.ofSeconds(1);
    /** After a save that failed (disk full): how long until the next attempt. */
    private static final Duration SAVE_AGAIN = Duration.ofSeconds(2);

    private final Surroundings around;
    private final TimerScheduler<Input> timers;
    private CampaignState state;
    private LeaseBook leases;
    private final ResultCheck check;
    private final Journal journal;
    private final News news;
    private final Roster roster;
    private final ListeningTime time = new ListeningTime(System::nanoTime);
    private final Grace grace = new Grace();
    /** Leases whose results have arrived. */
    private final Set<Long> arrived = new LinkedHashSet<>();

    /** Somebody asked to stop. */
    private boolean stopped;
    /** The store cannot be written for now. */
    private boolean paused;
    /** A worker is expelled, and the state not yet folded anew: whatever comes in may rest on its lies, so none of it counts. */
    private boolean folding;
    /** All that is left is the last save. */
    private boolean closing;

    private CoordinatorActor(ActorContext<Input> context, TimerScheduler<Input> timers, Surroundings around) {
        super(context);
        this.around = around;
        this.timers = timers;
        state = around.store().state();
        Spotchecks spotchecks = new Spotchecks(around.store().secret());
        Canary canary = around.canary().apply(spotchecks);
        leases = new LeaseBook(
                state, spotchecks, canary, Roster.LEASE.toNanos(), LeaseBook.firstLease(System.currentTimeMillis()));
        check = new ResultCheck(spotchecks, canary, around.moreWorkersMayCome());
        roster = new Roster(around.wire(), around.build(), around.listener());
        journal = new Journal(around.store(), around.disk());
        news = new News(around.listener(), state);
        timers.startTimerWithFixedDelay(new Input.Tick(), TICK);
    }

    static Behavior<Input> create(Surroundings around) {
        return Behaviors.setup(context -> Behaviors.withTimers(timers -> {
            try {
                return new CoordinatorActor(context, timers, around);
            } catch (RuntimeException e) {
                // A store that is damaged: nobody is to wait for what never begins.
                around.summary().completeExceptionally(e);
                return Behaviors.stopped();
            }
        }));
    }

    @Override
    public Receive<Input> createReceive() {
        return newReceiveBuilder()
                .onMessage(Input.Heard.class, heard -> guarded(() -> heard(heard)))
                .onMessage(Input.Gone.class, gone -> guarded(() -> gone(gone)))
                .onMessage(Input.Checked.class, checked -> guarded(() -> checked(checked)))
                .onMessage(Input.Saved.class, saved -> guarded(() -> saved(saved)))
                .onMessage(Input.SaveAgain.class, again -> guarded(() -> write(again.batch())))
                .onMessage(Input.FoldAgain.class, again -> guarded(this::fold))
                .onMessage(Input.Folded.class, folded -> guarded(() -> folded(folded)))
                .onMessage(Input.Tick.class, tick -> guarded(this::tick))
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
            requireWorkers();
            handOut();
        }
    }

    private void gone(Input.Gone gone) {
        if (!closing && roster.is(gone.worker(), gone.ref())) {
            around.listener().note("Worker " + gone.worker() + " is gone; its work goes to another");
            forget(gone.worker());
            requireWorkers();
            handOut();
        }
    }

    private void arrived(String worker, long id, Function<Lease<Work>, Check> what) {
        Lease<Work> lease = leases.held(worker, id);
        if (lease == null || closing || folding || !arrived.add(id)) {
            return;
        }
        getContext()
                .pipeToSelf(
                        CompletableFuture.supplyAsync(() -> what.apply(lease), around.checks()),
                        (result, failure) -> new Input.Checked(
                                lease, failure == null ? result : new Check(null, failure.toString()), failure));
    }

    private void checked(Input.Checked checked) {
        if (closing
                || folding
                || leases.held(checked.lease().worker(), checked.lease().id()) == null) {
            return;
        }
        Throwable ours = checked.ours();
        if (ours != null) {
            throw new CampaignException("A result cannot be checked: " + ours.getMessage(), ours);
        }
        CampaignEvent event = checked.check().event();
        if (event == null) {
            expel(checked.lease(), checked.check().wrong());
            return;
        }
        journal.add(checked.lease(), event);
        save();
    }

    /** A worker whose result does not hold: nothing that it ever sent is used, and it gets no more work. */
    private void expel(Lease<Work> lease, String wrong) {
        String worker = lease.worker();
        String sentence = "Worker " + worker + " is expelled: " + wrong;
        around.listener().note(sentence);
        roster.expel(worker);
        roster.tell(worker, new ToWorker.Goodbye(ToWorker.Reason.EXPELLED, sentence));
        forget(worker);
        // The record of it takes back what was saved before. Nothing may be saved after it until that is done.
        journal.add(lease, new CampaignEvent.WorkerExpelled(worker, sentence));
        folding = true;
        save();
    }

    /** What an expelled worker had counted is taken back, so the campaign begins from the store again. */
    private void foldAnew() {
        for (Lease<Work> lease : leases.open()) {
            roster.tell(lease.worker(), new ToWorker.Cancel(lease.id()));
        }
        arrived.clear();
        fold();
    }

    private void fold() {
        getContext().pipeToSelf(CompletableFuture.supplyAsync(around.store()::state, around.disk()), Input.Folded::new);
    }

    private void folded(Input.Folded folded) {
        if (folded.state() == null) {
            String sentence = "The campaign cannot be read again: " + Input.cause(folded.failure());
            if (stopped) {
                throw new CampaignException(sentence);
            }
            pause(sentence);
            timers.startSingleTimer(new Input.FoldAgain(), SAVE_AGAIN);
            return;
        }
        goOn();
        folding = false;
        state = folded.state();
        leases = leases.over(state);
        news.known(state);
        requireWorkers();
        handOut();
        endIfDone();
    }

    private void forget(String worker) {
        roster.remove(worker);
        leases.giveBackAllOf(worker, arrived);
    }

    private void requireWorkers() {
        if (roster.isEmpty() && !closing && !around.moreWorkersMayCome()) {
            throw new CampaignException("No worker is left to run the campaign");
        }
    }

    private void failed(String worker, ToCoordinator.JobFailed failed) {
        Lease<Work> lease = leases.held(worker, failed.lease());
        if (lease == null || closing || arrived.contains(lease.id())) {
            return;
        }
        around.listener().note(failed.sentence());
        if (!leases.failed(lease)) {
            handOut();
            return;
        }
        arrived(worker, lease.id(), l -> check.failed(l, failed.sentence()));
    }

    // ---- handing out

    private void handOut() {
        if (stopped || closing || paused || folding) {
            return;
        }
        boolean shards = !state.spent(journal.unaccounted());
        for (String worker = roster.longestIdle(); worker != null; worker = roster.longestIdle()) {
            Lease<Work> lease = leases.lease(worker, time.now(), shards);
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
        getContext().pipeToSelf(journal.write(batch), (done, failure) -> new Input.Saved(batch, failure));
    }

    private void saved(Input.Saved saved) {
        if (saved.failure() != null) {
            saveFailed(saved.batch(), saved.failure());
            return;
        }
        journal.written();
        goOn();
        state.apply(new CampaignEvent.Ran(saved.batch().nanos()));
        for (Journal.Entry entry : saved.batch().entries()) {
            state.apply(entry.event());
            around.listener().saved(entry.event());
            leases.done(entry.lease(), time.now());
            arrived.remove(entry.lease().id());
        }
        news.findings(state);
        if (saved.batch().expels()) {
            foldAnew();
            return;
        }
        if (closing) {
            around.summary().complete(state.summary().with(leases.effort()));
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
        pause(cause.getMessage());
        journal.pause();
        timers.startSingleTimer(new Input.SaveAgain(batch), SAVE_AGAIN);
    }

    private void pause(String why) {
        if (!paused) {
            around.listener().note("The campaign pauses: " + why + ". It goes on when that is put right.");
        }
        paused = true;
    }

    private void goOn() {
        if (paused) {
            around.listener().note("The campaign goes on.");
        }
        paused = false;
    }

    // ---- time

    private void tick() {
        long now = time.now();
        for (String silent : roster.silent(now)) {
            forget(silent);
            requireWorkers();
        }
        // Of workers that are heard: the lease itself was lost on the way.
        leases.expire(now, arrived);
        if (!stopped && around.stop().getAsBoolean()) {
            stopped = true;
            grace.begin(now);
        }
        if (grace.isOver(stopped || state.spent(journal.unaccounted()), now)) {
            drop();
        }
        news.progress(state, journal.unaccounted());
        handOut();
        if (!folding && journal.sinceLastBatch() > SAVE_TIME.toNanos()) {
            save();
        }
        endIfDone();
    }

    /** Running jobs have had their grace: the search, and when somebody asked to stop everything, is left for later. */
    private void drop() {
        for (Lease<Work> lease : leases.open()) {
            boolean search = lease.work() instanceof Work.Shard || lease.work() instanceof Work.Space;
            if (!arrived.contains(lease.id()) && (stopped || search)) {
                roster.tell(lease.worker(), new ToWorker.Cancel(lease.id()));
                leases.giveBack(lease);
            }
        }
    }

    private void endIfDone() {
        if (folding || !leases.isEmpty() || journal.hasWaiting() || journal.writing() || closing) {
            return;
        }
        boolean open = !state.spent(journal.unaccounted()) || state.shrinking() > 0 || leases.planting();
        if (stopped || !open) {
            closing = true;
            roster.tellAll(new ToWorker.Goodbye(
                    ToWorker.Reason.ENDED, stopped ? "The campaign was stopped" : "The campaign has ended"));
            save();
        }
    }
}
