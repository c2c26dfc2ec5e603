package dev.gfpfuzz.coordinator.cli;

/** Something that the user asked for cannot be done; the message is one sentence that says what to do instead. */
final class UserException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    UserException(String sentence) {
        super(sentence);
    }
}
