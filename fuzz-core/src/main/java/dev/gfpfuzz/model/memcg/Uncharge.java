package dev.gfpfuzz.model.memcg;

import dev.gfpfuzz.step.Fields;
import dev.gfpfuzz.step.Next;
import dev.gfpfuzz.step.Task;
import dev.gfpfuzz.step.World;

/** {@code mm/memcontrol.c, v4.17, uncharge_page}. */
public final class Uncharge extends MemcgFrame<Uncharge.At> {
    enum At {
        ENTRY,
        UNCHARGED
    }

    public Uncharge(int memcg) {
        super(At.ENTRY, memcg);
    }

    @Override
    Next step(World w, Task current, Memcg g) {
        return switch (at) {
            case ENTRY -> {
                g.uncharge(1);
                yield pauseAt(At.UNCHARGED);
            }
            case UNCHARGED -> ret(current);
        };
    }

    @Override
    public String function() {
        return "uncharge_page";
    }

    @Override
    void locals(Fields f) {}
}
