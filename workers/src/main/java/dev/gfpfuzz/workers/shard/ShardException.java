package dev.gfpfuzz.workers.shard;

/** A model, an invariant or a strategy failed while it ran a shard: an internal error, and where to find it again. */
public final class ShardException extends RuntimeException {
    public ShardException(ShardSpec spec, long run, Throwable cause) {
        super(
                "Run " + run + " of shard " + spec.shard() + " ("
                        + spec.target(run).title() + ", strategy " + spec.strategy() + ", run seed 0x"
                        + Long.toHexString(spec.runSeed(run)) + ") failed: " + cause,
                cause);
    }
}
