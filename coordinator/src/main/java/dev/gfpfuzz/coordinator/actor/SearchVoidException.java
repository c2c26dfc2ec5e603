package dev.gfpfuzz.coordinator.actor;

/** What an exhaustive search has come to so far rests on results that do not hold; it has to begin anew. */
public final class SearchVoidException extends RuntimeException {
    SearchVoidException(String sentence) {
        super(sentence);
    }
}
