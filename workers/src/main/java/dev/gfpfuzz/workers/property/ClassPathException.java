package dev.gfpfuzz.workers.property;

/**
 * The files that a campaign's properties are in are not here, or are others. Nothing is wrong with the campaign: a machine
 * that has the files can do the work.
 */
public final class ClassPathException extends PropertyException {
    public ClassPathException(String sentence) {
        super(sentence);
    }
}
