package dev.gfpfuzz.coordinator.store;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * Says whether SQLite's log has a hole: SQLite reads a log up to the first frame whose checksum is wrong, takes that for
 * the end, and clears the rest away without a word. Format: sqlite.org/fileformat2.html, section 4.
 */
final class WriteAheadLog {
    private static final int HEADER = 32;
    private static final int FRAME_HEADER = 24;
    private static final int MAGIC = 0x377f0682;

    private WriteAheadLog() {}

    /**
     * Whether frames that were written whole come after one that is damaged, or the header is damaged. A last frame that
     * a killed process left half-written is no hole.
     */
    static boolean hasHole(Path log) throws IOException {
        if (!Files.exists(log) || Files.size(log) <= HEADER + FRAME_HEADER) {
            return false;
        }
        try (FileChannel file = FileChannel.open(log, StandardOpenOption.READ)) {
            ByteBuffer header = read(file, 0, HEADER);
            int magic = header.getInt(0);
            ByteOrder order = (magic & 1) == 1 ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN;
            long sum = checksum(header, HEADER - 8, order, 0);
            int pageSize = header.getInt(8);
            if ((magic & ~1) != MAGIC || pageSize < 512 || pageSize > 65536 || sum != header.getLong(24)) {
                return true;
            }
            boolean whole = true;
            int frame = FRAME_HEADER + pageSize;
            for (long at = HEADER; at + frame <= file.size(); at += frame) {
                ByteBuffer b = read(file, at, frame);
                // Frames of an earlier round of the log have other salts: they are beyond the end.
                boolean ours = b.getLong(8) == header.getLong(16);
                long expected = checksum(b.slice(FRAME_HEADER, pageSize), pageSize, order, checksum(b, 8, order, sum));
                boolean follows = ours && expected == b.getLong(16);
                if (follows && !whole) {
                    return true;
                }
                whole &= follows;
                sum = b.getLong(16);
            }
            return false;
        }
    }

    private static ByteBuffer read(FileChannel file, long at, int bytes) throws IOException {
        ByteBuffer b = ByteBuffer.allocate(bytes);
        while (b.hasRemaining() && file.read(b, at + b.position()) >= 0) {
            // More to come.
        }
        return b.clear();
    }

    /** Both halves of SQLite's running checksum, the first one above. */
    private static long checksum(ByteBuffer b, int bytes, ByteOrder order, long before) {
        ByteBuffer words = b.duplicate().order(order);
        int s0 = (int) (before >>> 32);
        int s1 = (int) before;
        for (int i = 0; i < bytes; i += 8) {
            s0 += words.getInt(i) + s1;
            s1 += words.getInt(i + 4) + s0;
        }
        return (long) s0 << 32 | s1 & 0xFFFF_FFFFL;
    }
}
