package dev.gfpfuzz.invariant;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gfpfuzz.profile.Profile;
import dev.gfpfuzz.profile.Profiles;
import dev.gfpfuzz.scenario.Case;
import dev.gfpfuzz.scenario.Scenario;
import dev.gfpfuzz.scenario.ScenarioCompiler;
import dev.gfpfuzz.scenario.ScenarioGenerator;
import dev.gfpfuzz.scenario.Scenarios;
import dev.gfpfuzz.scenario.Vocabulary;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The list of invariants, and which of them a world gets. */
class InvariantsTest {
    @Test
    void theNamesAreThoseOfTheInvariants_inTheirOrder() {
        assertThat(names(Invariants.all()))
                .as("Add a new invariant's name to Invariants.NAMES, at the place that its line has in about()")
                .isEqualTo(Invariants.names())
                .doesNotHaveDuplicates();
    }

    /** Also the order: tokens and reports number a world's invariants. */
    @ParameterizedTest
    @MethodSource("scenarios")
    void aWorldIsWatchedByTheSameAsIfAllHadBeenOffered(Scenario scenario) {
        ScenarioCompiler compiler = new ScenarioCompiler(Vocabulary.standard());
        for (Profile p : List.of(Profiles.V4_17, Profiles.named("v6_1"))) {
            assertThat(names(compiler.compile(scenario, p).invariants()))
                    .as(
                            "In Invariants.about(), the condition of an invariant must hold for each world that it attaches to")
                    .isEqualTo(names(
                            compiler.compile(scenario, p, Invariants.all()).invariants()));
        }
    }

    static List<Scenario> scenarios() {
        List<Scenario> all = new ArrayList<>(Scenarios.all());
        for (ScenarioGenerator.Mode mode : ScenarioGenerator.Mode.values()) {
            for (int seed = 0; seed < 50; seed++) {
                all.add(Case.generated(seed, mode, Profiles.V4_17).scenario());
            }
        }
        return all;
    }

    private static List<String> names(List<Invariant> invariants) {
        return invariants.stream().map(Invariant::name).toList();
    }
}
