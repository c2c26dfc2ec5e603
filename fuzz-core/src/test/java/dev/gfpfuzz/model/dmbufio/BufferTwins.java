package dev.gfpfuzz.model.dmbufio;

import static dev.gfpfuzz.kernel.Gfp.GFP_NOIO;
import static dev.gfpfuzz.kernel.Gfp.GFP_NOWAIT;
import static dev.gfpfuzz.kernel.Gfp.NOMEMALLOC;
import static dev.gfpfuzz.kernel.Gfp.NORETRY;
import static dev.gfpfuzz.kernel.Gfp.NOWARN;

/**
 * Two functions of {@code drivers/md/dm-bufio.c, v4.17} as straight-line code, to be read beside the C. The frames of the
 * same names must do what these do; {@link BufferTwinsTest} holds them against each other, operation by operation.
 */
final class BufferTwins {
    static final int NULL = DmBufioClient.NULL;

    /** What the two functions do to the rest of the kernel. */
    interface Kernel {
        int dmBufioCacheSizeLatch();

        int allocBuffer(int gfp);

        void dmBufioLock();

        void dmBufioUnlock();

        boolean reservedBuffersEmpty();

        /** Takes the entry from the list and counts it as needed. */
        int takeReservedBuffer();

        int getUnclaimedBuffer();

        void addWaitQueueAndSetUninterruptible();

        void ioSchedule();

        void removeWaitQueue();
    }

    private final Kernel c;

    BufferTwins(Kernel c) {
        this.c = c;
    }

    /** {@code __alloc_buffer_wait_no_callback}. */
    int allocBufferWaitNoCallback(NewFlag nf) {
        boolean triedNoioAlloc = false;
        while (true) {
            if (c.dmBufioCacheSizeLatch() != 1) {
                int b = c.allocBuffer(GFP_NOWAIT | NORETRY | NOMEMALLOC | NOWARN);
                if (b != NULL) {
                    return b;
                }
            }
            if (nf == NewFlag.PREFETCH) {
                return NULL;
            }
            if (c.dmBufioCacheSizeLatch() != 1 && !triedNoioAlloc) {
                c.dmBufioUnlock();
                int b = c.allocBuffer(GFP_NOIO | NORETRY | NOMEMALLOC | NOWARN);
                c.dmBufioLock();
                if (b != NULL) {
                    return b;
                }
                triedNoioAlloc = true;
            }
            if (!c.reservedBuffersEmpty()) {
                return c.takeReservedBuffer();
            }
            int b = c.getUnclaimedBuffer();
            if (b != NULL) {
                return b;
            }
            waitForFreeBuffer();
        }
    }

    /** {@code __wait_for_free_buffer}. */
    private void waitForFreeBuffer() {
        c.addWaitQueueAndSetUninterruptible();
        c.dmBufioUnlock();
        c.ioSchedule();
        c.removeWaitQueue();
        c.dmBufioLock();
    }
}
