package dev.gfpfuzz.model.mempool;

import dev.gfpfuzz.step.Fields;
import dev.gfpfuzz.step.Frame;
import dev.gfpfuzz.step.Next;
import dev.gfpfuzz.step.Task;
import dev.gfpfuzz.step.World;

/** A task of no particular function stores a pointer to an element where another will look for it; waits while one is there. */
public final class PassElement extends Frame<PassElement.At> {
    enum At {
        ENTRY,
        EMPTY
    }

    private int handover;
    private long element;

    public PassElement(int handover, long element) {
        super(At.ENTRY);
        this.handover = handover;
        this.element = element;
    }

    @Override
    protected Next step(World w, Task current) {
        return switch (at) {
            case ENTRY -> awaitThen(current, At.EMPTY);
            case EMPTY -> {
                w.<Handover>part(handover).put(element);
                w.emit(MempoolEvent.ELEMENT_PASSED, current, handover);
                yield ret(current);
            }
        };
    }

    @Override
    protected boolean ready(World w, Task current) {
        return !w.<Handover>look(handover).full();
    }

    @Override
    public String waitsFor(World w, Task current) {
        return "the other task to look";
    }

    @Override
    public String function() {
        return "hand_over";
    }

    @Override
    protected void fields(Fields f) {
        handover = f.of(handover);
        element = f.of(element);
    }
}
