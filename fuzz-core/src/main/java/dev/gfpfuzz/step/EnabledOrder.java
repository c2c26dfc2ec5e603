package dev.gfpfuzz.step;

/**
 * The order in which enabled tasks are listed: first those that can run, then those that only the clock can wake; of each
 * the running one first, then in cyclic order of their ids. So choice 0 is "the running task goes on" whenever it can.
 */
public final class EnabledOrder {
    private EnabledOrder() {}

    /**
     * Lists tasks.
     *
     * @param now those that can run, a bit each
     * @param due those that only the clock can wake, a bit each
     * @param running the task that ran last, or {@link World#NOBODY}
     * @param out receives their ids
     * @return how many
     */
    public static int list(long now, long due, int running, int[] out) {
        if (due == 0 && (now & now - 1) == 0) {
            return list(now, out, 0);
        }
        long from = -1L << Math.max(running, 0);
        int n = list(now & from, out, 0);
        n = list(now & ~from, out, n);
        n = list(due & from, out, n);
        return list(due & ~from, out, n);
    }

    private static int list(long set, int[] out, int from) {
        int n = from;
        for (long rest = set; rest != 0; rest &= rest - 1) {
            out[n++] = Long.numberOfTrailingZeros(rest);
        }
        return n;
    }
}
