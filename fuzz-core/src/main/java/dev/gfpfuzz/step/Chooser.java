package dev.gfpfuzz.step;

/** Answers the nondeterministic questions that a model asks inside a step (an I/O's result, an allocation's luck). */
@FunctionalInterface
public interface Chooser {
    /** Always the ordinary value. */
    Chooser ORDINARY = (bound, reason) -> 0;

    /**
     * @param bound number of possible values, at least 2
     * @param reason what is being chosen, a constant text for people
     * @return 0..bound-1; 0 is the ordinary value
     */
    int choose(int bound, String reason);
}
