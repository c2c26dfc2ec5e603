package dev.gfpfuzz.coordinator.campaign;

/** How much a campaign spends. */
public sealed interface Budget {
    /**
     * That many runs over all targets together, shared evenly; the first targets get the odd ones.
     *
     * @param schedules at least 1
     */
    record Schedules(long schedules) implements Budget {
        public Schedules {
            if (schedules < 1) {
                throw new IllegalArgumentException("A budget of " + schedules + " schedules; it takes at least 1");
            }
        }
    }

    /**
     * That much running time over all sittings together, shared evenly by shards.
     *
     * @param seconds at least 1
     */
    record Seconds(long seconds) implements Budget {
        public Seconds {
            if (seconds < 1) {
                throw new IllegalArgumentException("A budget of " + seconds + " seconds; it takes at least 1");
            }
        }
    }
}
