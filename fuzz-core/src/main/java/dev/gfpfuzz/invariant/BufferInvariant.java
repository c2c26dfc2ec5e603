package dev.gfpfuzz.invariant;

import dev.gfpfuzz.kernel.Mutex;
import dev.gfpfuzz.model.dmbufio.DmBufioClient;
import dev.gfpfuzz.step.Task;
import dev.gfpfuzz.step.World;
import dev.gfpfuzz.step.WorldBuilder;
import java.util.ArrayList;
import java.util.List;

/** A property of a dm-bufio client's state, checked after each step that touched the client. */
abstract class BufferInvariant extends Invariant {
    private int[] clients = {};

    @Override
    public final Kind kind() {
        return Kind.NEVER;
    }

    @Override
    protected boolean attach(WorldBuilder world) {
        List<Integer> ids = new ArrayList<>();
        for (DmBufioClient c : partsOf(world, DmBufioClient.class)) {
            ids.add(c.id());
        }
        clients = ids.stream().mapToInt(Integer::intValue).toArray();
        return clients.length > 0;
    }

    @Override
    public final void afterStep(World w, Task task) {
        for (int id : clients) {
            if (w.touched(id)) {
                check(w, task, w.look(id));
            }
        }
    }

    /** Whether no task is inside a critical section of the client. */
    static boolean atRest(World w, DmBufioClient c) {
        return !w.<Mutex>look(c.lock()).locked();
    }

    abstract void check(World w, Task task, DmBufioClient c);
}
