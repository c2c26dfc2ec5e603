package dev.gfpfuzz.coordinator.cli;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/**
 * Ctrl-C (and SIGTERM): the command is asked to stop, and the program ends when it has, with the command's exit code. A
 * virtual machine offers no other way than to work while it shuts down.
 */
final class Interrupt implements BooleanSupplier {
    /** Seconds that a command has to stop and save. */
    private static final int GRACE_SECONDS = 60;

    private final CountDownLatch asked = new CountDownLatch(1);
    private final CountDownLatch finished = new CountDownLatch(1);
    private volatile int code = ExitCode.INCONCLUSIVE;
    private volatile boolean stops;

    private Interrupt() {}

    /** One that never interrupts, for callers inside a program. */
    static Interrupt never() {
        return new Interrupt();
    }

    /** Takes over what happens at Ctrl-C. */
    static Interrupt install() {
        Interrupt interrupt = new Interrupt();
        Runtime.getRuntime().addShutdownHook(new Thread(interrupt::shutDown, "interrupt"));
        return interrupt;
    }

    /** The command says that it looks at this object and stops by itself; others are ended at once. */
    Interrupt willStop() {
        stops = true;
        return this;
    }

    /** Whether the user has asked to stop. */
    @Override
    public boolean getAsBoolean() {
        return asked.getCount() == 0;
    }

    /** Waits until the user asks to stop. */
    void await() throws InterruptedException {
        asked.await();
    }

    /** What Ctrl-C does first. */
    void ask() {
        asked.countDown();
    }

    private void shutDown() {
        if (finished.getCount() == 0) {
            return;
        }
        ask();
        if (!stops) {
            return;
        }
        try {
            finished.await(GRACE_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        Runtime.getRuntime().halt(code);
    }

    /** Ends the program. */
    void exit(int exitCode) {
        code = exitCode;
        finished.countDown();
        System.exit(exitCode);
    }
}
