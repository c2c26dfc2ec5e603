package com.example.locks;

import dev.gfpfuzz.junit.ScheduledTest;
import dev.gfpfuzz.property.Run;
import dev.gfpfuzz.property.Runs;
import dev.gfpfuzz.property.Scheduled;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/**
 * Three properties of the lock: one in JUnit Jupiter, two in jqwik. The same class runs as a campaign:
 *
 * <pre>
 * gfpfuzz run --property com.example.locks.TicketLockProperties --classpath "$CP" --for 8h
 * </pre>
 */
class TicketLockProperties {
    @ScheduledTest
    void oneTaskAtATime(@Scheduled(model = TicketLock.class, schedules = 5_000) Run run) {
        run.mustHold("one-at-a-time");
    }

    @Property
    void everybodyGetsIn(@ForAll @Scheduled(model = TicketLock.class) Run run) {
        run.mustHold("no-deadlock");
    }

    /** Whoever is preempted, six rounds take as many steps; and in many runs somebody did enter. */
    @Property(tries = 10)
    boolean noRunIsLonger(@ForAll @Scheduled(model = TicketLock.class, schedules = 1_000) Runs runs) {
        runs.mustExercise("one-at-a-time");
        runs.forEach(run -> {
            if (run.outcome().steps() > 24) {
                throw new AssertionError("A run of " + run.outcome().steps() + " steps");
            }
        });
        return true;
    }
}
