package dev.gfpfuzz.model.dmbufio;

import dev.gfpfuzz.kernel.Gfp;
import dev.gfpfuzz.model.mempool.ScriptedAllocator;
import dev.gfpfuzz.schedule.SplitMix64;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * {@code drivers/md/dm-bufio.c, v4.17, __bufio_new} and what it calls, in a straight line, to be read beside the C. The
 * functions are called with the lock held; {@link #point} stands where another task may run, and what it does then is
 * drawn from a seed.
 */
final class BufioNewTwin {
    private static final int NULL = -1;
    private static final int FLAGS = Gfp.NORETRY | Gfp.NOMEMALLOC | Gfp.NOWARN;

    final TwinClient c;
    final List<String> log = new ArrayList<>();
    private final ScriptedAllocator allocator;
    private final SplitMix64 others;
    private boolean locked;
    private boolean asleep;
    private long writeList;

    BufioNewTwin(TwinClient c, long seed) {
        this.c = c;
        allocator = new ScriptedAllocator(seed);
        others = new SplitMix64(seed + 1);
    }

    /** What a caller does: lock, __bufio_new, unlock. */
    void run(int block, NewFlag nf) {
        point();
        point();
        lock();
        int b = bufioNew(block, nf);
        log.add("buffer " + b + " writes " + writeList);
        unlock();
        log.add(c.toString());
    }

    private int bufioNew(int block, NewFlag nf) {
        int b = c.find(block);
        if (b != NULL) {
            return found(b, nf);
        }
        if (nf == NewFlag.GET) {
            return NULL;
        }
        int newB = allocBufferWait(nf);
        if (newB == NULL) {
            return NULL;
        }
        b = c.find(block);
        if (b != NULL) {
            freeBufferWake(newB);
            return found(b, nf);
        }
        checkWatermark();
        c.hold[newB] = 1;
        c.link(newB, block, c.clean);
        c.state[newB] = nf == NewFlag.FRESH ? 0 : TwinClient.READING;
        return newB;
    }

    private int found(int b, NewFlag nf) {
        if (nf == NewFlag.PREFETCH) {
            return NULL;
        }
        if (nf == NewFlag.GET && c.is(b, TwinClient.READING)) {
            return NULL;
        }
        c.hold[b]++;
        c.relink(b, c.is(b, TwinClient.DIRTY | TwinClient.WRITING) ? c.dirty : c.clean);
        return b;
    }

    private int allocBufferWait(NewFlag nf) {
        boolean triedNoioAlloc = false;
        while (true) {
            int b = allocBuffer(Gfp.GFP_NOWAIT | FLAGS);
            if (b != NULL) {
                return b;
            }
            if (nf == NewFlag.PREFETCH) {
                return NULL;
            }
            if (!triedNoioAlloc) {
                unlock();
                b = allocBuffer(Gfp.GFP_NOIO | FLAGS);
                point();
                lock();
                if (b != NULL) {
                    return b;
                }
                triedNoioAlloc = true;
            }
            if (!c.reserve.isEmpty()) {
                return c.takeReserved();
            }
            b = getUnclaimedBuffer();
            if (b != NULL) {
                return b;
            }
            waitForFreeBuffer();
        }
    }

    private int allocBuffer(int gfp) {
        log.add("alloc " + Gfp.toString(gfp));
        if ((gfp & Gfp.DIRECT_RECLAIM) != 0) {
            point();
        }
        return allocator.nextAnswer() ? c.adopt() : NULL;
    }

    private int getUnclaimedBuffer() {
        for (List<Integer> lru : List.of(c.clean, c.dirty)) {
            for (int b : lru) {
                if (c.hold[b] == 0) {
                    makeBufferClean(b);
                    c.unlink(b);
                    return b;
                }
            }
        }
        return NULL;
    }

    private void makeBufferClean(int b) {
        if (c.state[b] == 0) {
            return;
        }
        waitOnBit(b, TwinClient.READING);
        writeDirtyBuffer(b, false);
        waitOnBit(b, TwinClient.WRITING);
    }

    private void writeDirtyBuffer(int b, boolean toList) {
        if (!c.is(b, TwinClient.DIRTY)) {
            return;
        }
        c.state[b] &= ~TwinClient.DIRTY;
        waitOnBit(b, TwinClient.WRITING);
        c.state[b] |= TwinClient.WRITING;
        if (toList) {
            writeList |= 1L << b;
        } else {
            c.inFlight |= 1L << b;
        }
    }

    private void waitForFreeBuffer() {
        asleep = true;
        log.add("queue");
        unlock();
        point();
        while (asleep) {
            others();
        }
        point();
        lock();
    }

    private void freeBufferWake(int b) {
        c.freeBufferWake(b);
        wake();
    }

    private void checkWatermark() {
        while (c.clean.size() + c.dirty.size() > c.limit) {
            int b = getUnclaimedBuffer();
            if (b == NULL) {
                return;
            }
            freeBufferWake(b);
        }
        if (c.dirty.size() > c.limit * 75 / 100) {
            writeDirtyBuffersAsync();
        }
    }

    private void writeDirtyBuffersAsync() {
        for (int b : new ArrayList<>(c.dirty)) {
            if (!c.is(b, TwinClient.DIRTY | TwinClient.WRITING)) {
                c.relink(b, c.clean);
                continue;
            }
            if (c.is(b, TwinClient.WRITING)) {
                return;
            }
            writeDirtyBuffer(b, true);
        }
    }

    private void wake() {
        asleep = false;
    }

    private void waitOnBit(int b, int bit) {
        if (c.is(b, bit)) {
            point();
            while (c.is(b, bit)) {
                others();
            }
        }
    }

    private void lock() {
        log.add("lock");
        locked = true;
    }

    private void unlock() {
        log.add("unlock");
        locked = false;
        point();
    }

    private void point() {
        log.add(c.toString());
        others();
    }

    private void others() {
        if (c.act(others.nextInt(TwinClient.ACTIONS), locked)) {
            wake();
        }
    }

    /** The client as plain lists. */
    static final class TwinClient {
        static final int READING = 1;
        static final int WRITING = 2;
        static final int DIRTY = 4;
        static final int ACTIONS = 5;

        final int[] block;
        final int[] hold;
        final int[] state;
        final boolean[] present;
        final List<Integer> clean = new ArrayList<>();
        final List<Integer> dirty = new ArrayList<>();
        final List<Integer> reserve = new ArrayList<>();
        final int limit;
        int need;
        long inFlight;

        TwinClient(int buffersMax, int reserved, int limit) {
            block = new int[buffersMax];
            Arrays.fill(block, NULL);
            hold = new int[buffersMax];
            state = new int[buffersMax];
            present = new boolean[buffersMax];
            this.limit = limit;
            for (int b = 0; b < reserved; b++) {
                present[b] = true;
                reserve.add(b);
            }
        }

        int find(int wanted) {
            for (int b = 0; b < block.length; b++) {
                if (block[b] == wanted) {
                    return b;
                }
            }
            return NULL;
        }

        int adopt() {
            for (int b = 0; b < present.length; b++) {
                if (!present[b]) {
                    present[b] = true;
                    return b;
                }
            }
            return NULL;
        }

        int takeReserved() {
            need++;
            return reserve.remove(reserve.size() - 1);
        }

        boolean is(int b, int bits) {
            return (state[b] & bits) != 0;
        }

        void link(int b, int forBlock, List<Integer> lru) {
            block[b] = forBlock;
            lru.add(b);
        }

        void unlink(int b) {
            clean.remove((Integer) b);
            dirty.remove((Integer) b);
            block[b] = NULL;
            state[b] = 0;
        }

        void relink(int b, List<Integer> lru) {
            clean.remove((Integer) b);
            dirty.remove((Integer) b);
            lru.add(b);
        }

        void freeBufferWake(int b) {
            if (need == 0) {
                present[b] = false;
            } else {
                reserve.add(b);
                need--;
            }
        }

        /** What other tasks and the disk do; some of it only while the lock is free. Returns whether it wakes waiters. */
        boolean act(int action, boolean locked) {
            switch (action) {
                case 0, 1 -> {
                    if (inFlight != 0) {
                        int b = Long.numberOfTrailingZeros(inFlight);
                        inFlight &= inFlight - 1;
                        state[b] &= ~(is(b, READING) ? READING : WRITING);
                    }
                }
                case 2 -> {
                    int b = firstLinked(1);
                    if (!locked && b != NULL) {
                        hold[b]--;
                        return hold[b] == 0;
                    }
                }
                case 3 -> {
                    int b = firstLinked(0);
                    if (!locked && b != NULL && state[b] == 0) {
                        unlink(b);
                        freeBufferWake(b);
                        return true;
                    }
                }
                default -> {}
            }
            return false;
        }

        /** The first linked buffer with that many holders, or NULL. */
        int firstLinked(int holders) {
            for (int b = 0; b < block.length; b++) {
                if (block[b] != NULL && hold[b] == holders) {
                    return b;
                }
            }
            return NULL;
        }

        @Override
        public String toString() {
            return "clean" + describe(clean) + " dirty" + describe(dirty) + " reserve" + reserve + " need " + need
                    + " in flight " + inFlight;
        }

        private List<String> describe(List<Integer> lru) {
            return lru.stream()
                    .map(b -> b + ":" + block[b] + ":" + hold[b] + ":" + state[b])
                    .toList();
        }
    }
}
