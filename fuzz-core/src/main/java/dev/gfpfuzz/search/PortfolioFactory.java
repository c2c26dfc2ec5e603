package dev.gfpfuzz.search;

import dev.gfpfuzz.run.Subject;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The default strategy: {@link Portfolio} of the others. */
final class PortfolioFactory implements StrategyFactory {
    /**
     * The random walk, POS and SURW find deep bugs, PCT the shallow ones that hide in long runs: of depth 3 with its
     * promise, of depth 8 for what needs more changes. The shares solve a linear program: over the bugs of the two small
     * models and of the programs that the literature compares strategies on, the chance of a run is at least 0.53 of the
     * best member's.
     */
    private static final List<Portfolio.Member> MEMBERS = List.of(
            member("random", 210),
            member("pos", 50),
            member("pct", 60),
            member("pct:depth=8", 190),
            member("surw", 450),
            member("delay-bounded", 20),
            member("feedback", 20));

    private static Portfolio.Member member(String name, int share) {
        return new Portfolio.Member(Strategies.single(name), share);
    }

    @Override
    public String name() {
        return "portfolio";
    }

    @Override
    public String about() {
        return "all the others, each with a share of the runs that grows when it meets much that is new (default)";
    }

    @Override
    public Strategy strategy(Subject subject, Knowledge knowledge) {
        return new Portfolio(MEMBERS, new Piloted(subject), knowledge);
    }

    @Override
    public boolean learns() {
        return true;
    }

    @Override
    public Knowledge merge(Knowledge before, List<Knowledge> learnedInShardOrder) {
        return Portfolio.merge(MEMBERS, before, learnedInShardOrder);
    }

    @Override
    public Map<String, Integer> shares(Knowledge knowledge) {
        int[] shares = Portfolio.shares(MEMBERS, knowledge);
        Map<String, Integer> named = new LinkedHashMap<>();
        for (int i = 0; i < shares.length; i++) {
            named.put(MEMBERS.get(i).factory().name(), shares[i]);
        }
        return named;
    }

    @Override
    public int pctShare(int depth) {
        return MEMBERS.stream()
                .mapToInt(m ->
                        m.share() * Portfolio.FIXED_PERCENT / 100 * m.factory().pctShare(depth) / 1000)
                .sum();
    }
}
