package dev.gfpfuzz.coordinator.actor;

import dev.gfpfuzz.coordinator.campaign.CampaignEvent;
import dev.gfpfuzz.coordinator.campaign.CampaignState.Unshrunk;
import dev.gfpfuzz.coordinator.campaign.Canary;
import dev.gfpfuzz.coordinator.campaign.Lease;
import dev.gfpfuzz.coordinator.campaign.LeaseBook.Work;
import dev.gfpfuzz.coordinator.campaign.RawIdentity;
import dev.gfpfuzz.coordinator.campaign.Spotchecks;
import dev.gfpfuzz.search.Knowledge;
import dev.gfpfuzz.search.Strategies;
import dev.gfpfuzz.search.StrategyFactory;
import dev.gfpfuzz.search.Verdict;
import dev.gfpfuzz.workers.property.PropertyBench;
import dev.gfpfuzz.workers.protocol.Job;
import dev.gfpfuzz.workers.shard.RawFinding;
import dev.gfpfuzz.workers.shard.ShardResult;
import dev.gfpfuzz.workers.shard.ShardSpec;
import dev.gfpfuzz.workers.shard.ShrunkFinding;
import dev.gfpfuzz.workers.shard.SpaceResult;
import dev.gfpfuzz.workers.shard.Target;
import dev.gfpfuzz.workers.shard.Workbench;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the coordinator finds out itself before a result counts: that it is an answer to what was asked, that its numbers
 * agree with each other, that each finding happens when its schedule is run here, and for some shards that the whole
 * result comes out again. For one thread.
 */
final class ResultCheck implements AutoCloseable {
    private final Workbench workbench = new Workbench(new PropertyBench());
    private final Spotchecks spotchecks;
    private final Canary canary;
    private final boolean strangers;

    /** @param strangers whether workers of other processes take part */
    ResultCheck(Spotchecks spotchecks, Canary canary, boolean strangers) {
        this.spotchecks = spotchecks;
        this.canary = canary;
        this.strangers = strangers;
    }

    Check shard(Lease<Work> lease, ShardResult result) {
        if (!(lease.job() instanceof Job.RunShard run)) {
            return wrong("it was not asked to run a shard and sent the result of one");
        }
        ShardSpec asked = run.shard();
        String wrong = contradiction(asked, result);
        if (!wrong.isEmpty()) {
            return wrong(wrong);
        }
        boolean again = lease.work() instanceof Work.Planted ? !canary.isIn(result) : spotchecks.audits(asked.shard());
        if (again) {
            Check bad = audit(lease, asked, result);
            if (bad != null) {
                return bad;
            }
        }
        return lease.work() instanceof Work.Planted
                ? new Check(new CampaignEvent.CanaryRan(asked.shard(), canary.isIn(result)), "")
                : new Check(new CampaignEvent.ShardCounted(result, lease.worker(), again), "");
    }

    /** What is wrong with a result, empty if nothing is. */
    private String contradiction(ShardSpec asked, ShardResult result) {
        String shard = "shard " + asked.shard();
        long ends = result.ends().values().stream().mapToLong(Long::longValue).sum();
        if (result.shard() != asked.shard() || result.schedules() != asked.schedules() || ends != asked.schedules()) {
            return "it was asked for " + asked.schedules() + " runs of " + shard + " and sent " + result.schedules()
                    + " runs of shard " + result.shard() + ", of which " + ends + " ended";
        }
        if (result.exercised().values().stream().anyMatch(n -> n > asked.schedules())) {
            return "its counts of " + shard + " exceed the runs";
        }
        if (result.exercised().keySet().stream().anyMatch(name -> name.chars().anyMatch(c -> c <= ' '))) {
            return "what it says was exercised in " + shard + " is no invariant's name";
        }
        if (!isKnowledge(asked, result.learned())) {
            return "what it says was learned in " + shard + " is nothing that can be learned";
        }
        for (RawFinding f : result.findings()) {
            if (f.count() < 1 || f.count() > asked.schedules() - f.firstRun()) {
                return "its counts of " + f.invariant() + " in " + shard + " exceed the runs";
            }
            if (!workbench.reproduces(asked.target(f.firstRun()), f)) {
                return "its finding of " + f.invariant() + " in " + shard + " does not reproduce (token "
                        + workbench.token(asked.target(f.firstRun()), f.schedule()) + ")";
            }
        }
        return "";
    }

    /** Whether it can be merged: once it is saved, whoever opens the campaign has to. */
    private static boolean isKnowledge(ShardSpec asked, Knowledge learned) {
        StrategyFactory strategy = Strategies.parse(asked.strategy());
        if (!strategy.learns()) {
            return learned.length() == 0;
        }
        try {
            strategy.merge(asked.knowledge(), List.of(learned));
            return true;
        } catch (RuntimeException e) {
            return false;
        }
    }

    /** Runs a shard here; null when the same comes out. A worker is not blamed for a target that has no one result. */
    private @Nullable Check audit(Lease<Work> lease, ShardSpec asked, ShardResult result) {
        ShardResult own = workbench.run(asked, () -> false);
        if (own.equals(result)) {
            return null;
        }
        if (own.equals(workbench.run(asked, () -> false))) {
            return wrong("its result of shard " + asked.shard() + " is not what this shard comes to");
        }
        return givenUp(
                lease,
                "Shard " + asked.shard() + " (" + asked.target().title()
                        + ") has another result each time it is run: its target is not deterministic");
    }

    Check shrunk(Lease<Work> lease, ShrunkFinding shrunk) {
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

    /** A counterexample is executed here, and a proof by another process is done again. */
    Check searched(Lease<Work> lease, SpaceResult result) {
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
        boolean unfounded = found == null && result.verdict() == Verdict.VIOLATED;
        if ((unfounded || strangers && result.certificate())
                && !workbench.search(search.space(), () -> false).equals(result)) {
            return wrong("its search of " + target.title() + " has another result here");
        }
        return new Check(new CampaignEvent.SpaceSearched(work.target(), result), "");
    }

    /** Workers have failed at the work of a lease too often; whether it is the work that fails is found out here. */
    Check failed(Lease<Work> lease, String sentence) {
        try {
            if (lease.job() instanceof Job.RunShard run) {
                ShardResult own = workbench.run(run.shard(), () -> false);
                return lease.work() instanceof Work.Planted
                        ? new Check(new CampaignEvent.CanaryRan(run.shard().shard(), canary.isIn(own)), "")
                        : new Check(new CampaignEvent.ShardCounted(own, "coordinator", true), "");
            }
            if (lease.job() instanceof Job.SearchSpace search && lease.work() instanceof Work.Space space) {
                SpaceResult own = workbench.search(search.space(), () -> false);
                return new Check(new CampaignEvent.SpaceSearched(space.target(), own), "");
            }
        } catch (RuntimeException itIsTheWork) {
            return givenUp(lease, sentence);
        }
        return givenUp(lease, sentence);
    }

    /** There is no result of the work of a lease. */
    Check givenUp(Lease<Work> lease, String sentence) {
        if (lease.work() instanceof Work.Space s) {
            return new Check(new CampaignEvent.SpaceSearched(s.target(), SpaceResult.failed(sentence)), "");
        }
        if (lease.work() instanceof Work.Shard s) {
            return new Check(new CampaignEvent.ShardGivenUp(s.shard(), sentence), "");
        } else if (lease.work() instanceof Work.Planted p) {
            return new Check(new CampaignEvent.CanaryRan(p.shard(), false), "");
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
