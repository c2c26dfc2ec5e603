package dev.gfpfuzz.scenario;

import dev.gfpfuzz.api.PublicApi;
import dev.gfpfuzz.text.BadInputException;

/** A scenario's text is wrong at a place; the message is {@code file:line:column: sentence}. */
@PublicApi
public final class ScenarioException extends BadInputException {
    private static final long serialVersionUID = 1L;

    private final int line;
    private final int column;

    /**
     * @param line from 1
     * @param column from 1
     */
    public ScenarioException(String source, int line, int column, String sentence) {
        super(source + ":" + line + ":" + column + ": " + sentence);
        this.line = line;
        this.column = column;
    }

    public int line() {
        return line;
    }

    public int column() {
        return column;
    }
}
