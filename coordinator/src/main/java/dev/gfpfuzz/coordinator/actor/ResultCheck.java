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
import dev.gfpfuzz.workers.shard.SpaceResult;
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
            return wrong("it was not asked to run a shard and sent the result of one");
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
            return wrong("it was not asked to shrink and sent a shrunk finding");
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

    /** A certificate is the worker's word; a counterexample is executed here. */
    Check searched(Lease lease, SpaceResult result) {
        if (!(lease.work() instanceof Work.Space work) || !(lease.job() instanceof Job.SearchSpace search)) {
            return wrong("it was not asked to search a space and sent the result of such a search");
        }
        Target target = search.space().target();
        if (result.states() > search.space().statesMax() + 1 || result.certificate() && result.violation() != null) {
            return wrong("its search of " + target.title() + " says " + result.verdict() + " after " + result.states()
                    + " states, of " + search.space().statesMax() + " allowed");
        }
        RawFinding found = result.violation();
        if (found != null && !workbench.reproduces(target, found)) {
            return wrong("its counterexample of " + found.invariant() + " in " + target.title()
                    + " does not reproduce (token " + workbench.token(target, found.schedule()) + ")");
        }
        return new Check(new CampaignEvent.SpaceSearched(work.target(), result), "");
    }

    /** The work of a lease has failed too often. */
    Check givenUp(Lease lease, String sentence) {
        if (lease.work() instanceof Work.Space s) {
            return new Check(new CampaignEvent.SpaceSearched(s.target(), SpaceResult.failed(sentence)), "");
        }
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
