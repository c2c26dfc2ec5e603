package dev.gfpfuzz.model.fs;

import dev.gfpfuzz.kernel.Ticks;
import dev.gfpfuzz.step.Fields;
import dev.gfpfuzz.step.Next;
import dev.gfpfuzz.step.Task;
import dev.gfpfuzz.step.World;

/**
 * {@code mm/page-writeback.c, v4.17, do_writepages} for data integrity ({@code WB_SYNC_ALL}): when the filesystem had no
 * memory, waits 20 ms without any lock ({@code congestion_wait}) and asks it again. Returns the filesystem's error.
 */
final class DoWritepages extends FsFrame<DoWritepages.At> {
    enum At {
        ENTRY,
        RETURNED,
        SLEPT
    }

    /** What it does when the filesystem had no memory. */
    enum Shape {
        RETRIES,
        ONCE
    }

    DoWritepages(int filesystem) {
        super(At.ENTRY, filesystem);
    }

    @Override
    Next step(World w, Task current, Filesystem fs) {
        return switch (at) {
            case ENTRY, SLEPT -> call(current, new Writepages(fs.id()), At.RETURNED);
            case RETURNED -> {
                if (current.ret() != Writepages.ENOMEM || fs.doWritepages() == Shape.ONCE) {
                    yield ret(current, current.ret());
                }
                current.setAsleep();
                yield sleepThen(current, w.ticks() + Ticks.milliseconds(20), At.SLEPT);
            }
        };
    }

    @Override
    public String waitsFor(World w, Task current) {
        return "20 ms to pass";
    }

    @Override
    public String function() {
        return "do_writepages";
    }

    @Override
    void locals(Fields f) {}
}
