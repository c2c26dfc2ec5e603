package dev.gfpfuzz.coordinator.campaign;

import dev.gfpfuzz.coordinator.campaign.CampaignEvent.CanaryRan;
import dev.gfpfuzz.coordinator.campaign.CampaignEvent.FindingShrunk;
import dev.gfpfuzz.coordinator.campaign.CampaignEvent.Ran;
import dev.gfpfuzz.coordinator.campaign.CampaignEvent.ShardCounted;
import dev.gfpfuzz.coordinator.campaign.CampaignEvent.ShardGivenUp;
import dev.gfpfuzz.coordinator.campaign.CampaignEvent.ShrinkGivenUp;
import dev.gfpfuzz.coordinator.campaign.CampaignEvent.SpaceSearched;
import dev.gfpfuzz.coordinator.campaign.CampaignEvent.WorkerExpelled;
import dev.gfpfuzz.schedule.SplitMix64;
import dev.gfpfuzz.search.Knowledge;
import dev.gfpfuzz.search.Strategies;
import dev.gfpfuzz.search.StrategyFactory;
import dev.gfpfuzz.search.UnseenMass;
import dev.gfpfuzz.workers.shard.RawFinding;
import dev.gfpfuzz.workers.shard.ShardResult;
import dev.gfpfuzz.workers.shard.ShardSpec;
import dev.gfpfuzz.workers.shard.ShrunkFinding;
import dev.gfpfuzz.workers.shard.SpaceResult;
import dev.gfpfuzz.workers.shard.SpaceSpec;
import dev.gfpfuzz.workers.shard.Target;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * A campaign as a fold over its events. Applying the same events in any order, some of them twice, gives the same
 * state: a shard counts once, and what its findings become does not depend on which worker was faster.
 *
 * <p>A raw finding is handed out for shrinking only when every shard before its own is settled: no earlier run of the same
 * identity can then turn up, so which run is shrunk, and {@code schedulesToFirst}, follow from the spec.
 */
public final class CampaignState {
    /** Most raw identities that are kept: a model that breaks in more ways than that needs no longer list. */
    static final int RAWS_MAX = 4096;

    private final CampaignSpec spec;
    private final BitSet counted = new BitSet();
    private final BitSet givenUp = new BitSet();
    private final Tally[] tallies;
    private final Rounds[] rounds;
    /** Of a sample of each target's runs, how often each kind occurred. */
    private final UnseenMass[] kinds;

    private final Spaces spaces;

    private final NavigableMap<RawIdentity, Raw> raws = new TreeMap<>();
    /** Runs whose finding had no room, in the shard's list or in {@link #raws}. */
    private long unlisted;
    /** How many of {@link #raws} are not shrunk. */
    private int shrinking;

    private final Map<String, String> failures = new TreeMap<>();
    private final BitSet planted = new BitSet();
    private final List<String> expelled = new ArrayList<>();
    private long canariesFound;
    private long audited;
    private long nanos;
    private long digest;
    /** Every shard below is settled, and stays so. */
    private int frontier;

    /** In place of the first shard: no run has met it, the exhaustive search has. */
    private static final long BY_SEARCH = Long.MAX_VALUE;

    /**
     * A raw finding to be shrunk: the first of its identity.
     *
     * @param target what ran when it was found: of the generator one scenario
     */
    public record Unshrunk(RawIdentity identity, Target target, RawFinding first) {}

    public CampaignState(CampaignSpec spec) {
        this.spec = spec;
        StrategyFactory strategy = Strategies.parse(spec.strategy());
        tallies = new Tally[spec.targets().size()];
        rounds = new Rounds[tallies.length];
        spaces = new Spaces(spec);
        kinds = new UnseenMass[tallies.length];
        for (int t = 0; t < tallies.length; t++) {
            tallies[t] = Tally.NONE;
            rounds[t] = new Rounds(strategy);
            kinds[t] = new UnseenMass();
        }
    }

    /**
     * Adds one event.
     *
     * @return whether it changed anything; false for what was known
     */
    public boolean apply(CampaignEvent event) {
        if (event instanceof ShardCounted e) {
            return count(e);
        } else if (event instanceof ShardGivenUp e) {
            int s = Math.toIntExact(e.shard());
            if (settled(s)) {
                return false;
            }
            givenUp.set(s);
            failures.put("shard " + s, e.sentence());
            learned(s, Knowledge.NONE);
            return true;
        } else if (event instanceof FindingShrunk e) {
            return shrunk(e.raw(), e.shrunk(), e.originalToken());
        } else if (event instanceof ShrinkGivenUp e) {
            failures.put("finding " + e.raw(), e.sentence());
            return shrunk(e.raw(), e.unshrunk(), e.unshrunk().token());
        } else if (event instanceof SpaceSearched e) {
            return searched(e.target(), e.result());
        } else if (event instanceof CanaryRan e) {
            int s = Math.toIntExact(e.shard());
            if (planted.get(s)) {
                return false;
            }
            planted.set(s);
            canariesFound += e.found() ? 1 : 0;
            return true;
        } else if (event instanceof WorkerExpelled e) {
            return expelled.add(e.sentence());
        }
        nanos += ((Ran) event).nanos();
        return true;
    }

