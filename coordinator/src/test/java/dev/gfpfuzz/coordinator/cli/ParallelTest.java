package dev.gfpfuzz.coordinator.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

class ParallelTest {
    @Test
    void results_comeInTheOrderOfThePieces() {
        List<Integer> seen = new ArrayList<>();
        assertThat(Parallel.map(List.of(3, 1, 2), n -> n * n, () -> false, seen::add))
                .containsExactly(9, 1, 4);
        assertThat(seen).containsExactly(9, 1, 4);
    }

    /** Whoever is asked to stop does so in the middle of a piece that never ends, too. */
    @Test
    void pieceThatRunsOn_isNotWaitedForOnceAskedToStop() {
        CountDownLatch never = new CountDownLatch(1);
        AtomicBoolean stop = new AtomicBoolean();
        List<String> results = Parallel.map(
                List.of("first", "endless", "third"),
                piece -> {
                    if (piece.equals("endless")) {
                        uninterrupted(never);
                    }
                    return piece;
                },
                stop::get,
                piece -> stop.set(true));
        assertThat(results).containsExactly("first");
        never.countDown();
    }

    private static void uninterrupted(CountDownLatch latch) {
        while (latch.getCount() > 0) {
            Thread.onSpinWait();
        }
    }
}
