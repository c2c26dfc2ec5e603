package dev.gfpfuzz.step;

import dev.gfpfuzz.api.PublicApi;

/**
 * A state as those see it who pick what happens next. What most of them go by is known without the state itself, which may
 * be far away in memory.
 */
@PublicApi
public interface StateView {
    /** {@link #nextAccess} of a task of which it is not known. */
    long UNKNOWN = -1;

    /** The task that ran last, or {@link World#NOBODY}. */
    int running();

    /**
     * What a task's next step accesses and whether it changes it, as one number, 0 or above: {@link #thing} and {@link #race}
     * tell what is in it. Or {@link #UNKNOWN}.
     */
    long nextAccess(int task);

    /** How many tasks there are. */
    int taskCount();

    /** Where a task stands. */
    Standing standing(int task);

    /** The state itself, not to be changed and not to be kept. The steps that lead to it may have to be executed for it. */
    World world();

    /** Part and variable that are accessed, as one number; below 0 if that is not known. */
    static long thing(long access) {
        return access >> 1;
    }

    /** Whether two accesses are to the same thing and one of them changes it; the first is known. */
    static boolean race(long access, long other) {
        return thing(access) == thing(other) && ((access | other) & 1) != 0;
    }
}
