package dev.gfpfuzz.model.poolusers;

import dev.gfpfuzz.step.Fields;
import dev.gfpfuzz.step.Part;

/**
 * {@code include/linux/sbitmap.h, v4.18, struct sbitmap_queue} with one wait state: the counter of frees until the next
 * batch of wake-ups, and how many frees and wake-ups there were.
 */
public final class SbitmapQueue extends Part {
    private final int wakeBatch;
    private final SbqWakeUp.Shape shape;
    private int waitCnt;
    private int frees;
    private int wakeUps;
    private int under;

    /** @param wakeBatch frees that make one batch of wake-ups, at least 1 */
    public SbitmapQueue(int wakeBatch, SbqWakeUp.Shape shape) {
        this.wakeBatch = wakeBatch;
        this.shape = shape;
        this.waitCnt = wakeBatch;
    }

    SbqWakeUp.Shape shape() {
        return shape;
    }

    public int wakeBatch() {
        return wakeBatch;
    }

    /** {@code ws->wait_cnt}. */
    public int waitCnt() {
        return waitCnt;
    }

    void setWaitCnt(int value) {
        waitCnt = value;
    }

    public int frees() {
        return frees;
    }

    public int wakeUps() {
        return wakeUps;
    }

    /** Tasks between their decrement and their wake-up. */
    public int under() {
        return under;
    }

    void enter() {
        frees++;
        under++;
    }

    void wake() {
        wakeUps += wakeBatch;
    }

    void leave() {
        under--;
    }

    @Override
    protected void fields(Fields f) {
        waitCnt = f.of(waitCnt);
        frees = f.of(frees);
        wakeUps = f.of(wakeUps);
        under = f.of(under);
    }
}
