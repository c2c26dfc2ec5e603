package dev.gfpfuzz.model.dmbufio;

import dev.gfpfuzz.step.Event;
import dev.gfpfuzz.step.Task;
import dev.gfpfuzz.step.World;

/** What happens to a dm-bufio client's buffers. a = client's part id, b = buffer id unless said otherwise. */
public enum BufioEvent implements Event {
    /** The last holder let go. */
    BUFFER_UNHELD("leaves buffer %b unheld"),
    /** A buffer went into the reserve. */
    RESERVE_REFILLED("puts buffer %b into the reserve"),
    /** A buffer's memory went back to the allocator. */
    BUFFER_FREED("frees buffer %b"),
    /** A task found no buffer and is about to sleep; b is unused. */
    WAIT_BEGINS("finds no buffer and goes to sleep on the free buffer queue"),
    /** A task that slept for a buffer has the lock again; b = 1 if a reserved or unheld buffer exists. */
    WAIT_ENDS("is back from sleep with the lock") {
        @Override
        public String describe(World w, Task task, long a, long b) {
            return super.describe(w, task, a, b) + (b == 1 ? "; a free buffer is there" : "; no buffer is free");
        }
    },
    /** A buffer from fresh memory. */
    BUFFER_ALLOCATED("allocates buffer %b"),
    /** No memory for a buffer; b is unused. */
    ALLOCATION_FAILED("gets no memory for a buffer") {
        @Override
        public boolean told() {
            return false;
        }
    },
    /** A buffer from the reserve. */
    RESERVE_TAKEN("takes buffer %b from the reserve"),
    /** An unheld buffer evicted for its own use. */
    UNCLAIMED_TAKEN("takes the unheld buffer %b"),
    /** A prefetch without a buffer gave up; b is unused. */
    PREFETCH_GAVE_UP("gives the prefetch up"),
    /** The block is cached: the buffer has one holder more. */
    BUFFER_HIT("finds the block cached in buffer %b"),
    /** A new buffer is linked for its block. */
    BUFFER_LINKED("links buffer %b for its block"),
    READ_SUBMITTED("submits the read of buffer %b"),
    WRITE_SUBMITTED("submits the write of buffer %b"),
    READ_ENDED("completes the read of buffer %b"),
    WRITE_ENDED("completes the write of buffer %b"),
    MARKED_DIRTY("marks buffer %b dirty"),
    /** A scan of the shrinker is over; b = {@link #scan}. */
    SCANNED("ends its scan") {
        @Override
        public String describe(World w, Task task, long a, long b) {
            return "ends its scan: " + freed(b) + " of " + count(b) + " buffers freed, " + asked(b) + " asked for";
        }
    },
    /** Evicted by the shrinker, cleanup, forget or the watermark. */
    EVICTED("evicts buffer %b"),
    /** A write error was recorded in the client. */
    WRITE_FAILED("fails the write of buffer %b"),
    READ_FAILED("fails the read of buffer %b"),
    /** {@code new_read} returned the buffer to its caller. */
    READ_RETURNED("has buffer %b") {
        @Override
        public boolean told() {
            return false;
        }
    },
    /** {@code dm_bufio_write_dirty_buffers} is over; b = 1 if it returned an error. */
    WRITES_RETURNED("is done writing") {
        @Override
        public String describe(World w, Task task, long a, long b) {
            return super.describe(w, task, a, b) + (b == 1 ? " and returns an error" : "");
        }
    },
    /** A task that slept for one particular block looks again; b is unused. */
    MOVE_RETRIES("looks for the block again"),
    /** The buffer is linked for another block. */
    BUFFER_MOVED("moves buffer %b to another block"),
    /** {@code dm_bufio_client_destroy} is over; b is unused. */
    CLIENT_DESTROYED("destroys the client");

    private final String text;

    BufioEvent(String text) {
        this.text = text;
    }

    @Override
    public String describe(World w, Task task, long a, long b) {
        return text.replace("%b", Long.toString(b));
    }

    private static final int SCAN_BITS = 16;

    /** The numbers of a scan in one argument: how many it was asked to look at, how many there were, how many it freed. */
    public static long scan(int asked, int count, int freed) {
        return (long) asked << 2 * SCAN_BITS | (long) count << SCAN_BITS | freed;
    }

    public static int asked(long scan) {
        return (int) (scan >>> 2 * SCAN_BITS);
    }

    public static int count(long scan) {
        return (int) (scan >>> SCAN_BITS & (1 << SCAN_BITS) - 1);
    }

    public static int freed(long scan) {
        return (int) (scan & (1 << SCAN_BITS) - 1);
    }
}
