package dev.gfpfuzz.search;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gfpfuzz.schedule.SplitMix64;
import org.junit.jupiter.api.Test;

class SeenStatesTest {
    private static final int STATES = 2_000_000;

    @Test
    void holdsAtMost18BytesAState_atAnySize() {
        SeenStates seen = new SeenStates();
        double most = 0;
        for (int i = 0; i < STATES; i++) {
            seen.add(SplitMix64.mix(i), i);
            if (i >= 1 << 17) {
                most = Math.max(most, seen.bytesPerState());
            }
        }
        assertThat(most).isBetween(16.0, 18.0);
    }

    @Test
    void knowsEachStateAgain_byTheNumberOfItsDiscovery() {
        SeenStates seen = new SeenStates();
        for (int i = 0; i < 50_000; i++) {
            assertThat(seen.add(SplitMix64.mix(i), i / 2)).isEqualTo(i);
        }
        for (int i = 0; i < 50_000; i += 7) {
            assertThat(seen.add(SplitMix64.mix(i), -1)).isEqualTo(~i);
            assertThat(seen.parent(i)).isEqualTo(i / 2);
        }
        assertThat(seen.size()).isEqualTo(50_000);
    }
}
