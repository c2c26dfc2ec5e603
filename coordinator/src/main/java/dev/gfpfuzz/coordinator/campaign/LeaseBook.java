package dev.gfpfuzz.coordinator.campaign;

import dev.gfpfuzz.workers.protocol.Job;
import dev.gfpfuzz.workers.shard.ShrinkSpec;
import dev.gfpfuzz.workers.shard.SpaceSpec;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Who works on what, for how long yet. Shards are handed out in order; one that comes back goes first. Pure: the time is
 * an argument, in nanoseconds of any clock that never goes back.
 */
public final class LeaseBook {
    /** Errors of a job after which it is given up. */
    public static final int FAILURES_MAX = 3;
    /** How far shards may be handed out ahead of the lowest unsettled one, so that what waits for it is bounded. */
    static final int AHEAD_MAX = 4096;

    private final CampaignState state;
    private final Spotchecks spotchecks;
    private final Canary canary;
    private final Leases<Work> leases;
    private final TreeSet<Long> returned = new TreeSet<>();
    private final TreeSet<RawIdentity> shrinking = new TreeSet<>();
    private final TreeSet<Integer> searching = new TreeSet<>();
    private final Map<Work, Integer> errors = new LinkedHashMap<>();
    /** Shards in front of which the canary has to be searched yet. */
    private final TreeSet<Long> plants = new TreeSet<>();

    private Effort effort = Effort.NONE;
    private long nextShard;

    /** What is worked on. */
    public sealed interface Work {
        /** A shard of the campaign. */
        record Shard(long shard) implements Work {}

        /** The canary in front of a shard. */
        record Planted(long shard) implements Work {}

        /** A finding being shrunk. */
        record Finding(CampaignState.Unshrunk finding) implements Work {}

        /** All runs of a target being searched. */
        record Space(int target) implements Work {}
    }

    /**
     * @param leaseNanos how long a claim lasts without being renewed
     * @param firstLease number of the first claim; see {@link #firstLease}
     */
    public LeaseBook(CampaignState state, Spotchecks spotchecks, Canary canary, long leaseNanos, long firstLease) {
        this(state, spotchecks, canary, new Leases<>(leaseNanos, firstLease));
    }

    private LeaseBook(CampaignState state, Spotchecks spotchecks, Canary canary, Leases<Work> leases) {
        this.state = state;
        this.spotchecks = spotchecks;
        this.canary = canary;
        this.leases = leases;
    }

    /**
     * A number that no claim of the campaign had before, even of a coordinator that was killed: a worker that outlives it
     * may still send what it did under a claim of then, and its successor must not take that for its own.
     *
     * @param epochMillis when this coordinator begins; a million claims a millisecond are more than there are
     */
    public static long firstLease(long epochMillis) {
        return epochMillis << 20;
    }

    /** The same for a campaign that is folded anew: all claims are void, and no number is used twice. */
    public LeaseBook over(CampaignState anew) {
        LeaseBook book = new LeaseBook(anew, spotchecks, canary, leases.anew());
        book.effort = effort;
        return book;
    }

    /**
     * Work for a worker: a finding to shrink if there is one, else a target to search exhaustively whose turn it is, else a
     * canary that is due, else the lowest shard that nobody has.
     *
     * @param shards whether shards may be handed out; false once the budget is spent
     * @return null when there is nothing to do now
     */
    public @Nullable Lease<Work> lease(String worker, long now, boolean shards) {
        for (CampaignState.Unshrunk u : state.unshrunk(!shards && !shardsLeased())) {
            if (shrinking.add(u.identity())) {
                Job job = new Job.Shrink(new ShrinkSpec(
                        u.target(),
                        u.first().invariant(),
                        u.first().skeleton(),
                        u.first().schedule()));
                return leases.add(worker, new Work.Finding(u), job, now);
            }
        }
        Lease<Work> space = shards ? leaseSpace(worker, now, nextShard) : null;
        if (space != null) {
            return space;
        }
        Long shard = shards ? takeShard() : null;
        Long plant = plants.pollFirst();
        if (plant != null) {
            if (shard != null) {
                returned.add(shard);
            }
            Job job = new Job.RunShard(canary.shard(state.spec(), plant, spotchecks));
            return leases.add(worker, new Work.Planted(plant), job, now);
        }
        if (shard != null) {
            return leases.add(worker, new Work.Shard(shard), new Job.RunShard(state.shard(shard)), now);
        }
        return shards ? leaseSpace(worker, now, Long.MAX_VALUE) : null;
    }

