package dev.gfpfuzz.search;

/**
 * What the levels of a breadth-first search foretell of the size of a space, so that one far too large is left before a
 * bound is reached. The number of new states grows from level to level and then shrinks, about alike, so while it grows,
 * most of the space is yet to be met; and where it grows fast it goes on growing for some levels, at first nearly as fast.
 *
 * <p>A rule of thumb, in doubt for going on, as a proof is worth more than the time: of the built-in scenarios' spaces of up to
 * 100,000 states, under the profiles of four kernels, it leaves none, and those that are larger it leaves after a third of the states
 * that they are allowed. With a bound of less than twice a space's size it may be wrong.
 */
final class Forecast {
    /** Levels that are taken to grow as much as the last one, ... */
    private static final int LEVELS = 5;
    /** ... and all states to those met by then. */
    private static final double WHOLE = 1.4;
    /** States up to which going on costs less than a forecast that is wrong. */
    private static final int CHEAP = 4_000;

    private Forecast() {}

    /**
     * Whether there are more states than {@code statesMax}, as it looks.
     *
     * @param seen states met, those of the level to come included
     * @param last states of the level that was expanded, at least 1
     * @param next states of the level to come
     */
    static boolean exceeds(long statesMax, long seen, long last, long next) {
        return next > last && seen > CHEAP && WHOLE * seen * Math.pow(growth(last, next), LEVELS) > statesMax;
    }

    static double growth(long last, long next) {
        return (double) next / last;
    }
}
