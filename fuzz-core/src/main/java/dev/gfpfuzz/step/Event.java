package dev.gfpfuzz.step;

/**
 * Something that happened inside a step and that observers (invariants, traces) may care about. Each model lists its
 * events in one enum that implements this; only enums do. Events never change a world.
 */
public interface Event {
    /** The enum constant's name. */
    String name();

    /**
     * The event as a clause of which the task is the subject: "takes lock c.lock".
     *
     * @param a first argument of {@link World#emit}, as the constant documents it
     * @param b second argument
     */
    String describe(World w, Task task, long a, long b);

    /** Whether a story of a run tells this event; what only invariants need would clutter it. */
    default boolean told() {
        return true;
    }
}
