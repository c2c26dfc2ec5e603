package dev.gfpfuzz.coordinator.store;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Reads rows out of the pages of a damaged SQLite file without following the tree that holds them together, so that a
 * record is found as long as its own pages are intact. Format: sqlite.org/fileformat2.html, sections 1.6 (b-tree pages),
 * 2.1 (records), 4.1 (write-ahead log). What it finds may be stale or wrong: who uses it verifies it.
 */
final class SqlitePages {
    private static final int LEAF_OF_TABLE = 0x0D;
    private static final int FILE_HEADER = 100;
    private static final int LOG_HEADER = 32;
    private static final int FRAME_HEADER = 24;
    private static final int COLUMNS_MAX = 64;

    private final int pageSize;
    private final List<Place> all = new ArrayList<>();
    /** The newest version of each page by its number. */
    private final Map<Integer, Place> newest = new HashMap<>();

    /** Where a version of a page is. */
    private record Place(FileChannel file, long at, boolean first) {}

    private SqlitePages(int pageSize) {
        this.pageSize = pageSize;
    }

    /** Every row of any table in these files, as Longs, Strings and nulls. */
    static void rows(Path database, Path log, Consumer<@Nullable Object[]> row) throws IOException {
        try (FileChannel file = FileChannel.open(database, StandardOpenOption.READ);
                FileChannel frames = Files.exists(log) ? FileChannel.open(log, StandardOpenOption.READ) : null) {
            SqlitePages pages = new SqlitePages(pageSize(read(file, 0, FILE_HEADER)));
            for (long at = 0; at + pages.pageSize <= file.size(); at += pages.pageSize) {
                pages.add((int) (at / pages.pageSize + 1), new Place(file, at, at == 0));
            }
            int frame = FRAME_HEADER + pages.pageSize;
            for (long at = LOG_HEADER; frames != null && at + frame <= frames.size(); at += frame) {
                int number = ByteBuffer.wrap(read(frames, at, 4)).getInt();
                pages.add(number, new Place(frames, at + FRAME_HEADER, number == 1));
            }
            for (Place place : pages.all) {
                pages.rows(pages.page(place), place.first() ? FILE_HEADER : 0, row);
            }
        }
    }

    private static byte[] read(FileChannel file, long at, int bytes) throws IOException {
        ByteBuffer b = ByteBuffer.allocate(bytes);
        while (b.hasRemaining() && file.read(b, at + b.position()) >= 0) {
            // More to come.
        }
        return b.array();
    }

    private byte[] page(Place place) throws IOException {
        return read(place.file(), place.at(), pageSize);
    }

    /** From the header; the default if that is no power of two from 512 to 65536. */
    private static int pageSize(byte[] file) {
        int size = (file[16] & 0xFF) << 8 | file[17] & 0xFF;
        size = size == 1 ? 65536 : size;
        return size >= 512 && Integer.bitCount(size) == 1 ? size : 4096;
    }

    private void add(int number, Place place) {
        all.add(place);
        newest.put(number, place);
    }

    private void rows(byte[] page, int header, Consumer<@Nullable Object[]> row) throws IOException {
        ByteBuffer b = ByteBuffer.wrap(page);
        if (page[header] != LEAF_OF_TABLE) {
            return;
        }
        int cells = b.getShort(header + 3) & 0xFFFF;
        for (int i = 0; i < cells && header + 10 + 2 * i <= pageSize; i++) {
            try {
                b.position(b.getShort(header + 8 + 2 * i) & 0xFFFF);
                Object[] values = record(payload(b));
                if (values != null) {
                    row.accept(values);
                }
            } catch (IndexOutOfBoundsException | IllegalArgumentException | java.nio.BufferUnderflowException e) {
                // This cell is damaged; the next may not be.
            }
        }
    }

    /** The record of the cell at the buffer's position, put together from its overflow pages. */
    private ByteBuffer payload(ByteBuffer cell) throws IOException {
        long size = varint(cell);
        varint(cell);
        int inPage = pageSize - 35;
        if (size < 1 || size > (long) pageSize * (newest.size() + 1L)) {
            throw new IllegalArgumentException("A record of " + size + " bytes");
        }
        byte[] payload = new byte[(int) size];
        if (size <= inPage) {
            cell.get(payload);
            return ByteBuffer.wrap(payload);
        }
        int least = (pageSize - 12) * 32 / 255 - 23;
        int local = least + (int) ((size - least) % (pageSize - 4));
        local = local <= inPage ? local : least;
        cell.get(payload, 0, local);
        int next = cell.getInt();
        for (int at = local; at < payload.length; ) {
            Place place = newest.get(next);
            if (place == null) {
                throw new IllegalArgumentException("There is no page " + next);
            }
            byte[] page = page(place);
            int n = Math.min(pageSize - 4, payload.length - at);
            System.arraycopy(page, 4, payload, at, n);
            at += n;
            next = ByteBuffer.wrap(page).getInt(0);
        }
        return ByteBuffer.wrap(payload);
    }

    private static Object @Nullable [] record(ByteBuffer record) {
        int header = Math.toIntExact(varint(record));
        List<Long> types = new ArrayList<>();
        while (record.position() < header && types.size() <= COLUMNS_MAX) {
            types.add(varint(record));
        }
        if (record.position() != header) {
            return null;
        }
        Object[] values = new Object[types.size()];
        for (int i = 0; i < values.length; i++) {
            values[i] = value(record, types.get(i));
        }
        return values;
    }

    private static @Nullable Object value(ByteBuffer record, long type) {
        if (type >= 12) {
            byte[] bytes = new byte[Math.toIntExact(Math.min((type - 12) / 2, record.remaining() + 1L))];
            record.get(bytes);
            return type % 2 == 1 ? new String(bytes, StandardCharsets.UTF_8) : null;
        }
        return switch ((int) type) {
            case 1, 2, 3, 4 -> number(record, (int) type);
            case 5 -> number(record, 6);
            case 6 -> number(record, 8);
            case 8 -> 0L;
            case 9 -> 1L;
            default -> null;
        };
    }

    private static long number(ByteBuffer record, int bytes) {
        long n = record.get();
        for (int i = 1; i < bytes; i++) {
            n = n << 8 | record.get() & 0xFF;
        }
        return n;
    }

    private static long varint(ByteBuffer b) {
        long n = 0;
        for (int i = 0; i < 8; i++) {
            byte next = b.get();
            n = n << 7 | next & 0x7F;
            if (next >= 0) {
                return n;
            }
        }
        return n << 8 | b.get() & 0xFF;
    }
}
