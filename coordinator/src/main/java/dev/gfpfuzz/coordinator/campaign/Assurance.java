package dev.gfpfuzz.coordinator.campaign;

import dev.gfpfuzz.search.Evidence;
import dev.gfpfuzz.search.Strategies;
import dev.gfpfuzz.search.StrategyFactory;
import dev.gfpfuzz.search.UnseenMass;
import dev.gfpfuzz.workers.shard.Target;
import java.util.ArrayList;
import java.util.List;

/**
 * What a target's silent samples mean, where there is no certificate. All of it is about the strategy that ran: how likely
 * one more of its runs is to be of a kind not seen, or to violate something; never what there is.
 *
 * @param violationsBelow with confidence {@link #CONFIDENCE}, one more run violates with a lower probability
 * @param unseen Good-Turing estimate of the probability that one more run ends in a way in which none has; NaN when
 *     no kinds were noted
 * @param unseenBelow with confidence {@link #CONFIDENCE}, that probability is lower; NaN when no kinds were noted
 * @param depths for bugs of each small depth, how sure it is that a run would have met one; empty where no share of the
 *     runs is PCT
 */
public record Assurance(double violationsBelow, double unseen, double unseenBelow, List<Depth> depths) {
    public static final double CONFIDENCE = 0.95;
    private static final int DEPTH_MAX = 8;

    /**
     * The PCT bound, read backwards. It covers bugs that need fewer constraints too: changes that coincide are one.
     *
     * @param depth ordering constraints that a bug needs at the most
     * @param confidence with which such a bug would have been met
     */
    public record Depth(int depth, double confidence) {}

    /** About a target of a campaign; it may have to compile the target. */
    public static Assurance of(CampaignSummary s, int target) {
        UnseenMass kinds = s.kinds().get(target);
        long runs = s.tallies().get(target).schedules();
        return new Assurance(
                Evidence.violationsBelow(runs, CONFIDENCE),
                kinds.runs() == 0 ? Double.NaN : kinds.estimate(),
                kinds.runs() == 0 ? Double.NaN : kinds.upperBound(CONFIDENCE),
                depths(s, target, runs));
    }

    private static List<Depth> depths(CampaignSummary s, int target, long runs) {
        StrategyFactory strategy = Strategies.parse(s.spec().strategy());
        Target t = s.spec().targets().get(target);
        List<Depth> depths = new ArrayList<>();
        for (int d = 1; t.isOneSpace() && d <= DEPTH_MAX; d++) {
            int share = strategy.pctShare(d);
            if (share > 0) {
                double bound =
                        Evidence.budget(t.toCase().subject(), CONFIDENCE, d).bound();
                depths.add(new Depth(d, Evidence.confidence(bound * share / 1000, runs)));
            }
        }
        return depths;
    }
}