    private boolean count(ShardCounted event) {
        ShardResult result = event.result();
        int s = Math.toIntExact(result.shard());
        if (counted.get(s)) {
            return false;
        }
        if (givenUp.get(s)) {
            givenUp.clear(s);
            failures.remove("shard " + s);
        }
        counted.set(s);
        audited += event.audited() ? 1 : 0;
        int t = spec.targetOf(s);
        tallies[t] =
                tallies[t].plus(new Tally(1, result.schedules(), result.steps(), result.ends(), result.exercised()));
        kinds[t].add(result.kinds());
        unlisted += result.unlisted();
        result.findings().forEach(f -> found(t, result.shard(), f, f.count()));
        learned(s, result.learned());
        digest += SplitMix64.seedOf(result.shard(), event.digest());
        return true;
    }

    /** The counterexample of a search counts as found after all runs: it is told of where no run has met it. */
    private boolean searched(int target, SpaceResult result) {
        if (!spaces.searched(target, result)) {
            return false;
        }
        RawFinding f = result.violation();
        if (f != null) {
            found(target, BY_SEARCH, f, 0);
        }
        return true;
    }

    /**
     * Adds a finding. When there is no room for all identities the last ones in their order have none, whenever they
     * come, so that what is listed does not depend on who was faster, and what is listed is complete.
     */
    private void found(int target, long shard, RawFinding f, long runs) {
        RawIdentity id = new RawIdentity(target, f.invariant(), f.skeleton());
        if (raws.size() >= RAWS_MAX && !raws.containsKey(id)) {
            if (id.compareTo(raws.lastKey()) > 0) {
                unlisted += runs;
                return;
            }
            Raw dropped = raws.pollLastEntry().getValue();
            unlisted += dropped.count;
            shrinking -= dropped.shrunk == null ? 1 : 0;
        }
        Raw raw = raws.get(id);
        if (raw == null) {
            raw = new Raw(shard, f);
            raws.put(id, raw);
            shrinking++;
        }
        raw.count += runs;
        if (shard < raw.firstShard) {
            raw.firstShard = shard;
            raw.first = f;
        }
    }

    private void learned(long shard, Knowledge knowledge) {
        int t = spec.targetOf(shard);
        if (rounds[t].learned(spec.ordinal(shard), knowledge)) {
            long needed = frontier();
            while (spec.targetOf(needed) != t) {
                needed++;
            }
            rounds[t].forget(spec.ordinal(needed));
        }
    }

    private boolean shrunk(RawIdentity identity, ShrunkFinding shrunk, String originalToken) {
        Raw raw = raws.get(identity);
        if (raw == null || raw.shrunk != null) {
            return false;
        }
        raw.shrunk = shrunk;
        shrinking--;
        raw.originalToken = originalToken;
        return true;
    }

    // ---- what is to be done

    public CampaignSpec spec() {
        return spec;
    }

    /** Whether the shard needs no more work: counted, given up, or left to targets that need it more. */
    public boolean settled(long shard) {
        return counted.get((int) shard) || givenUp.get((int) shard) || yields(shard);
    }

    /**
     * Whether the shard's turn goes to other targets: of its own, every run was searched, and of some other not. Of a time
     * only; a number of schedules is shared evenly, whatever is known. Once true it stays so, as what a search comes to is
     * final.
     */
    private boolean yields(long shard) {
        return spec.budget() instanceof Budget.Seconds && spaces.spares(spec.targetOf(shard));
    }

    public boolean counted(long shard) {
        return counted.get((int) shard);
    }

    /** Whether the canary that belongs in front of this shard has been searched. */
    public boolean planted(long shard) {
        return planted.get((int) shard);
    }

    /** The lowest shard that is not settled. */
    public long frontier() {
        while (settled(frontier)) {
            frontier++;
        }
        return frontier;
    }

    /** Whether a shard can be run yet: what its strategy has to know is known. */
    public boolean ready(long shard) {
        return rounds[spec.targetOf(shard)].ready(spec.ordinal(shard));
    }

    /** What to run for a shard; only when {@link #ready}. */
    public ShardSpec shard(long shard) {
        return spec.shard(shard, rounds[spec.targetOf(shard)].knowledge(spec.ordinal(shard)));
    }

