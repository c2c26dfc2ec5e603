package dev.gfpfuzz.model.block;

import dev.gfpfuzz.step.Fields;
import dev.gfpfuzz.step.Next;
import dev.gfpfuzz.step.Task;
import dev.gfpfuzz.step.World;

/** A disk's interrupt: completes submitted I/O and needs neither locks nor memory for it. */
public final class DiskInterrupt extends CompleterFrame<DiskInterrupt.At> {
    enum At {
        ENTRY,
        IO_DONE
    }

    public DiskInterrupt(int source) {
        super(At.ENTRY, source);
    }

    @Override
    Next step(World w, Task irq, RequestSource from) {
        return switch (at) {
            case ENTRY -> awaitThen(irq, At.IO_DONE);
            case IO_DONE -> {
                complete(w, irq, from, any(w, from));
                yield awaitThen(irq, At.IO_DONE);
            }
        };
    }

    @Override
    public String function() {
        return "endio";
    }

    @Override
    void locals(Fields f) {}
}
