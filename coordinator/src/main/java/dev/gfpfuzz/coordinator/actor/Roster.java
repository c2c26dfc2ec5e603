package dev.gfpfuzz.coordinator.actor;

import akka.actor.typed.ActorRef;
import dev.gfpfuzz.workers.protocol.ToCoordinator;
import dev.gfpfuzz.workers.protocol.ToWorker;
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
    /** More are not taken: names come from the wire. */
    private static final int MEMBERS_MAX = 10_000;

    private final UnaryOperator<ToWorker> wire;
    private final Map<String, Member> members = new LinkedHashMap<>();
    private final Set<String> idle = new LinkedHashSet<>();
    /** Workers whose results did not hold. */
    private final Set<String> expelled = new LinkedHashSet<>();

    private String refused = "";

    private static final class Member {
        private final ActorRef<ToWorker> ref;
        private long heardAt;

        Member(ActorRef<ToWorker> ref, long heardAt) {
            this.ref = ref;
            this.heardAt = heardAt;
        }
    }

    /** @param wire what a message goes through before it is sent */
    Roster(UnaryOperator<ToWorker> wire) {
        this.wire = wire;
    }

    /** Why this worker is not taken, empty if it is. */
    String refusal(ToCoordinator.Hello hello, String build) {
        return expelled.contains(hello.worker())
                ? "Worker " + hello.worker() + " was expelled"
                : Versions.refusal(hello, build);
    }

    /** Whether the user has not just been told of this refusal. */
    boolean isNews(String refusal) {
        boolean news = !refusal.equals(refused);
        refused = refusal;
        return news;
    }

    /** @return whether the worker was not expelled before */
    boolean expel(String worker) {
        return expelled.add(worker);
    }

    /** @return whether this worker, at this address, was not known yet and is now */
    boolean add(String worker, ActorRef<ToWorker> ref, long now) {
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

    /** Those who have not been heard since then. */
    List<String> silentSince(long then) {
        List<String> silent = new ArrayList<>();
        members.forEach((name, m) -> {
            if (m.heardAt - then < 0) {
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
