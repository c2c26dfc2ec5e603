package dev.gfpfuzz.schedule;

import dev.gfpfuzz.text.BadInputException;

/** A token cannot be read or does not fit this program; the message is one sentence for who pasted it. */
public final class TokenException extends BadInputException {
    private static final long serialVersionUID = 1L;

    public TokenException(String sentence) {
        super(sentence);
    }
}
