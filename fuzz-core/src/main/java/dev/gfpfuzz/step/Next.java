package dev.gfpfuzz.step;

/** What a frame's step tells the machine. Frames obtain it from the verbs of {@link Frame}, never name it. */
public enum Next {
    /** The same task goes on at once: the step is not over. */
    CONTINUE,
    /** A scheduling point: any enabled task may run next. */
    PAUSE
}
