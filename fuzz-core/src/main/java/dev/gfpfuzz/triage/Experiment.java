package dev.gfpfuzz.triage;

import java.util.List;

/**
 * A question about the rules of allocation, answered by runs.
 *
 * @param id what users write: {@code Q1}
 * @param question as the thread of June 2018 asks it
 * @param expected the answer that reading the source suggests
 * @param run executes it
 */
public record Experiment(String id, String question, String expected, Body run) {
    /** Executes an experiment. */
    public interface Body {
        /**
         * @param schedules runs per cell of the table
         * @param seed everything random derives from it
         */
        Result run(int schedules, long seed);
    }

    /**
     * What came out.
     *
     * @param columns headings, the first for the row's name
     * @param rows cells as text
     * @param answer the answer, as a sentence with the figures
     * @param asExpected whether it is the expected one
     */
    public record Result(List<String> columns, List<List<String>> rows, String answer, boolean asExpected) {
        public Result {
            columns = List.copyOf(columns);
            rows = rows.stream().map(List::copyOf).toList();
        }
    }
}
