package dev.gfpfuzz.step;

/** Who may run: computed from what each task declared to wait for. */
final class Readiness {
    private Readiness() {}

    /** {@link World#enabled}. */
    static int enabled(World w, Part[] parts, Task[] tasks, int[] out) {
        int n = 0;
        int timed = 0;
        int count = tasks.length;
        int id = Math.max(w.running(), 0);
        long next = Task.NO_TIMEOUT;
        for (int i = 0; i < count; i++) {
            Task t = tasks[id];
            switch (t.waits()) {
                case NOTHING -> out[n++] = id;
                case LOCK -> {
                    if (((Lock) parts[t.waitOn()]).available(w, t, t.waitMode())) {
                        out[n++] = id;
                    }
                }
                case SLEEP -> {
                    if (!t.asleep()) {
                        out[n++] = id;
                    } else if (t.deadline() != Task.NO_TIMEOUT) {
                        timed++;
                        next = Math.min(next, t.deadline());
                    }
                }
                case CONDITION -> {
                    if (t.top().ready(w, t)) {
                        out[n++] = id;
                    }
                }
                case DONE -> {}
            }
            id = id + 1 == count ? 0 : id + 1;
        }
        return timed == 0 ? n : appendTimed(w, tasks, out, n, next);
    }

    /** Of the sleepers with a timeout, those whose clock is next: time passes only to the next instant. */
    private static int appendTimed(World w, Task[] tasks, int[] out, int from, long next) {
        int n = from;
        int id = Math.max(w.running(), 0);
        for (int i = 0; i < tasks.length; i++) {
            Task t = tasks[id];
            if (t.waits() == Wait.SLEEP && t.asleep() && t.deadline() == next) {
                out[n++] = id;
            }
            id = id + 1 == tasks.length ? 0 : id + 1;
        }
        return n;
    }
}
