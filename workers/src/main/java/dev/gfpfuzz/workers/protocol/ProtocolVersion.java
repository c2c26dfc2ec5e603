package dev.gfpfuzz.workers.protocol;

/**
 * Which messages this build speaks. A coordinator refuses workers of another version, and says so: a Hello and a Goodbye
 * have the same bytes in every version.
 */
public final class ProtocolVersion {
    /** Goes up with every change of a message's meaning or encoding, and with every change of what a shard computes. */
    public static final int CURRENT = 3;

    private ProtocolVersion() {}
}
