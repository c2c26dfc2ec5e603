package dev.gfpfuzz.shrink;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class FrontierTest {
    private record Entry(int state, long distance, int sequence) {}

    @Test
    void nearestFirst_andAmongEquallyNearOnesThatWhichCameFirst() {
        Random random = new Random(1);
        Frontier frontier = new Frontier();
        List<Entry> expected = new ArrayList<>();
        for (int i = 0; i < 5_000; i++) {
            if (random.nextInt(3) > 0 || expected.isEmpty()) {
                Entry e = new Entry(random.nextInt(), random.nextInt(50), i);
                expected.add(e);
                frontier.add(e.state(), e.distance(), e.sequence());
            } else {
                Entry nearest = expected.stream()
                        .min(Comparator.comparingLong(Entry::distance).thenComparingInt(Entry::sequence))
                        .orElseThrow();
                expected.remove(nearest);
                assertThat(frontier.distance()).isEqualTo(nearest.distance());
                assertThat(frontier.state()).isEqualTo(nearest.state());
                frontier.remove();
            }
        }
        assertThat(frontier.isEmpty()).isEqualTo(expected.isEmpty());
    }
}
