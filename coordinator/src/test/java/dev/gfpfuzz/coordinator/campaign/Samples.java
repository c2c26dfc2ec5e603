package dev.gfpfuzz.coordinator.campaign;

import dev.gfpfuzz.run.End;
import dev.gfpfuzz.schedule.Schedule;
import dev.gfpfuzz.search.Knowledge;
import dev.gfpfuzz.search.UnseenMass;
import dev.gfpfuzz.search.Verdict;
import dev.gfpfuzz.workers.shard.RawFinding;
import dev.gfpfuzz.workers.shard.ShardResult;
import dev.gfpfuzz.workers.shard.ShrunkFinding;
import dev.gfpfuzz.workers.shard.SpaceResult;
import dev.gfpfuzz.workers.shard.Target;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** Made-up campaigns for tests of the rules. */
public final class Samples {
    private Samples() {}

    /** Of targets that have no space to search. */
    public static CampaignSpec spec(int targets, long schedules, int shardSize) {
        return spec(Target.Kind.PROPERTY, targets, schedules, shardSize);
    }

    /** Of targets that are searched exhaustively, too. */
    public static CampaignSpec spaces(int targets, long schedules, int shardSize) {
        return spec(Target.Kind.OWN, targets, schedules, shardSize);
    }

    private static CampaignSpec spec(Target.Kind kind, int targets, long schedules, int shardSize) {
        List<Target> all = IntStream.range(0, targets)
                .mapToObj(t -> new Target(kind, "scenario-" + t, "scenario scenario-" + t + "\n", 0, "v4_17", ""))
                .toList();
        return new CampaignSpec(all, "random", 42, new Budget.Schedules(schedules), shardSize);
    }

    public static ShardResult silent(CampaignSpec spec, long shard) {
        return result(spec, shard, List.of());
    }

    public static ShardResult result(CampaignSpec spec, long shard, List<RawFinding> findings) {
        long n = spec.shard(shard, Knowledge.NONE).schedules();
        return new ShardResult(
                shard,
                n,
                n * 50 + shard,
                Map.of(End.FINISHED, n),
                Map.of("no-deadlock", n, "no-lost-freed-buffer", shard),
                findings,
                0,
                kinds(shard),
                Knowledge.NONE);
    }

    private static UnseenMass kinds(long shard) {
        UnseenMass kinds = new UnseenMass();
        kinds.add(1);
        kinds.add(100 + shard);
        return kinds;
    }

    public static CampaignEvent counted(ShardResult result) {
        return new CampaignEvent.ShardCounted(result, "worker-1", false);
    }

    /** A book over a campaign whose canaries have been searched: its own work comes undisturbed. */
    static LeaseBook bookWithoutCanary(CampaignState state, long leaseNanos) {
        for (long s = 0; s < Math.min(1_000, state.spec().shards()); s++) {
            state.apply(new CampaignEvent.CanaryRan(s, true));
        }
        return book(state, leaseNanos);
    }

    static LeaseBook book(CampaignState state, long leaseNanos) {
        Spotchecks spotchecks = new Spotchecks("00".repeat(32));
        return new LeaseBook(state, spotchecks, Canary.of(spotchecks), leaseNanos, 1);
    }

    public static RawFinding finding(String skeleton, long firstRun, long count) {
        return new RawFinding(
                "no-deadlock",
                false,
                skeleton,
                "Task a hangs after run " + firstRun,
                firstRun,
                count,
                Schedule.of(1, 2, (int) firstRun),
                30);
    }

    public static ShrunkFinding shrunk(String skeleton, String token) {
        return new ShrunkFinding(token, "no-deadlock", false, skeleton, "Task a hangs", 9, 2, 2);
    }

    public static SpaceResult certificate() {
        return new SpaceResult(
                Verdict.HOLDS,
                5_949,
                14_000,
                60,
                "",
                List.of("symmetry", "sleep sets"),
                List.of("no-deadlock"),
                List.of("no-lost-freed-buffer", "no-oom-kill"),
                null,
                "");
    }

    public static SpaceResult gaveUp() {
        return new SpaceResult(
                Verdict.INCONCLUSIVE,
                1_001,
                2_000,
                9,
                "1000 states were visited and there are more",
                List.of(),
                List.of("no-deadlock"),
                List.of("no-lost-freed-buffer"),
                null,
                "");
    }

    public static SpaceResult violated(String skeleton) {
        RawFinding f = finding(skeleton, 0, 1);
        return new SpaceResult(
                Verdict.VIOLATED, 100, 200, 30, "", List.of(), List.of("no-deadlock"), List.of(), f, f.sentence());
    }
}
