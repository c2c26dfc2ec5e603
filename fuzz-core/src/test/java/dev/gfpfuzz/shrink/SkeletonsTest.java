package dev.gfpfuzz.shrink;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gfpfuzz.profile.Mutants;
import dev.gfpfuzz.profile.Mutants.Mutant;
import dev.gfpfuzz.profile.Profiles;
import dev.gfpfuzz.run.Runner;
import dev.gfpfuzz.scenario.Case;
import dev.gfpfuzz.scenario.Scenario;
import dev.gfpfuzz.scenario.Scenarios;
import dev.gfpfuzz.search.RandomWalk;
import dev.gfpfuzz.step.Violation;
import java.util.ArrayList;
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

    /** Breaks a part of the rule that mut_release_silent breaks as a whole: in a run they are the same bug. */
    private static final String PART_OF_ANOTHER = "mut_wakes_if_clean";

    @Test
    void oneSkeletonForEachMutant_andNoneForTwo() {
        Map<String, String> mutantOf = new LinkedHashMap<>();
        // What is found wrong in the full allocator's state depends on the schedule: one of its mutants has several
        // faces.
        List<Mutant> mutants = Mutants.ALL.stream()
                .filter(m -> !kinds(Scenarios.named(m.scenario())).contains("zone"))
                .filter(m -> !m.profile().equals(PART_OF_ANOTHER))
                .toList();
        for (Mutant m : mutants) {
            TreeSet<String> skeletons = new TreeSet<>();
            for (Scenario s : Scenarios.all()) {
                // Where something breaks anyway (hoarders deadlock in any kernel) the mutant is not the only cause.
                if (kinds(Scenarios.named(m.scenario())).containsAll(kinds(s))
                        && breaches(s, m.base()).isEmpty()) {
                    breaches(s, m.profile()).stream()
                            .filter(v -> v.invariant().equals(m.invariant()))
                            .forEach(v -> skeletons.add(v.skeleton()));
                }
            }
            assertThat(skeletons).as("skeletons of %s", m).hasSize(1);
            String before = mutantOf.put(m.invariant() + "|" + skeletons.first(), m.profile());
            assertThat(before)
                    .as("another mutant with the skeleton of %s: %s", m, skeletons)
                    .isNull();
        }
        assertThat(mutantOf).hasSize(mutants.size());
    }

    private static List<String> kinds(Scenario s) {
        return s.objects().stream().map(Scenario.ObjectDecl::kind).toList();
    }

    private static List<Violation> breaches(Scenario s, String profile) {
        List<Violation> found = new ArrayList<>();
        Runner runner =
                new Runner(Case.builtIn(s.name(), Profiles.named(profile)).subject());
        RandomWalk walk = new RandomWalk();
        for (long seed = 0; seed < WALKS; seed++) {
            Violation v = runner.run(walk, seed).violation();
            if (v != null) {
                found.add(v);
            }
        }
        return found;
    }
}
