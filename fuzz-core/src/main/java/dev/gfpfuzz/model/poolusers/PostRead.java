package dev.gfpfuzz.model.poolusers;

import dev.gfpfuzz.kernel.Gfp;
import dev.gfpfuzz.model.mempool.Mempool;
import dev.gfpfuzz.step.Fields;
import dev.gfpfuzz.step.Frame;
import dev.gfpfuzz.step.Next;
import dev.gfpfuzz.step.Task;
import dev.gfpfuzz.step.World;

/**
 * {@code fs/ext4/readpage.c, v5.5, bio_post_read_processing}: a finished read takes a context from a pool, and its
 * verification reads a hash page through the same path, which takes another.
 */
public final class PostRead extends Frame<PostRead.At> {
    enum At {
        ENTRY,
        CONTEXT_TAKEN,
        FREED_BEFORE,
        NESTED_TAKEN,
        NESTED_FREED,
        FREED_AFTER
    }

    /** When the first context is freed. */
    public enum Shape {
        FREED,
        KEPT
    }

    private int contexts;
    private long context;

    /** @param contexts the {@link PostReadContexts} */
    public PostRead(int contexts) {
        super(At.ENTRY);
        this.contexts = contexts;
    }

    @Override
    protected Next step(World w, Task current) {
        PostReadContexts c = w.part(contexts);
        int pool = c.pool();
        Shape shape = c.shape();
        Mempool p = w.part(pool);
        return switch (at) {
            case ENTRY -> call(current, p.variants().alloc().enter(pool, Gfp.GFP_NOFS), At.CONTEXT_TAKEN);
            case CONTEXT_TAKEN -> {
                context = current.ret();
                yield shape == Shape.FREED
                        ? call(current, p.variants().free().enter(pool, context), At.FREED_BEFORE)
                        : goTo(At.FREED_BEFORE);
            }
            case FREED_BEFORE -> call(current, p.variants().alloc().enter(pool, Gfp.GFP_NOFS), At.NESTED_TAKEN);
            case NESTED_TAKEN -> call(current, p.variants().free().enter(pool, current.ret()), At.NESTED_FREED);
            case NESTED_FREED ->
                shape == Shape.KEPT
                        ? call(current, p.variants().free().enter(pool, context), At.FREED_AFTER)
                        : ret(current);
            case FREED_AFTER -> ret(current);
        };
    }

    @Override
    public String function() {
        return "bio_post_read_processing";
    }

    @Override
    protected void fields(Fields f) {
        contexts = f.of(contexts);
        context = f.of(context);
    }
}
