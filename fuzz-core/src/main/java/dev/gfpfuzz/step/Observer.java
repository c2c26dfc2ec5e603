package dev.gfpfuzz.step;

/** Sees every event and every step's end of a world it was attached to. Must not change the world's model state. */
public interface Observer {
    /** Called inside the step, right where the model emitted the event. */
    default void on(World w, Event event, Task task, long a, long b) {}

    /** Called at the end of each step, at a scheduling point. */
    default void afterStep(World w, Task task) {}

    /** Called once when no task is enabled: the run is over. */
    default void atQuiescence(World w) {}
}
