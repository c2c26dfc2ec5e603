package dev.gfpfuzz.workers.property;

/**
 * How a child ended that was not told to.
 *
 * @param kind name of the finding
 * @param run number of the run whose body it was in, or {@code BlackBox.IDLE} outside of bodies
 * @param clause what it did: "calls System.exit in com.acme.Lock.close"
 */
record Death(String kind, long run, String clause) {
    static final String HANGS = "property-hangs";
    static final String EXITS = "property-exits";
    static final String FLOODS = "property-floods";
    static final String OUT_OF_MEMORY = "property-out-of-memory";
    static final String DIES = "property-dies";
}
