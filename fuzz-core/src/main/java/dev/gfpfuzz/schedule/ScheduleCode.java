package dev.gfpfuzz.schedule;

/** Half bytes of a schedule in a token; below {@link #RUN_OF_2} they are choices. See {@link PayloadWriter#end}. */
final class ScheduleCode {
    /** Two zeros; the next three codes are three, four and five zeros. */
    static final int RUN_OF_2 = 10;

    /** A longer run of zeros follows. */
    static final int RUN = 14;

    /** A larger choice follows. */
    static final int CHOICE = 15;

    /** Zeros from which on a run is a long one. */
    static final int LONG_RUN = 6;

    private ScheduleCode() {}
}
