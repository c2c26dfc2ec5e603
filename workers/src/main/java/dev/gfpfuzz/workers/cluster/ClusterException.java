package dev.gfpfuzz.workers.cluster;

/** A node cannot take part: the message is one sentence for the user. */
public final class ClusterException extends RuntimeException {
    public ClusterException(String sentence) {
        super(sentence);
    }

    public ClusterException(String sentence, Throwable cause) {
        super(sentence, cause);
    }
}
