package dev.gfpfuzz.profile;

import dev.gfpfuzz.text.BadInputException;

/** A profile's text is wrong at a place; the message is {@code file:line:column: sentence}. */
public final class ProfileException extends BadInputException {
    private static final long serialVersionUID = 1L;

    /**
     * @param line from 1
     * @param column from 1
     */
    public ProfileException(String source, int line, int column, String sentence) {
        super(source + ":" + line + ":" + column + ": " + sentence);
    }
}
