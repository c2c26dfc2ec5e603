package dev.gfpfuzz.step;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class EnabledOrderTest {
    private static final int TASKS = 4;

    /** Each pair of sets and each task that ran last, beside the rule said slowly. */
    @Test
    void theRunningTaskIsFirstAndTheClockLast() {
        int[] out = new int[World.TASKS_MAX];
        for (int now = 0; now < 1 << TASKS; now++) {
            for (int due = 0; due < 1 << TASKS; due++) {
                for (int running = World.NOBODY; running < TASKS && (now & due) == 0; running++) {
                    int n = EnabledOrder.list(now, due, running, out);
                    List<Integer> expected = new ArrayList<>(cyclic(now, running));
                    expected.addAll(cyclic(due, running));
                    assertThat(Arrays.stream(out, 0, n).boxed().toList())
                            .as("now %s, due %s, running %s", now, due, running)
                            .isEqualTo(expected);
                }
            }
        }
    }

    private static List<Integer> cyclic(int set, int running) {
        List<Integer> tasks = new ArrayList<>();
        for (int i = 0; i < TASKS; i++) {
            int task = (Math.max(running, 0) + i) % TASKS;
            if ((set >> task & 1) != 0) {
                tasks.add(task);
            }
        }
        return tasks;
    }

    @Test
    void theLastTaskThereMayBeIsListed() {
        int[] out = new int[World.TASKS_MAX];
        int last = World.TASKS_MAX - 1;
        assertThat(EnabledOrder.list(1L << last | 1, 0, last, out)).isEqualTo(2);
        assertThat(Arrays.copyOf(out, 2)).containsExactly(last, 0);
    }
}
