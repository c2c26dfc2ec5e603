package dev.gfpfuzz.coordinator.campaign;

import dev.gfpfuzz.workers.protocol.Job;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * The claims that workers hold on pieces of work, whatever the work is. Pure: the time is an argument, in nanoseconds of any
 * clock that never goes back.
 */
final class Leases<W> {
    private final long leaseNanos;
    private final TreeMap<Long, Lease<W>> leases = new TreeMap<>();
    /** The numbers of each worker's leases; no worker without one. */
    private final Map<String, TreeSet<Long>> byWorker = new LinkedHashMap<>();

    private long next;

    /**
     * @param leaseNanos how long a claim lasts without being renewed
     * @param first number of the first claim; see {@link LeaseBook#firstLease}
     */
    Leases(long leaseNanos, long first) {
        this.leaseNanos = leaseNanos;
        next = first;
    }

    /** None yet, with numbers that these have not used. */
    Leases<W> anew() {
        return new Leases<>(leaseNanos, next);
    }

    Lease<W> add(String worker, W work, Job job, long now) {
        Lease<W> lease = new Lease<>(next++, worker, work, job, now, now + leaseNanos);
        leases.put(lease.id(), lease);
        byWorker.computeIfAbsent(worker, w -> new TreeSet<>()).add(lease.id());
        return lease;
    }

    /** The lease if this worker holds it, else null. */
    @Nullable
    Lease<W> held(String worker, long id) {
        Lease<W> l = leases.get(id);
        return l != null && l.worker().equals(worker) ? l : null;
    }

    /** The worker is still at it. */
    void renew(String worker, long id, long now) {
        Lease<W> l = held(worker, id);
        if (l != null) {
            leases.put(id, new Lease<>(id, worker, l.work(), l.job(), l.since(), now + leaseNanos));
        }
    }

    /** @return whether it was there */
    boolean remove(Lease<W> lease) {
        Set<Long> others = byWorker.get(lease.worker());
        if (others != null && others.remove(lease.id()) && others.isEmpty()) {
            byWorker.remove(lease.worker());
        }
        return leases.remove(lease.id()) != null;
    }

    /** What a worker holds up to a number, except what {@code busy} holds. */
    List<Lease<W>> upTo(String worker, long last, Set<Long> busy) {
        List<Lease<W>> held = new ArrayList<>();
        for (long id : byWorker.getOrDefault(worker, new TreeSet<>()).headSet(last, true)) {
            if (!busy.contains(id)) {
                held.add(leases.get(id));
            }
        }
        return held;
    }

    /** What has run out, except what {@code busy} holds. */
    List<Lease<W>> expired(long now, Set<Long> busy) {
        return leases.values().stream()
                .filter(l -> l.until() - now < 0 && !busy.contains(l.id()))
                .toList();
    }

    boolean isEmpty() {
        return leases.isEmpty();
    }

    List<Lease<W>> open() {
        return List.copyOf(leases.values());
    }
}
