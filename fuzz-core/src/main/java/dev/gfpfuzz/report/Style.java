package dev.gfpfuzz.report;

/** How text is set off: with nothing, or with the escape sequences of a terminal. */
public enum Style {
    PLAIN,
    ANSI;

    private static final int[] LANE_COLORS = {36, 33, 35, 32, 34, 31};

    public String bold(String text) {
        return sgr("1", text);
    }

    public String dim(String text) {
        return sgr("2", text);
    }

    public String bad(String text) {
        return sgr("1;31", text);
    }

    public String good(String text) {
        return sgr("1;32", text);
    }

    /** The colour of a task. */
    String lane(int task, String text) {
        return sgr(Integer.toString(LANE_COLORS[task % LANE_COLORS.length]), text);
    }

    private String sgr(String code, String text) {
        return this == PLAIN ? text : "\u001b[" + code + "m" + text + "\u001b[0m";
    }
}
