package dev.gfpfuzz.invariant;

import dev.gfpfuzz.model.fs.Filesystem;
import dev.gfpfuzz.model.fs.FsEvent;
import dev.gfpfuzz.step.Event;
import dev.gfpfuzz.step.Task;
import dev.gfpfuzz.step.World;
import dev.gfpfuzz.step.WorldBuilder;
import java.util.List;

/**
 * Every page that is dirty when a filesystem is synced is written, or the error is reported to somebody. What becomes of
 * write errors of a dm-bufio client is {@link ErrorsDelivered}'s.
 *
 * <p>Mutant that it catches: {@code do_writepages = once}, as until v4.11.
 */
public final class DirtyDataKept extends Invariant {
    @Override
    public String name() {
        return "dirty-data-kept";
    }

    @Override
    public Kind kind() {
        return Kind.NEVER;
    }

    @Override
    public String statement() {
        return "Pages that are dirty when a filesystem is synced are written, or the error is reported.";
    }

    @Override
    public String source() {
        return "mm/page-writeback.c, commit 80a2ea9f8585 (v4.12), do_writepages";
    }

    @Override
    public String companion() {
        return "a filesystem has no memory to write a dirty page";
    }

    @Override
    protected boolean attach(WorldBuilder world) {
        return !partsOf(world, Filesystem.class).isEmpty();
    }

    @Override
    public long watches() {
        return 0;
    }

    @Override
    public List<Event> hears() {
        return List.of(FsEvent.WRITE_LACKS_MEMORY, FsEvent.PAGES_DROPPED);
    }

    @Override
    public void on(World w, Event event, Task task, long a, long b) {
        if (event == FsEvent.WRITE_LACKS_MEMORY) {
            exercised(w);
        } else if (event == FsEvent.PAGES_DROPPED) {
            broken(
                    w,
                    task,
                    "Task " + task.name() + " drops " + b + " dirty page" + (b == 1 ? "" : "s") + " of "
                            + w.look((int) a).name() + " that was to be written, and nobody is told.",
                    "dirty pages dropped;nobody told");
        }
    }
}
