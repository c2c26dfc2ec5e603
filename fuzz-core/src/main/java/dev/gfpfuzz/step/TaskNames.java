package dev.gfpfuzz.step;

/** How a part's fields refer to tasks, and to items that a part numbers ({@link Part#items}), for searches that take states which differ only in the names of equal tasks for one. */
public enum TaskNames {
    /** Not said: a world with such a part is searched without symmetry. */
    UNKNOWN,
    /** No field says anything about a particular task or item. */
    NONE,
    /**
     * Every field that names tasks is visited by {@link Fields#task}, {@link Fields#tasks} or {@link Fields#byTask}, every
     * one that names items by {@link Fields#item} and its like, and nothing that the part does depends on the order of their ids.
     */
    VISITED
}
