package dev.gfpfuzz.schedule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gfpfuzz.schedule.Schedule.Circle;
import org.junit.jupiter.api.Test;

/** A schedule as numbers, with and without a circle. */
class ScheduleTest {
    @Test
    void wordsSayAllOfIt() {
        Schedule plain = Schedule.of(0, 2, 1);
        assertThat(plain.toWords()).containsExactly(0, 2, 1);
        for (int from : new int[] {0, 1, 700}) {
            Schedule around = plain.around(new Circle(from, 3));
            assertThat(around).isNotEqualTo(plain);
            assertThat(Schedule.ofWords(around.toWords())).isEqualTo(around).hasSameHashCodeAs(around);
            assertThat(around.around(null)).isEqualTo(plain);
        }
        Schedule zeros = Schedule.EMPTY.around(new Circle(0, 1));
        assertThat(Schedule.ofWords(zeros.toWords())).isEqualTo(zeros).isNotEqualTo(Schedule.EMPTY);
        assertThat(Schedule.ofWords()).isEqualTo(Schedule.EMPTY);
    }

    @Test
    void wordsThatSayNothing_areRefused() {
        assertThatThrownBy(() -> Schedule.ofWords(-1)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Schedule.ofWords(-1, 0)).isInstanceOf(IllegalArgumentException.class);
    }
}
