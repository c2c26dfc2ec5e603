package dev.gfpfuzz.coordinator.campaign;

import java.util.List;

/**
 * How far a campaign's silence can be trusted.
 *
 * @param audited counted shards that the coordinator has run itself, too, with the same result
 * @param canaries how often the planted bug was searched
 * @param canariesFound how often it was found
 * @param expelled workers whose results did not hold, and how that was seen: a sentence each
 * @param unlisted runs whose finding had no room in the list of findings
 */
public record Accounts(long audited, long canaries, long canariesFound, List<String> expelled, long unlisted) {
    public Accounts {
        expelled = List.copyOf(expelled);
    }

    /** Whether a planted bug was missed: what else was searched since then may have been missed, too. */
    public boolean alarm() {
        return canariesFound < canaries;
    }

    /** The alarm as a sentence. */
    public String alarmSentence() {
        return "ALARM: the planted bug was searched " + times(canaries) + " and found " + times(canariesFound)
                + ", so silence means nothing";
    }

    private static String times(long n) {
        return n == 1 ? "once" : n == 0 ? "never" : n + " times";
    }
}
