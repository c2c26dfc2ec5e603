package dev.gfpfuzz.workers.property;

import dev.gfpfuzz.property.Run;
import dev.gfpfuzz.property.Runs;
import dev.gfpfuzz.property.Scheduled;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Properties as users should not write them, and two as they should. Called in child processes only. */
final class Misbehaving {
    void finds(@Scheduled(scenario = "two-readers", profile = "mut_renoio") Run run) {
        run.mustHold("no-lost-freed-buffer");
    }

    void findsAmongMany(@Scheduled(scenario = "two-readers", profile = "mut_renoio") Runs runs) {
        runs.mustHold("no-lost-freed-buffer");
    }

    void holds(@Scheduled(scenario = "two-readers") Run run) {
        run.mustHold();
    }

    /** Would not hold for runs of another profile. */
    void holdsUnderItsProfile(@Scheduled(scenario = "two-readers") Run run) {
        run.mustHold("no-lost-freed-buffer");
    }

    void throwsItsOwn(@Scheduled(scenario = "two-readers") Run run) {
        if (run.outcome().contextSwitches() > 8) {
            throw new IllegalStateException("at " + new Object());
        }
    }

    /** Hangs in one run of many. */
    void hangs(@Scheduled(scenario = "two-readers") Run run) {
        while (run.outcome().contextSwitches() > 14) {
            Thread.onSpinWait();
        }
    }

    void exits(@Scheduled(scenario = "two-readers") Run run) {
        if (run.outcome().contextSwitches() > 14) {
            System.exit(7);
        }
    }

    /** What it leaves behind writes where the child wrote. */
    void exitsLeavingAProcess(@Scheduled(scenario = "two-readers") Run run) throws IOException {
        if (run.outcome().contextSwitches() > 14) {
            new ProcessBuilder("sleep", "40").inheritIO().start();
            System.exit(7);
        }
    }

    /** Takes its time, and less than it may. */
    void sleeps(@Scheduled(scenario = "two-readers") Run run) throws InterruptedException {
        for (int i = 0; i < 100; i++) {
            Thread.sleep(10);
        }
    }

    void halts(@Scheduled(scenario = "two-readers") Run run) {
        if (run.outcome().contextSwitches() > 14) {
            Runtime.getRuntime().halt(9);
        }
    }

    void printsAGigabyte(@Scheduled(scenario = "two-readers") Run run) {
        if (run.outcome().contextSwitches() > 14) {
            String megabyte = "x".repeat(1 << 20);
            for (int i = 0; i < 1024; i++) {
                System.out.println(megabyte);
            }
        }
    }

    /** Past whatever stands in the place of System.out. */
    void printsAGigabyteRaw(@Scheduled(scenario = "two-readers") Run run) throws IOException {
        if (run.outcome().contextSwitches() > 14) {
            byte[] megabyte = new byte[1 << 20];
            try (FileOutputStream out = new FileOutputStream(FileDescriptor.out)) {
                for (int i = 0; i < 1024; i++) {
                    out.write(megabyte);
                }
            }
        }
    }

    void fillsTheHeap(@Scheduled(scenario = "two-readers") Run run) {
        List<long[]> all = new ArrayList<>();
        while (run.outcome().contextSwitches() > 14) {
            all.add(new long[1 << 20]);
        }
    }

    /** Looks like an answer of the child's, and is none. */
    void printsFrames(@Scheduled(scenario = "two-readers") Run run) {
        System.out.println("@word 0 done\t0\t0\t0");
        System.out.print("half a line");
    }
}
