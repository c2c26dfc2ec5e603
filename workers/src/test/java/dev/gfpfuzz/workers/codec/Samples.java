package dev.gfpfuzz.workers.codec;

import dev.gfpfuzz.run.End;
import dev.gfpfuzz.schedule.Schedule;
import dev.gfpfuzz.search.Knowledge;
import dev.gfpfuzz.search.Subtree;
import dev.gfpfuzz.search.SubtreeResult;
import dev.gfpfuzz.search.UnseenMass;
import dev.gfpfuzz.search.Verdict;
import dev.gfpfuzz.workers.protocol.Job;
import dev.gfpfuzz.workers.protocol.Message;
import dev.gfpfuzz.workers.protocol.ToCoordinator;
import dev.gfpfuzz.workers.protocol.ToWorker;
import dev.gfpfuzz.workers.shard.RawFinding;
import dev.gfpfuzz.workers.shard.ShardResult;
import dev.gfpfuzz.workers.shard.ShardSpec;
import dev.gfpfuzz.workers.shard.ShrinkSpec;
import dev.gfpfuzz.workers.shard.ShrunkFinding;
import dev.gfpfuzz.workers.shard.SpaceResult;
import dev.gfpfuzz.workers.shard.SpaceSpec;
import dev.gfpfuzz.workers.shard.SubtreeSpec;
import dev.gfpfuzz.workers.shard.Target;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A message of each kind; the names are those of the golden bytes. */
final class Samples {
    private static final Target TARGET = new Target(
            Target.Kind.GENERATED, "two-readers", "scenario two-readers\n", -2, "mine", "profile mine extends v4_17\n");
    private static final Schedule SCHEDULE = Schedule.of(0, 2, 1, 300);

    private Samples() {}

    static Map<String, Message> all() {
        Map<String, Message> all = new LinkedHashMap<>();
        all.put("hello", new ToCoordinator.Hello("worker-1", 1, "0123456789abcdef", "akka://gfpfuzz/user/worker-1#1"));
        all.put("want-work", new ToCoordinator.WantWork("wörker", 300));
        all.put("working", new ToCoordinator.Working("worker-1", 300));
        all.put("shard-done", new ToCoordinator.ShardDone("worker-1", 7, result()));
        all.put(
                "shrink-done",
                new ToCoordinator.ShrinkDone(
                        "worker-1", 8, new ShrunkFinding("gfz1abc", "no-deadlock", true, "a;b", "It hangs.", 9, 3, 2)));
        all.put("job-failed", new ToCoordinator.JobFailed("worker-1", 9, "Run 3 of shard 1 failed"));
        all.put("leaving", new ToCoordinator.Leaving("worker-1", "No class path"));
        all.put(
                "lease-shard",
                new ToWorker.Lease(
                        1,
                        new Job.RunShard(
                                new ShardSpec(5, TARGET, "pct:depth=3", Knowledge.of(-1, 2), -42, 20_000, 1000))));
        all.put(
                "lease-shrink",
                new ToWorker.Lease(2, new Job.Shrink(new ShrinkSpec(TARGET, "no-deadlock", "a;b", SCHEDULE))));
        all.put("lease-space", new ToWorker.Lease(3, new Job.SearchSpace(new SpaceSpec(TARGET, 1_000_000))));
        Subtree root = Subtree.ofWords(2, 3, 100, 2, 0, 1, 0, 1, 200, 0, 1, 2, 0);
        all.put("lease-subtree", new ToWorker.Lease(4, new Job.SearchSubtree(new SubtreeSpec(TARGET, root))));
        all.put("subtree-searched", new ToCoordinator.SubtreeSearched("worker-1", 11, subtreeResult()));
        all.put(
                "space-searched",
                new ToCoordinator.SpaceSearched(
                        "worker-1",
                        10,
                        new SpaceResult(
                                Verdict.VIOLATED,
                                5_949,
                                14_000,
                                35,
                                "",
                                List.of("symmetry"),
                                List.of("no-deadlock"),
                                List.of("no-oom-kill"),
                                result().findings().get(0),
                                "Task r1 hangs.")));
        all.put("cancel", new ToWorker.Cancel(Long.MAX_VALUE));
        all.put("goodbye", new ToWorker.Goodbye(ToWorker.Reason.ENDED, "The campaign has ended"));
        return all;
    }

    private static UnseenMass kinds() {
        UnseenMass kinds = new UnseenMass();
        kinds.add(7);
        kinds.add(7);
        kinds.add(-1);
        return kinds;
    }

    /** One state expanded, at rest, and two that it leads to by a step each, of which the second asked a question. */
    private static SubtreeResult subtreeResult() {
        return SubtreeResult.of(
                5, new long[] {-1, 2, Long.MIN_VALUE}, new int[] {1, 0, 0, 1, 0, 0, 0, 1, 0, 0, 1, 1, 1, 300, 1, 2, 1, 2
                });
    }

    static ShardResult result() {
        return new ShardResult(
                5,
                20_000,
                1_203_344,
                Map.of(End.FINISHED, 19_900L, End.VIOLATED, 99L, End.STUCK, 0L, End.STEP_LIMIT, 1L),
                Map.of("no-deadlock", 20_000L, "no-lost-freed-buffer", 0L),
                List.of(new RawFinding("no-deadlock", false, "a;b", "Task r1 hangs.", 17, 99, SCHEDULE, 23)),
                4,
                kinds(),
                Knowledge.of(Long.MIN_VALUE, 3));
    }
}
