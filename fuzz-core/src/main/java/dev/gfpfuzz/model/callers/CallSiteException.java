package dev.gfpfuzz.model.callers;

/** A catalogue cannot be read. The message names the file and line and says what is accepted. */
public final class CallSiteException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public CallSiteException(String message) {
        super(message);
    }
}
