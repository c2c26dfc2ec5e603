package dev.gfpfuzz.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gfpfuzz.profile.Profile;
import dev.gfpfuzz.profile.Profiles;
import dev.gfpfuzz.schedule.SplitMix64;
import dev.gfpfuzz.step.World;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A world that was packed and unpacked is the same world: same hash, and it goes on in the same way. */
class PackedWorldsTest {
    private static final int STEPS_MAX = 300;

    @ParameterizedTest
    @MethodSource("dev.gfpfuzz.scenario.Scenarios#names")
    void everyStateOfARunIsRestored_fromTheFirstWorldAndFromTheLast(String scenario) {
        for (Profile p : profiles()) {
            for (long seed = 0; seed < 3; seed++) {
                restored(Case.builtIn(scenario, p), seed);
            }
        }
    }

    @Test
    void everyStateOfAGeneratedScenarioIsRestored() {
        for (long seed = 0; seed < 60; seed++) {
            ScenarioGenerator.Mode mode = ScenarioGenerator.Mode.values()[(int) seed & 1];
            restored(Case.generated(seed, mode, ScenarioGenerator.profile(seed)), seed);
        }
    }

    private static List<Profile> profiles() {
        return List.of(Profiles.V4_17, Profiles.named("v3_10"), Profiles.named("mut_renoio"));
    }

    private static void restored(Case c, long seed) {
        World initial = c.subject().initial();
        World w = initial.copy();
        List<long[]> states = new ArrayList<>();
        List<Long> hashes = new ArrayList<>();
        SplitMix64 random = new SplitMix64(seed);
        do {
            states.add(w.packed());
            hashes.add(w.hash());
        } while (states.size() < STEPS_MAX && step(w, random));
        for (int i = 0; i < states.size(); i++) {
            for (World from : List.of(initial, w)) {
                World u = from.unpacked(states.get(i));
                assertThat(u.hash()).as("%s, state %d", c.scenario().name(), i).isEqualTo(hashes.get(i));
                assertThat(u.packed()).isEqualTo(states.get(i));
            }
        }
        goesOn(c, seed, initial, w);
    }

    /** Runs once more, replacing the world by its unpacked copy now and then. */
    private static void goesOn(Case c, long seed, World initial, World last) {
        SplitMix64 random = new SplitMix64(seed);
        World w = initial.copy();
        for (int i = 1; i < STEPS_MAX; i++) {
            if (i % 7 == 0) {
                w = (i % 2 == 0 ? initial : last).unpacked(w.packed());
            }
            if (!step(w, random)) {
                break;
            }
        }
        assertThat(w.hash()).as("%s, end of run %d", c.scenario().name(), seed).isEqualTo(last.hash());
    }

    /** A random step; false if there was none to take. */
    private static boolean step(World w, SplitMix64 random) {
        int[] enabled = new int[w.taskCount()];
        int n = w.enabled(enabled);
        if (n == 0) {
            return false;
        }
        w.setChooser((bound, reason) -> random.nextInt(bound));
        w.step(enabled[random.nextInt(n)]);
        return true;
    }
}
