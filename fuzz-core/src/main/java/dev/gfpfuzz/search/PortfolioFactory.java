package dev.gfpfuzz.search;

import dev.gfpfuzz.run.Subject;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The default strategy: {@link Portfolio} of the others. */
final class PortfolioFactory implements StrategyFactory {
    /** The random walk and POS find deep bugs, PCT and SURW the shallow ones that hide in long runs. */
    private static final List<Portfolio.Member> MEMBERS = List.of(
            member("random", 290),
            member("pos", 130),
            member("pct", 230),
            member("surw", 340),
            member("delay-bounded", 5),
            member("feedback", 5));

    private static Portfolio.Member member(String name, int share) {
        return new Portfolio.Member(Strategies.parse(name), share);
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
        List<Strategy> strategies = new ArrayList<>();
        for (int i = 0; i < MEMBERS.size(); i++) {
            Knowledge own = Portfolio.ofMember(i, MEMBERS.size(), knowledge);
            strategies.add(MEMBERS.get(i).factory().strategy(subject, own));
        }
        return new Portfolio(MEMBERS, strategies, knowledge);
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
}
