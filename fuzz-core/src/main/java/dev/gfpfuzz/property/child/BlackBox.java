package dev.gfpfuzz.property.child;

import java.io.File;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteOrder;
import java.nio.MappedByteBuffer;
import java.nio.channels.FileChannel;

/**
 * Which run the child is at, and how many bodies it has called, in sixteen bytes of a mapped file: costs nothing to write,
 * and can be read by the parent while the child hangs and after it has died.
 */
public final class BlackBox {
    /** No body is being called. */
    public static final long IDLE = -1;

    private final MappedByteBuffer bytes;

    /** @param file created if it is not there */
    public BlackBox(File file) throws IOException {
        try (RandomAccessFile access = new RandomAccessFile(file, "rw")) {
            bytes = access.getChannel().map(FileChannel.MapMode.READ_WRITE, 0, 2 * Long.BYTES);
            bytes.order(ByteOrder.LITTLE_ENDIAN);
        }
    }

    /** A body is being called. */
    public void begins(long run) {
        bytes.putLong(Long.BYTES, bytes.getLong(Long.BYTES) + 1);
        bytes.putLong(0, run);
    }

    /** No body is being called. */
    public void ends() {
        bytes.putLong(0, IDLE);
    }

    /** Number in its shard of the run whose body is being called, or {@link #IDLE}. */
    public long run() {
        return bytes.getLong(0);
    }

    /** How many bodies have been called since the file was made. */
    public long calls() {
        return bytes.getLong(Long.BYTES);
    }
}
