package dev.gfpfuzz.coordinator.actor;

import akka.actor.typed.ActorRef;
import akka.actor.typed.ActorRefResolver;
import akka.actor.typed.javadsl.ActorContext;
import dev.gfpfuzz.coordinator.campaign.CampaignListener;
import dev.gfpfuzz.workers.protocol.ToCoordinator;
import dev.gfpfuzz.workers.protocol.ToWorker;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** Who works for the campaign, when each was heard last, and who has nothing to do. For the coordinator's thread. */
final class Roster {
    /** A worker that says nothing for so long has lost its lease. */
    static final Duration LEASE = Duration.ofSeconds(20);

    /** More are not taken: names come from the wire. */
    private static final int MEMBERS_MAX = 10_000;

    private final UnaryOperator<ToWorker> wire;
    private final String build;
    private final CampaignListener listener;
    private final Map<String, Member> members = new LinkedHashMap<>();
    private final Set<String> idle = new LinkedHashSet<>();
    /** Workers whose results did not hold. */
    private final Set<String> expelled = new LinkedHashSet<>();

    /** What the user was told last. */
    private String refused = "";

    private static final class Member {
        private final ActorRef<ToWorker> ref;
        private long heardAt;

        Member(ActorRef<ToWorker> ref, long heardAt) {
            this.ref = ref;
            this.heardAt = heardAt;
        }
    }

    /**
     * @param wire what a message goes through before it is sent
     * @param build what a worker has to be built from
     * @param listener told of refusals, and of those who are not heard
     */
    Roster(UnaryOperator<ToWorker> wire, String build, CampaignListener listener) {
        this.wire = wire;
        this.build = build;
        this.listener = listener;
    }

    /** Somebody says hello: is taken in and watched, or is told why not. */
    void greet(ActorContext<Input> context, ToCoordinator.Hello hello, long now) {
        ActorRef<ToWorker> worker = ActorRefResolver.get(context.getSystem()).resolveActorRef(hello.address());
        String refusal = expelled.contains(hello.worker())
                ? "Worker " + hello.worker() + " was expelled"
                : Versions.refusal(hello, build);
        if (refusal.isEmpty()) {
            if (add(hello.worker(), worker, now)) {
                // It may be watched already, under another name.
                context.unwatch(worker);
                context.watchWith(worker, new Input.Gone(hello.worker(), worker));
            }
            return;
        }
        if (!refusal.equals(refused)) {
            listener.note(refusal);
        }
        refused = refusal;
        worker.tell(wire.apply(new ToWorker.Goodbye(ToWorker.Reason.REFUSED, refusal)));
    }

    /** @return whether the worker was not expelled before */
    boolean expel(String worker) {
        return expelled.add(worker);
    }

    /** @return whether this worker, at this address, was not known yet and is now */
    private boolean add(String worker, ActorRef<ToWorker> ref, long now) {
        if (is(worker, ref) || members.size() >= MEMBERS_MAX) {
            return false;
        }
        members.put(worker, new Member(ref, now));
        return true;
    }

    boolean knows(String worker) {
        return members.containsKey(worker);
    }

    /** Whether the worker is known at this address. */
    boolean is(String worker, ActorRef<ToWorker> ref) {
        Member m = members.get(worker);
        return m != null && m.ref.equals(ref);
    }

    boolean isEmpty() {
        return members.isEmpty();
    }

    void heard(String worker, long now) {
        Member m = members.get(worker);
        if (m != null) {
            m.heardAt = now;
        }
    }

    /** Those who have said nothing for so long that their leases have run out. */
    List<String> silent(long now) {
        List<String> silent = new ArrayList<>();
        members.forEach((name, m) -> {
            if (m.heardAt - (now - LEASE.toNanos()) < 0) {
                listener.note("Worker " + name + " has not been heard for " + LEASE.toSeconds()
                        + " s; its work goes to another");
                silent.add(name);
            }
        });
        return silent;
    }

    void idle(String worker) {
        idle.add(worker);
    }

    void busy(String worker) {
        idle.remove(worker);
    }

    /** Who has had nothing to do for the longest time; null when all are busy. */
    @Nullable
    String longestIdle() {
        return idle.isEmpty() ? null : idle.iterator().next();
    }

    /** @return whether it was known */
    boolean remove(String worker) {
        idle.remove(worker);
        return members.remove(worker) != null;
    }

    void tell(String worker, ToWorker message) {
        Member m = members.get(worker);
        if (m != null) {
            m.ref.tell(wire.apply(message));
        }
    }

    void tellAll(ToWorker message) {
        members.keySet().forEach(worker -> tell(worker, message));
    }
}
