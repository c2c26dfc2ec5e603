package dev.gfpfuzz.coordinator.actor;

import dev.gfpfuzz.coordinator.actor.CoordinatorActor.Check;
import dev.gfpfuzz.coordinator.campaign.CampaignEvent;
import dev.gfpfuzz.coordinator.campaign.CampaignState.Unshrunk;
import dev.gfpfuzz.coordinator.campaign.LeaseBook.Lease;
import dev.gfpfuzz.coordinator.campaign.LeaseBook.Work;
import dev.gfpfuzz.coordinator.campaign.RawIdentity;
import dev.gfpfuzz.workers.property.PropertyBench;
import dev.gfpfuzz.workers.protocol.Job;
import dev.gfpfuzz.workers.shard.RawFinding;
import dev.gfpfuzz.workers.shard.ShardResult;
import dev.gfpfuzz.workers.shard.ShardSpec;
import dev.gfpfuzz.workers.shard.ShrunkFinding;
import dev.gfpfuzz.workers.shard.Target;
import dev.gfpfuzz.workers.shard.Workbench;

/**
 * What the coordinator finds out itself before a result counts: that it is an answer to what was asked, that its numbers
 * agree with each other, and that each finding happens when its schedule is run here. For one thread.
 */
final class ResultCheck implements AutoCloseable {
    private final Workbench workbench = new Workbench(new PropertyBench());

    Check shard(Lease lease, ShardResult result) {
        if (!(lease.job() instanceof Job.RunShard run)) {
            return wrong("it was asked to shrink a finding and sent the result of a shard");
        }
        ShardSpec asked = run.shard();
        String shard = "shard " + asked.shard();
        long ends = result.ends().values().stream().mapToLong(Long::longValue).sum();
        if (result.shard() != asked.shard() || result.schedules() != asked.schedules() || ends != asked.schedules()) {
            return wrong("it was asked for " + asked.schedules() + " runs of " + shard + " and sent "
                    + result.schedules() + " runs of shard " + result.shard() + ", of which " + ends + " ended");
        }
        if (result.exercised().values().stream().anyMatch(n -> n > asked.schedules())) {
            return wrong("its counts of " + shard + " exceed the runs");
        }
        for (RawFinding f : result.findings()) {
            if (f.count() < 1 || f.firstRun() + f.count() > asked.schedules()) {
                return wrong("its counts of " + f.invariant() + " in " + shard + " exceed the runs");
            }
            if (!workbench.reproduces(asked.target(f.firstRun()), f)) {
                return wrong("its finding of " + f.invariant() + " in " + shard + " does not reproduce (token "
                        + workbench.token(asked.target(f.firstRun()), f.schedule()) + ")");
            }
        }
        return new Check(new CampaignEvent.ShardCounted(result), "");
    }

    Check shrunk(Lease lease, ShrunkFinding shrunk) {
        if (!(lease.work() instanceof Work.Finding work)) {
            return wrong("it was asked to run a shard and sent a shrunk finding");
        }
        RawIdentity raw = work.finding().identity();
        Target target = work.finding().target();
        if (!shrunk.invariant().equals(raw.invariant()) || !workbench.reproduces(target, shrunk)) {
            return wrong(
                    "its shrunk finding of " + raw.invariant() + " does not reproduce (token " + shrunk.token() + ")");
        }
        String original = workbench.token(target, work.finding().first().schedule());
        return new Check(new CampaignEvent.FindingShrunk(raw, shrunk, original), "");
    }

    /** The work of a lease has failed too often. */
    Check givenUp(Lease lease, String sentence) {
        if (lease.work() instanceof Work.Shard s) {
            return new Check(new CampaignEvent.ShardGivenUp(s.shard(), sentence), "");
        }
        Unshrunk finding = ((Work.Finding) lease.work()).finding();
        return new Check(
                new CampaignEvent.ShrinkGivenUp(
                        finding.identity(), workbench.unshrunk(finding.target(), finding.first()), sentence),
                "");
    }

    private static Check wrong(String what) {
        return new Check(null, what);
    }

    @Override
    public void close() {
        workbench.close();
    }
}