    /** The exhaustive search of a target; null when there is none, or when it has ended. */
    public @Nullable SpaceSpec spaceToSearch(int target) {
        return spaces.toSearch(target);
    }

    /**
     * The findings that can be shrunk now, in order of their first run.
     *
     * @param closed whether no further shard will be run: a finding then waits for nothing
     */
    public List<Unshrunk> unshrunk(boolean closed) {
        if (shrinking == 0) {
            return List.of();
        }
        long frontier = frontier();
        return raws.entrySet().stream()
                .filter(e -> e.getValue().shrunk == null && (closed || e.getValue().firstShard < frontier))
                .sorted(Comparator.<Map.Entry<RawIdentity, Raw>>comparingLong(e -> e.getValue().firstShard)
                        .thenComparingLong(e -> e.getValue().first.firstRun()))
                .map(e -> new Unshrunk(e.getKey(), target(e.getKey(), e.getValue()), e.getValue().first))
                .toList();
    }

    /** Whether every shard is settled and every space searched, or the time is used up. */
    public boolean spent() {
        return spent(0);
    }

    /** As {@link #spent()}, after that much more running time. */
    public boolean spent(long moreNanos) {
        return spec.budget() instanceof Budget.Seconds b
                ? nanos + moreNanos >= TimeUnit.SECONDS.toNanos(b.seconds())
                : frontier() >= spec.shards() && spaces.allSearched();
    }

    /** Running time so far, all sittings. */
    public long nanos() {
        return nanos;
    }

    /** How far the budget is spent after that much more running time, 0..1. */
    public double fraction(long moreNanos) {
        double f = spec.budget() instanceof Budget.Seconds b
                ? (double) (nanos + moreNanos) / TimeUnit.SECONDS.toNanos(b.seconds())
                : (double) (counted.cardinality() + givenUp.cardinality()) / spec.shards();
        return Math.min(1, f);
    }

    // ---- how it stands

    /** Identities found whose shrinking has not ended. */
    public int shrinking() {
        return shrinking;
    }

    /** What has been found and shrunk: violations first, each in order of its first run. */
    public List<Finding> findings() {
        Map<RawIdentity, Raw> firsts = new TreeMap<>();
        Map<RawIdentity, Long> counts = new TreeMap<>();
        raws.forEach((id, raw) -> {
            if (raw.shrunk != null) {
                RawIdentity minimal = new RawIdentity(id.target(), raw.shrunk.invariant(), raw.shrunk.skeleton());
                counts.merge(minimal, raw.count, Long::sum);
                firsts.merge(minimal, raw, (a, b) -> before(a, b) ? a : b);
            }
        });
        List<Finding> findings = new ArrayList<>();
        firsts.forEach((id, raw) -> findings.add(finding(id, raw, raw.shrunk, counts.get(id))));
        findings.sort(Comparator.comparing(Finding::report)
                .thenComparingLong(Finding::firstShard)
                .thenComparingLong(Finding::schedulesToFirst)
                .thenComparing(Finding::invariant)
                .thenComparing(Finding::skeleton));
        return findings;
    }

    private static boolean before(Raw a, Raw b) {
        return a.firstShard != b.firstShard ? a.firstShard < b.firstShard : a.first.firstRun() <= b.first.firstRun();
    }

    private Target target(RawIdentity id, Raw raw) {
        return raw.firstShard == BY_SEARCH
                ? spec.targets().get(id.target())
                : spec.shard(raw.firstShard, Knowledge.NONE).target(raw.first.firstRun());
    }

    private Finding finding(RawIdentity id, Raw raw, ShrunkFinding s, long count) {
        Target target = target(id, raw);
        return new Finding(
                s.invariant(),
                s.report(),
                s.skeleton(),
                target.scenario(),
                target.profile(),
                s.sentence(),
                s.token(),
                raw.originalToken,
                s.steps(),
                s.contextSwitches(),
                s.tasks(),
                count,
                raw.firstShard == BY_SEARCH ? 0 : spec.position(raw.firstShard, raw.first.firstRun()) + 1,
                raw.firstShard);
    }

    /** All targets together. */
    public Tally total() {
        Tally total = Tally.NONE;
        for (Tally t : tallies) {
            total = total.plus(t);
        }
        return total;
    }

    /** The whole campaign as it stands. */
    public CampaignSummary summary() {
        return new CampaignSummary(
                spec,
                List.of(tallies),
                spaces.results(),
                Arrays.stream(kinds).map(k -> UnseenMass.of(k.toArray())).toList(),
                findings(),
                shrinking(),
                List.copyOf(failures.values()),
                spent() && shrinking() == 0,
                counted.cardinality(),
                spec.shards(),
                nanos / 1e9,
                null,
                new Accounts(audited, planted.cardinality(), canariesFound, expelled, unlisted),
                digest);
    }
}
