package dev.gfpfuzz.model.poolusers;

import dev.gfpfuzz.step.Fields;
import dev.gfpfuzz.step.Part;

/** {@code fs/ext4/readpage.c, v5.5, bio_post_read_ctx_pool}. */
public final class PostReadContexts extends Part {
    private final int pool;
    private final PostRead.Shape shape;

    /** @param pool part id of the mempool */
    public PostReadContexts(int pool, PostRead.Shape shape) {
        this.pool = pool;
        this.shape = shape;
    }

    int pool() {
        return pool;
    }

    PostRead.Shape shape() {
        return shape;
    }

    @Override
    protected void fields(Fields f) {}
}
