package dev.gfpfuzz.model.mempool;

import dev.gfpfuzz.step.Fields;
import dev.gfpfuzz.step.Frame;
import dev.gfpfuzz.step.Next;
import dev.gfpfuzz.step.Task;
import dev.gfpfuzz.step.World;

/** A task of no particular function finds an element that another task left for it; waits until there is one. */
public final class PickUpElement extends Frame<PickUpElement.At> {
    enum At {
        ENTRY,
        THERE
    }

    private int handover;

    public PickUpElement(int handover) {
        super(At.ENTRY);
        this.handover = handover;
    }

    @Override
    protected Next step(World w, Task current) {
        return switch (at) {
            case ENTRY -> awaitThen(current, At.THERE);
            case THERE -> {
                w.emit(MempoolEvent.ELEMENT_PICKED_UP, current, handover);
                yield ret(current, w.<Handover>part(handover).take());
            }
        };
    }

    @Override
    protected boolean ready(World w, Task current) {
        return w.<Handover>look(handover).full();
    }

    @Override
    public String waitsFor(World w, Task current) {
        return "an element to be handed over";
    }

    @Override
    public String function() {
        return "pick_up";
    }

    @Override
    protected void fields(Fields f) {
        handover = f.of(handover);
    }
}
