package dev.gfpfuzz.step;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Sees every event and every step's end of a world it was attached to. Must not change the world's model state. */
public interface Observer {
    /**
     * The events that {@link #on} is about, each an enum constant; null for every event. Asked once, when a world is
     * built, so that the others cost nothing. {@code on} may see more than these.
     */
    default @Nullable List<? extends Event> hears() {
        return null;
    }

    /**
     * What {@link #afterStep} is about: it is called after steps that touched any of these components, bits as in {@link
     * World#touched()}. Asked once, when a world is built.
     */
    default long watches() {
        return -1;
    }

    /**
     * Whether {@link #afterStep} looks at parts by {@link Part#changedFor} alone, with this observer's number in its world:
     * it is then not called for parts that it has seen since they changed. Asked once, when a world is built.
     */
    default boolean changesOnly() {
        return false;
    }

    /** Called inside the step, right where the model emitted the event. */
    default void on(World w, Event event, Task task, long a, long b) {}

    /** Called at the end of each step, at a scheduling point. */
    default void afterStep(World w, Task task) {}

    /** Called once when no task is enabled: the run is over. */
    default void atQuiescence(World w) {}
}
