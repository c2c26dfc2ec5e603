package dev.gfpfuzz.step;

import dev.gfpfuzz.api.PublicApi;

/**
 * Where a task stands: what strategies go by, who do not look at the state itself.
 *
 * @param place of its innermost frame, function and label, as a hash; 0 when it has ended
 * @param access as {@link StateView#nextAccess}
 * @param wants id of the lock that it waits for, or -1
 * @param holds ids of the locks that it holds, a bit each
 */
@PublicApi
public record Standing(long place, long access, int wants, long holds) {
    static Standing of(Task t) {
        long place = 0;
        if (t.depth() > 0) {
            Frame<?> f = t.top();
            place = 31L * f.function().hashCode() + f.label().hashCode();
        }
        return new Standing(place, t.access(), t.waits() == Wait.LOCK ? t.waitOn() : -1, t.held());
    }
}
