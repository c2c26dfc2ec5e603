package dev.gfpfuzz.coordinator.campaign;

import dev.gfpfuzz.search.Subtree;
import dev.gfpfuzz.workers.protocol.Job;
import dev.gfpfuzz.workers.shard.SubtreeSpec;
import dev.gfpfuzz.workers.shard.Target;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Who searches which subtree of an exhaustive search, for how long yet, and which are done. Subtrees are numbered in the
 * order in which they come, and handed out in that order; one whose lease is lost goes to the next who asks. A subtree is done
 * once: what arrives under a lease that was given back counts for nothing. Pure, as {@link LeaseBook} is.
 */
public final class SubtreeBook {
    private final Target target;
    private final Leases<Long> leases;
    /** What nobody has, by number. */
    private final TreeMap<Long, Subtree> waiting = new TreeMap<>();
    /** Leases whose results have arrived and are being checked. */
    private final Set<Long> arrived = new LinkedHashSet<>();

    private final Map<Long, Integer> errors = new LinkedHashMap<>();
    private final Set<String> contributors = new LinkedHashSet<>();
    private long shared;
    private long done;

    /**
     * @param target what is searched
     * @param leaseNanos how long a claim lasts without being renewed
     * @param firstLease number of the first claim; see {@link LeaseBook#firstLease}
     */
    public SubtreeBook(Target target, long leaseNanos, long firstLease) {
        this(target, new Leases<>(leaseNanos, firstLease));
    }

    private SubtreeBook(Target target, Leases<Long> leases) {
        this.target = target;
        this.leases = leases;
    }

    /** For a search that begins anew: all claims are void, and no number of one is used twice. */
    public SubtreeBook anew() {
        return new SubtreeBook(target, leases.anew());
    }

    /** More to search. @return the number of the first of these */
    public long share(List<Subtree> subtrees) {
        long first = shared;
        for (Subtree subtree : subtrees) {
            waiting.put(shared++, subtree);
        }
        return first;
    }

    /** The lowest subtree that nobody has, for a worker; null when there is none. */
    public @Nullable Lease<Long> lease(String worker, long now) {
        Map.Entry<Long, Subtree> next = waiting.pollFirstEntry();
        if (next == null) {
            return null;
        }
        Job job = new Job.SearchSubtree(new SubtreeSpec(target, next.getValue()));
        return leases.add(worker, next.getKey(), job, now);
    }

    /** What was leased. */
    public static SubtreeSpec subtree(Lease<Long> lease) {
        return ((Job.SearchSubtree) lease.job()).subtree();
    }

    /** The lease if this worker holds it, else null. */
    public @Nullable Lease<Long> held(String worker, long lease) {
        return leases.held(worker, lease);
    }

    /** The worker is still at it. */
    public void renew(String worker, long lease, long now) {
        leases.renew(worker, lease, now);
    }

    /**
     * A result has come under a lease.
     *
     * @return the lease, which no longer runs out; null when the worker does not hold it, or the result is there already
     */
    public @Nullable Lease<Long> arrived(String worker, long lease) {
        Lease<Long> held = leases.held(worker, lease);
        return held != null && arrived.add(lease) ? held : null;
    }

    /**
     * A subtree is searched, and what came of it was checked.
     *
     * @return whether it counts: not when the lease was given back in the meantime
     */
    public boolean done(Lease<Long> lease) {
        arrived.remove(lease.id());
        if (!leases.remove(lease)) {
            return false;
        }
        errors.remove(lease.work());
        contributors.add(lease.worker());
        done++;
        return true;
    }

    /** Whether something counts that this worker has sent. */
    public boolean restsOn(String worker) {
        return contributors.contains(worker);
    }

    /** Subtrees that are done. */
    public long done() {
        return done;
    }

    /** Whether every subtree is done. */
    public boolean isComplete() {
        return done == shared;
    }

    /**
     * The search of a lease ended in an error, and goes back.
     *
     * @return whether it has failed so often that it does not go back
     */
    public boolean failed(Lease<Long> lease) {
        if (errors.merge(lease.work(), 1, Integer::sum) >= LeaseBook.FAILURES_MAX) {
            return true;
        }
        giveBack(lease);
        return false;
    }

    /** The subtree of a lease goes back, for somebody else. */
    private void giveBack(Lease<Long> lease) {
        arrived.remove(lease.id());
        if (leases.remove(lease)) {
            waiting.put(lease.work(), subtree(lease).subtree());
        }
    }

    /** Takes back all that a worker holds, also what has arrived: nothing of it is to count. */
    public void giveBackAllOf(String worker) {
        leases.upTo(worker, Long.MAX_VALUE, Set.of()).forEach(this::giveBack);
    }

    /**
     * Takes back what a worker had and, as it asks for work, no longer has: the answer was lost on the way.
     *
     * @param last the newest lease that has reached it
     */
    public void giveBackLost(String worker, long last) {
        leases.upTo(worker, last, arrived).forEach(this::giveBack);
    }

    /** Takes back what ran out, except results that have arrived. */
    public void expire(long now) {
        leases.expired(now, arrived).forEach(this::giveBack);
    }

    public List<Lease<Long>> open() {
        return leases.open();
    }
}
