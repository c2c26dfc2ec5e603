package dev.gfpfuzz.workers.property;

/** A user's properties cannot be run: the message is one sentence for the user. */
public class PropertyException extends RuntimeException {
    public PropertyException(String sentence) {
        super(sentence);
    }
}
