package dev.gfpfuzz.workers.codec;

/** Bytes that are no message, or a message that is too large for the wire. */
public final class WireException extends RuntimeException {
    public WireException(String sentence) {
        super(sentence);
    }

    public WireException(String sentence, Throwable cause) {
        super(sentence, cause);
    }
}
