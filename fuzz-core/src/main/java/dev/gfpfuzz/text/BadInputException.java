package dev.gfpfuzz.text;

import dev.gfpfuzz.api.PublicApi;

/**
 * Something that a person wrote is wrong: a scenario, a profile, a token, a name. The message is one sentence for that
 * person: what was asked, what was found, what is accepted, the nearest name.
 */
@PublicApi
public class BadInputException extends IllegalArgumentException {
    private static final long serialVersionUID = 1L;

    public BadInputException(String sentence) {
        super(sentence);
    }

    /** "Unknown invariant 'no-lost-bufer'; known: no-deadlock, no-lost-freed-buffer (did you mean no-lost-freed-buffer?)." */
    public static BadInputException unknown(String what, String name, Iterable<String> known) {
        return new BadInputException(NearestName.unknown(what, name, known));
    }
}