    /** A target is searched exhaustively when the first of its runs are handed out. */
    private @Nullable Lease<Work> leaseSpace(String worker, long now, long targetMax) {
        int targets = state.spec().targets().size();
        for (int t = 0; t < targets && t <= targetMax; t++) {
            SpaceSpec space = searching.contains(t) ? null : state.spaceToSearch(t);
            if (space != null) {
                searching.add(t);
                return leases.add(worker, new Work.Space(t), new Job.SearchSpace(space), now);
            }
        }
        return null;
    }

    private @Nullable Long takeShard() {
        // Those that were left to other targets meanwhile: what they ran with may be forgotten.
        returned.removeIf(state::settled);
        for (Long s : returned) {
            if (state.ready(s)) {
                returned.remove(s);
                return s;
            }
        }
        long end = Math.min(state.spec().shards(), state.frontier() + AHEAD_MAX);
        passSettled();
        if (nextShard >= end || !state.ready(nextShard)) {
            return null;
        }
        plant(nextShard);
        return nextShard++;
    }

    private void passSettled() {
        while (state.settled(nextShard)) {
            plant(nextShard++);
        }
    }

    private void plant(long shard) {
        if (spotchecks.plants(shard, state.spec().shards()) && !state.planted(shard)) {
            plants.add(shard);
        }
    }

    /** Whether the canary has to be searched yet, or is being searched. */
    public boolean planting() {
        passSettled();
        return !plants.isEmpty() || leases.open().stream().anyMatch(l -> l.work() instanceof Work.Planted);
    }

    /** The lease if this worker holds it, else null. */
    public @Nullable Lease<Work> held(String worker, long lease) {
        return leases.held(worker, lease);
    }

    /** The worker is still at it. */
    public void renew(String worker, long lease, long now) {
        leases.renew(worker, lease, now);
    }

    /** What the work that is done took. */
    public Effort effort() {
        return effort;
    }

    /** The work of a lease is done and saved. */
    public void done(Lease<Work> lease, long now) {
        effort = effort.plus(lease.work(), now - lease.since());
        leases.remove(lease);
        errors.remove(lease.work());
    }

    /** The work of a lease goes back, for somebody else. */
    public void giveBack(Lease<Work> lease) {
        if (!leases.remove(lease)) {
            return;
        }
        if (lease.work() instanceof Work.Shard s) {
            returned.add(s.shard());
        } else if (lease.work() instanceof Work.Planted p) {
            plants.add(p.shard());
        } else if (lease.work() instanceof Work.Finding f) {
            shrinking.remove(f.finding().identity());
        } else if (lease.work() instanceof Work.Space s) {
            searching.remove(s.target());
        }
    }

    /**
     * The work of a lease ended in an error, and goes back.
     *
     * @return whether it has failed so often that it is to be given up
     */
    public boolean failed(Lease<Work> lease) {
        int n = errors.merge(lease.work(), 1, Integer::sum);
        if (n >= FAILURES_MAX) {
            return true;
        }
        giveBack(lease);
        return false;
    }

    /** Takes back what a worker holds, except what {@code busy} holds: results that have arrived. */
    public void giveBackAllOf(String worker, Set<Long> busy) {
        giveBackLost(worker, Long.MAX_VALUE, busy);
    }

    /**
     * Takes back what a worker had and, as it asks for work, no longer has: the answer was lost on the way.
     *
     * @param last the newest lease that has reached it
     */
    public void giveBackLost(String worker, long last, Set<Long> busy) {
        leases.upTo(worker, last, busy).forEach(this::giveBack);
    }

    /** Takes back what ran out, except what {@code busy} holds: results that have arrived. */
    public List<Lease<Work>> expire(long now, Set<Long> busy) {
        List<Lease<Work>> out = leases.expired(now, busy);
        out.forEach(this::giveBack);
        return out;
    }

    /** Whether nobody works on anything. */
    public boolean isEmpty() {
        return leases.isEmpty();
    }

    public List<Lease<Work>> open() {
        return leases.open();
    }

    private boolean shardsLeased() {
        return leases.open().stream().anyMatch(l -> !(l.work() instanceof Work.Finding));
    }
}
