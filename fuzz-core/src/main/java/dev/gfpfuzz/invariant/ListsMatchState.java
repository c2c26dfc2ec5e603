package dev.gfpfuzz.invariant;

import static dev.gfpfuzz.model.dmbufio.DmBufioClient.DIRTY;
import static dev.gfpfuzz.model.dmbufio.DmBufioClient.LIST_CLEAN;
import static dev.gfpfuzz.model.dmbufio.DmBufioClient.LIST_DIRTY;
import static dev.gfpfuzz.model.dmbufio.DmBufioClient.READING;
import static dev.gfpfuzz.model.dmbufio.DmBufioClient.WRITING;

import dev.gfpfuzz.model.dmbufio.DmBufioClient;
import dev.gfpfuzz.step.Task;
import dev.gfpfuzz.step.World;

/**
 * With the lock free, the clean list holds no dirty or writing buffer and the dirty list no reading one.
 *
 * <p>Mutant that it catches: {@code dm_bufio_mark_buffer_dirty = relink-clean}.
 */
public final class ListsMatchState extends BufferInvariant {
    @Override
    public String name() {
        return "lists-match-state";
    }

    @Override
    public String statement() {
        return "No DIRTY or WRITING buffer is in the clean list, no READING buffer in the dirty list.";
    }

    @Override
    public String source() {
        return "drivers/md/dm-bufio.c, v4.17, the assertions of __write_dirty_buffers_async and __get_unclaimed_buffer";
    }

    @Override
    public String companion() {
        return "a buffer is in the dirty list";
    }

    @Override
    boolean onlyAtRest() {
        return true;
    }

    @Override
    void check(World w, Task task, DmBufioClient c) {
        if (c.nBuffers(LIST_DIRTY) > 0) {
            exercised(w);
        }
        for (int i = 0; i < c.nBuffers(LIST_CLEAN); i++) {
            int b = c.lru(LIST_CLEAN, i);
            if (c.test(b, DIRTY | WRITING)) {
                broken(
                        w,
                        task,
                        "Buffer " + b + " of " + c.name() + " is dirty or being written and in the clean list.",
                        "dirty or writing in clean list");
            }
        }
        for (int i = 0; i < c.nBuffers(LIST_DIRTY); i++) {
            int b = c.lru(LIST_DIRTY, i);
            if (c.test(b, READING)) {
                broken(
                        w,
                        task,
                        "Buffer " + b + " of " + c.name() + " is being read and in the dirty list.",
                        "reading in dirty list");
            }
        }
    }
}
