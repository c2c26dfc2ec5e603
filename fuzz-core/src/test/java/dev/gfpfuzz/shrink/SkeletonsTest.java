package dev.gfpfuzz.shrink;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gfpfuzz.profile.Mutants;
import dev.gfpfuzz.profile.Mutants.Mutant;
import dev.gfpfuzz.profile.Profiles;
import dev.gfpfuzz.run.Outcome;
import dev.gfpfuzz.run.Runner;
import dev.gfpfuzz.scenario.Case;
import dev.gfpfuzz.scenario.Scenario;
import dev.gfpfuzz.scenario.Scenarios;
import dev.gfpfuzz.search.RandomWalk;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * A bug's identity is (invariant, skeleton): the same for one bug in all built-in scenarios and schedules, and different
 * for different bugs that one invariant catches.
 */
@Tag("slow")
class SkeletonsTest {
    private static final int WALKS = 200;

    @Test
    void oneSkeletonForEachMutant_andNoneForTwo() {
        Map<String, String> mutantOf = new LinkedHashMap<>();
        for (Mutant m : Mutants.ALL) {
            TreeSet<String> skeletons = new TreeSet<>();
            TreeSet<String> anyway = new TreeSet<>();
            for (Scenario s : Scenarios.all()) {
                if (kinds(Scenarios.named(m.scenario())).containsAll(kinds(s)) && !hasPoolWithoutReserve(s)) {
                    add(m.profile(), m.invariant(), s, skeletons);
                    add(m.base(), m.invariant(), s, anyway);
                }
            }
            // Hoarders of buffers and elements deadlock in any kernel.
            skeletons.removeAll(anyway);
            assertThat(skeletons).as("skeletons of %s", m).hasSize(1);
            String before = mutantOf.put(m.invariant() + "|" + skeletons.first(), m.profile());
            assertThat(before)
                    .as("another mutant with the skeleton of %s: %s", m, skeletons)
                    .isNull();
        }
        assertThat(mutantOf).hasSize(Mutants.ALL.size());
    }

    /** What gets stuck there is stuck for another reason: no free can ever help. */
    private static boolean hasPoolWithoutReserve(Scenario s) {
        return s.objects().stream()
                .anyMatch(o -> o.kind().equals("mempool") && o.params().getOrDefault("min", 1) == 0);
    }

    private static List<String> kinds(Scenario s) {
        return s.objects().stream().map(Scenario.ObjectDecl::kind).toList();
    }

    private static void add(String profile, String invariant, Scenario s, TreeSet<String> skeletons) {
        Runner runner =
                new Runner(Case.builtIn(s.name(), Profiles.named(profile)).subject());
        RandomWalk walk = new RandomWalk();
        for (long seed = 0; seed < WALKS; seed++) {
            Outcome o = runner.run(walk, seed);
            if (o.violation() != null && o.violation().invariant().equals(invariant)) {
                skeletons.add(o.violation().skeleton());
            }
            o.reports().stream().filter(r -> r.invariant().equals(invariant)).forEach(r -> skeletons.add(r.skeleton()));
        }
    }
}
