package dev.gfpfuzz.invariant;

import dev.gfpfuzz.kernel.ExclusiveLock;
import dev.gfpfuzz.model.dmbufio.DmBufioClient;
import dev.gfpfuzz.step.Task;
import dev.gfpfuzz.step.World;
import dev.gfpfuzz.step.WorldBuilder;
import java.util.List;

/** A property of a dm-bufio client's state, checked after each step that touched the client. */
abstract class BufferInvariant extends Invariant {
    private int[] clients = {};
    private long watched;

    @Override
    public final Kind kind() {
        return Kind.NEVER;
    }

    @Override
    protected boolean attach(WorldBuilder world) {
        List<DmBufioClient> found = partsOf(world, DmBufioClient.class);
        clients = new int[found.size()];
        for (int i = 0; i < clients.length; i++) {
            clients[i] = found.get(i).id();
            watched |= 1L << clients[i];
        }
        return clients.length > 0;
    }

    @Override
    public final long watches() {
        return watched;
    }

    @Override
    public final boolean changesOnly() {
        return true;
    }

    @Override
    public final void afterStep(World w, Task task) {
        for (int id : clients) {
            if (w.touched(id)) {
                DmBufioClient c = w.look(id);
                if ((!onlyAtRest() || atRest(w, c)) && c.changedFor(index())) {
                    check(w, task, c);
                }
            }
        }
    }

    /** Whether the check is about a client whose lock is free. */
    boolean onlyAtRest() {
        return false;
    }

    /** Whether no task is inside a critical section of the client. */
    private static boolean atRest(World w, DmBufioClient c) {
        return !w.<ExclusiveLock>look(c.lock()).locked();
    }

    /** Called when the client has changed; must depend on nothing but the client. */
    abstract void check(World w, Task task, DmBufioClient c);
}
