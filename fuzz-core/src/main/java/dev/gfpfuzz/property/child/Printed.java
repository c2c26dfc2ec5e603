package dev.gfpfuzz.property.child;

import java.io.IOException;
import java.io.OutputStream;

/**
 * What a property prints: passed on up to a limit, counted, and beyond a second limit answered with an error that ends the
 * property's body. Used in place of {@code System.out} and {@code System.err}.
 */
final class Printed extends OutputStream {
    /** Passed on to the parent in one shard, for a person to look at. */
    private static final long PASSED_ON_MAX = 64 << 10;
    /** Printed in one call of the body; more is reported. */
    static final long CALL_MAX = 16L << 20;

    /** The body printed too much. */
    static final class TooMuch extends Error {
        private static final long serialVersionUID = 1L;

        TooMuch() {
            super("The property printed more than " + (CALL_MAX >> 20) + " MiB for one run.", null, false, false);
        }
    }

    private final OutputStream out;
    private final Thread judged;
    private long passedOn;
    private long inCall;
    private boolean judging;

    /** @param judged the thread in which bodies are called: the only one that gets the error */
    Printed(OutputStream out, Thread judged) {
        this.out = out;
        this.judged = judged;
    }

    synchronized void shardBegins() {
        passedOn = 0;
    }

    synchronized void callBegins() {
        inCall = 0;
        judging = true;
    }

    synchronized void callEnds() {
        judging = false;
    }

    @Override
    public synchronized void write(int b) throws IOException {
        write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public synchronized void write(byte[] bytes, int from, int length) throws IOException {
        inCall += length;
        long room = PASSED_ON_MAX - passedOn;
        if (room > 0) {
            int n = (int) Math.min(room, length);
            out.write(bytes, from, n);
            passedOn += n;
        }
        if (judging && inCall > CALL_MAX && Thread.currentThread() == judged) {
            throw new TooMuch();
        }
    }
}
