package dev.gfpfuzz.shrink;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gfpfuzz.profile.Profiles;
import dev.gfpfuzz.scenario.Case;
import dev.gfpfuzz.schedule.SplitMix64;
import dev.gfpfuzz.step.World;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

class StatesTest {
    private static final int KEYS = 50_000;
    private static final World ANY =
            Case.builtIn("two-readers", Profiles.V4_17).subject().initial();

    @Test
    void eachKeyHasOneNumber_alsoZero() {
        States states = new States();
        States.Numbers numbers = states.new Numbers();
        Set<Integer> seen = new HashSet<>();
        for (int i = 0; i < KEYS; i++) {
            int number = ~states.meet(key(i), ANY, numbers);
            assertThat(number).isPositive();
            assertThat(seen.add(number)).isTrue();
            assertThat(numbers.include(number)).isTrue();
        }
        for (int i = 0; i < KEYS; i++) {
            int number = states.find(key(i));
            assertThat(seen.remove(number)).isTrue();
            assertThat(states.meet(key(i), ANY, numbers)).isEqualTo(number);
        }
        assertThat(states.find(key(KEYS))).isEqualTo(States.NONE);
    }

    private static long key(int i) {
        return i == 0 ? 0 : SplitMix64.mix(i);
    }

    @Test
    void keysOfOneRow_goToOtherShelves() {
        States states = new States();
        States.Numbers numbers = states.new Numbers();
        for (long i = 1; i <= 50; i++) {
            assertThat(states.meet(i, ANY, numbers)).isEqualTo(~(int) i);
        }
        for (long i = 1; i <= 50; i++) {
            assertThat(states.find(i)).isEqualTo((int) i);
        }
    }

    @Test
    void aWorldIsTakenOnce_andLeadsAreKnownAfterwards() {
        States states = new States();
        int number = ~states.meet(7, ANY, states.new Numbers());
        assertThat(states.isOpen(number)).isTrue();
        assertThat(states.take(number)).isSameAs(ANY);
        assertThat(states.take(number)).isNull();
        assertThat(states.isOpen(number)).isFalse();
        assertThat(states.leads(number)).isNull();
        states.lead(number, new long[] {1, Explorer.GOAL});
        assertThat(states.leads(number)).containsExactly(1, Explorer.GOAL);
    }

    @Test
    void ofSeveralThreads_oneIsTheFirstToMeetAState_andAllSayTheSameNumber() throws Exception {
        int threads = 4;
        ExecutorService pool = Executors.newFixedThreadPool(threads);
        try {
            States states = new States();
            List<Future<int[]>> all = new ArrayList<>();
            for (int t = 0; t < threads; t++) {
                all.add(pool.submit(() -> {
                    States.Numbers numbers = states.new Numbers();
                    int[] said = new int[KEYS];
                    for (int i = 0; i < KEYS; i++) {
                        said[i] = states.meet(key(i), ANY, numbers);
                    }
                    return said;
                }));
            }
            List<int[]> said = new ArrayList<>();
            for (Future<int[]> f : all) {
                said.add(f.get());
            }
            for (int i = 0; i < KEYS; i++) {
                int at = i;
                assertThat(said.stream().filter(s -> s[at] < 0)).hasSize(1);
                assertThat(said.stream().map(s -> s[at] < 0 ? ~s[at] : s[at]).distinct())
                        .hasSize(1);
            }
        } finally {
            pool.shutdownNow();
        }
    }
}
