package dev.gfpfuzz.coordinator.actor;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class ListeningTimeTest {
    private long clock = Long.MAX_VALUE - 3; // it may overflow
    private final ListeningTime time = new ListeningTime(() -> clock);

    private long after(long millis) {
        clock += TimeUnit.MILLISECONDS.toNanos(millis);
        return TimeUnit.NANOSECONDS.toMillis(time.now());
    }

    @Test
    void betweenTicks_itIsTheClock() {
        for (int i = 1; i <= 300; i++) {
            assertThat(after(100)).isEqualTo(100 * i);
        }
    }

    /** A minute in which the process was stopped makes nobody silent; what comes after counts again. */
    @Test
    void timeInWhichNothingRan_isASecond() {
        assertThat(after(60_000)).isEqualTo(1_000);
        assertThat(after(100)).isEqualTo(1_100);
    }
}
