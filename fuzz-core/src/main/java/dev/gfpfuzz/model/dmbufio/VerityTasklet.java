package dev.gfpfuzz.model.dmbufio;

import dev.gfpfuzz.kernel.Softirq;
import dev.gfpfuzz.step.Fields;
import dev.gfpfuzz.step.Next;
import dev.gfpfuzz.step.Task;
import dev.gfpfuzz.step.World;

/**
 * {@code drivers/md/dm-verity-target.c, v6.0, verity_tasklet}: after a read has ended, a softirq looks at a block of hashes
 * if it is cached, and leaves the rest to a work. Runs on the CPU of all tasks. The client must be one that may not sleep;
 * for others nothing is done, as there is no tasklet. Left out: the work.
 */
public final class VerityTasklet extends BufioFrame<VerityTasklet.At> {
    enum At {
        ENTRY,
        RUNS,
        LOOKED_UP,
        RELEASED
    }

    private int block;

    public VerityTasklet(int client, int block) {
        super(At.ENTRY, client);
        this.block = block;
    }

    @Override
    Next step(World w, Task current, DmBufioClient c) {
        return switch (at) {
            case ENTRY -> c.noSleep() ? awaitThen(current, At.RUNS) : ret(current);
            case RUNS -> {
                w.<Softirq>part(c.softirq()).enter(w, current);
                yield call(current, c.variants().newRead().enter(c.id(), block, NewFlag.GET), At.LOOKED_UP);
            }
            case LOOKED_UP -> {
                int b = (int) current.ret();
                yield b == NULL
                        ? over(w, current, c)
                        : call(current, c.variants().release().enter(c.id(), b), At.RELEASED);
            }
            case RELEASED -> over(w, current, c);
        };
    }

    private Next over(World w, Task current, DmBufioClient c) {
        w.<Softirq>part(c.softirq()).exit(w, current);
        return ret(current);
    }

    @Override
    protected boolean ready(World w, Task current) {
        return w.<Softirq>look(look(w).softirq()).mayRun();
    }

    @Override
    public String waitsFor(World w, Task current) {
        return "bottom halves to be on";
    }

    @Override
    public String function() {
        return "verity_tasklet";
    }

    @Override
    void locals(Fields f) {
        block = f.of(block);
    }
}
