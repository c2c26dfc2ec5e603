package dev.gfpfuzz.model.dmbufio;

import dev.gfpfuzz.step.Fields;
import dev.gfpfuzz.step.Next;
import dev.gfpfuzz.step.Task;
import dev.gfpfuzz.step.World;

/**
 * Mutant of {@link WaitForFreeBuffer}: sleeps with the lock held, so that nobody can free what it waits for. Entered and
 * left with c->lock held.
 */
final class WaitForFreeBufferLocked extends BufioFrame<WaitForFreeBufferLocked.At> {
    enum At {
        ENTRY,
        SLEPT
    }

    WaitForFreeBufferLocked(int client) {
        super(At.ENTRY, client);
    }

    @Override
    Next step(World w, Task current, DmBufioClient c) {
        return switch (at) {
            case ENTRY -> {
                w.emit(BufioEvent.WAIT_BEGINS, current, c.id());
                c.waitQueue(w).prepareToWait(w, current);
                yield sleepThen(current, At.SLEPT);
            }
            case SLEPT -> {
                c.waitQueue(w).finishWait(current);
                w.emit(BufioEvent.WAIT_ENDS, current, c.id(), c.bufferAvailable() ? 1 : 0);
                yield ret(current);
            }
        };
    }

    @Override
    public String waitsFor(World w, Task current) {
        return "a buffer to be freed (asleep on " + look(w).name() + "->free_buffer_wait)";
    }

    @Override
    public String function() {
        return "__wait_for_free_buffer";
    }

    @Override
    void locals(Fields f) {}
}
