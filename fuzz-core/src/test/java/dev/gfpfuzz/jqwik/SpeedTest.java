package dev.gfpfuzz.jqwik;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gfpfuzz.junit.Launched;
import dev.gfpfuzz.property.FailureStore;
import dev.gfpfuzz.property.Run;
import dev.gfpfuzz.property.Runs;
import dev.gfpfuzz.property.Scheduled;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.api.parallel.Resources;
import org.junit.platform.engine.TestExecutionResult.Status;

/**
 * How many runs of a scenario of about 50 steps one property can judge in a second of processor time of its thread, which
 * other processes on the machine do not change much; and what jqwik's own tries cost. Figures go to docs/unit-tests.md.
 */
@Tag("slow")
@ResourceLock(Resources.SYSTEM_PROPERTIES)
class SpeedTest {
    private static final int TRIES = 30_000;
    private static final int BATCHES = 40;
    private static final int BATCH = 5_000;
    private static final double RUNS_PER_SECOND_MIN = 20_000;

    @TempDir
    Path dir;

    /** Launched below. */
    static class Trivial {
        @Property(tries = TRIES)
        boolean holds(@ForAll int any) {
            return any == any + 0;
        }
    }

    /** Launched below. */
    static class OneRunATry {
        @Property(tries = TRIES)
        void holds(@ForAll @Scheduled(scenario = "two-readers", strategy = "random") Run run) {
            run.mustHold("no-lost-freed-buffer");
        }
    }

    /** Launched below. */
    static class ManyRunsATry {
        @Property(tries = BATCHES)
        void holds(@ForAll @Scheduled(scenario = "two-readers", strategy = "random", schedules = BATCH) Runs runs) {
            runs.mustHold("no-lost-freed-buffer");
        }
    }

    @Test
    void runsInOneProperty_areFastEnough() {
        System.setProperty(FailureStore.DIRECTORY, "off");
        try {
            for (int warmUp = 0; warmUp < 2; warmUp++) {
                perSecond(Trivial.class, TRIES);
                perSecond(OneRunATry.class, TRIES);
                perSecond(ManyRunsATry.class, BATCHES * BATCH);
            }
            double trivial = perSecond(Trivial.class, TRIES);
            double single = perSecond(OneRunATry.class, TRIES);
            double batched = perSecond(ManyRunsATry.class, BATCHES * BATCH);
            System.out.printf(
                    Locale.ROOT,
                    "per second of processor time: %,.0f tries of a trivial jqwik property; %,.0f runs, one a try"
                            + " (%.2f of it); %,.0f runs, %,d a try (%.2f of it)%n",
                    trivial,
                    single,
                    single / trivial,
                    batched,
                    BATCH,
                    batched / trivial);
            assertThat(batched).isGreaterThan(RUNS_PER_SECOND_MIN);
        } finally {
            System.clearProperty(FailureStore.DIRECTORY);
        }
    }

    private double perSecond(Class<?> property, int times) {
        var threads = ManagementFactory.getThreadMXBean();
        long before = threads.getCurrentThreadCpuTime();
        Launched l = Launched.of(
                property, Map.of("jqwik.database", dir.resolve("jqwik").toString()));
        long nanos = threads.getCurrentThreadCpuTime() - before;
        assertThat(l.status("holds")).isEqualTo(Status.SUCCESSFUL);
        return times / (nanos / 1e9);
    }
}
