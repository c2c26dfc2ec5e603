package dev.gfpfuzz.model.pagealloc;

import dev.gfpfuzz.kernel.TaskFlags;
import dev.gfpfuzz.step.Fields;
import dev.gfpfuzz.step.Frame;
import dev.gfpfuzz.step.Next;
import dev.gfpfuzz.step.Task;
import dev.gfpfuzz.step.World;
import java.util.Locale;

/**
 * {@code include/linux/sched/mm.h, v4.17, memalloc_noio_save}, {@code memalloc_noio_restore} and their NOFS twins: save
 * sets the task's bit and returns the old one, restore puts that back, so that scopes nest. Never sleep.
 *
 * <p>A scope's value is 1 plus 1 if the bit was set before.
 */
public final class MemallocScope extends Frame<MemallocScope.At> {
    /** No scope. */
    public static final long NONE = 0;

    enum At {
        SAVE,
        RESTORE
    }

    /** What a restore puts back for the bit that the save returned. */
    interface Restored {
        boolean bit(boolean old);
    }

    private int flag;
    private boolean old;
    private boolean put;

    private MemallocScope(At at, int flag, boolean old, boolean put) {
        super(at);
        this.flag = flag;
        this.old = old;
        this.put = put;
    }

    /** Enters a scope. @param flag a bit of {@link TaskFlags} */
    public static Frame<?> save(int flag) {
        return new MemallocScope(At.SAVE, flag, false, false);
    }

    /**
     * Leaves a scope.
     *
     * @param memory part id of the page allocator
     * @param scope what the save returned
     */
    public static Frame<?> restore(World w, int flag, int memory, long scope) {
        boolean old = scope == 2;
        boolean put = w.look(memory) instanceof Zone z ? z.variants().restored().bit(old) : old;
        return new MemallocScope(At.RESTORE, flag, old, put);
    }

    @Override
    protected Next step(World w, Task current) {
        boolean now = (current.flags() & flag) != 0;
        return switch (at) {
            case SAVE -> {
                current.setFlags(current.flags() | flag);
                w.emit(PageEvent.SCOPE_ENTERED, current, flag, now ? 1 : 0);
                yield ret(current, now ? 2 : 1);
            }
            case RESTORE -> {
                current.setFlags(put ? current.flags() | flag : current.flags() & ~flag);
                w.emit(PageEvent.SCOPE_LEFT, current, flag, old ? 1 : 0);
                yield ret(current);
            }
        };
    }

    @Override
    public String function() {
        return "memalloc_" + (flag == TaskFlags.PF_MEMALLOC_NOIO ? "noio_" : "nofs_")
                + at.name().toLowerCase(Locale.ROOT);
    }

    @Override
    protected void fields(Fields f) {
        flag = f.of(flag);
        old = f.of(old);
        put = f.of(put);
    }
}
