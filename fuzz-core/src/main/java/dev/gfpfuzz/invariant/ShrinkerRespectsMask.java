package dev.gfpfuzz.invariant;

import dev.gfpfuzz.kernel.Gfp;
import dev.gfpfuzz.kernel.KernelEvent;
import dev.gfpfuzz.model.dmbufio.DmBufioClient;
import dev.gfpfuzz.model.fs.Filesystem;
import dev.gfpfuzz.step.Event;
import dev.gfpfuzz.step.Lock;
import dev.gfpfuzz.step.Task;
import dev.gfpfuzz.step.Wait;
import dev.gfpfuzz.step.World;
import dev.gfpfuzz.step.WorldBuilder;
import java.util.List;

/**
 * A request without {@code __GFP_FS} neither blocks nor waits for I/O in dm-bufio's shrinker: its task may be the one on
 * whom the lock's owner, or the I/O, depends.
 *
 * <p>Mutant that it catches: {@code dm_bufio_shrink_scan = always-block}; that a lock which is free may be taken is no breach. v3.10 tests {@code __GFP_IO} instead, so it
 * breaks this rule for GFP_NOFS.
 */
public final class ShrinkerRespectsMask extends Invariant {
    private static final int OUTSIDE = 0;
    private static final int INSIDE_WITHOUT_FS = 1;

    private int ghost;
    private long clients;
    private long filesystemLocks;

    @Override
    public String name() {
        return "shrinker-respects-mask";
    }

    @Override
    public Kind kind() {
        return Kind.NEVER;
    }

    @Override
    public String statement() {
        return "In dm-bufio's shrinker a request without __GFP_FS waits neither for the client's lock nor for I/O.";
    }

    @Override
    public String source() {
        return "drivers/md/dm-bufio.c, v4.17, dm_bufio_shrink_scan, __try_evict_buffer; commit 9d28eb12447e (v3.18)";
    }

    @Override
    public String companion() {
        return "a request without __GFP_FS enters the shrinker";
    }

    @Override
    protected boolean attach(WorldBuilder world) {
        for (DmBufioClient c : partsOf(world, DmBufioClient.class)) {
            clients |= 1L << c.id();
        }
        if (clients == 0) {
            return false;
        }
        for (Filesystem f : partsOf(world, Filesystem.class)) {
            filesystemLocks |= 1L << f.lock();
        }
        ghost = world.place("ghost of " + name(), new TaskGhost(world.taskCount()))
                .id();
        return true;
    }

    @Override
    public List<KernelEvent> hears() {
        return List.of(KernelEvent.SHRINKER_ENTERED, KernelEvent.SHRINKER_LEFT);
    }

    @Override
    public void on(World w, Event event, Task task, long a, long b) {
        if (event == KernelEvent.SHRINKER_ENTERED && (clients >>> b & 1) != 0 && !Gfp.has((int) a, Gfp.FS)) {
            exercised(w);
            w.<TaskGhost>look(ghost).mark(task.id(), INSIDE_WITHOUT_FS);
        } else if (event == KernelEvent.SHRINKER_LEFT) {
            w.<TaskGhost>look(ghost).mark(task.id(), OUTSIDE);
        }
    }

    @Override
    public void afterStep(World w, Task task) {
        if (w.<TaskGhost>look(ghost).mark(task.id()) == OUTSIDE || task.waits() == Wait.NOTHING) {
            return;
        }
        boolean lock = task.waits() == Wait.LOCK;
        if (lock && w.<Lock>look(task.waitOn()).holders() == 0) {
            return;
        }
        long held = task.held() & filesystemLocks;
        String holding = held == 0
                ? ""
                : ", with " + w.look(Long.numberOfTrailingZeros(held)).name() + " held, which its writes may need";
        broken(
                w,
                task,
                "Task " + task.name() + ", whose request has no __GFP_FS, "
                        + (lock
                                ? "blocks on " + w.look(task.waitOn()).name()
                                : "waits for " + task.top().waitsFor(w, task))
                        + " in the shrinker" + holding + ".",
                "shrinker entered without FS;waits" + (held == 0 ? "" : ";filesystem locked"));
    }
}
