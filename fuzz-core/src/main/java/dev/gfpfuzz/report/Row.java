package dev.gfpfuzz.report;

import dev.gfpfuzz.report.Phrases.Clause;
import dev.gfpfuzz.report.Story.Act;
import dev.gfpfuzz.report.Story.State;
import dev.gfpfuzz.report.Story.Step;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A row of the swim lanes, text or SVG: one clause of one step.
 *
 * @param opensStep whether it is the step's first row, the one with the number
 * @param opensTurn whether another task or operation was on before
 * @param kind what sort of thing the clause is; null when nothing happens in the step
 * @param function the clause's kernel function, or empty when the row above has the same
 * @param breaks whether the rule is broken here
 * @param note what to point at below the row, or empty
 * @param lanes each task here, by id
 */
record Row(
        Step step,
        boolean opensStep,
        boolean opensTurn,
        String text,
        String function,
        @Nullable ActKind kind,
        boolean breaks,
        String note,
        List<Lane> lanes) {
    Row {
        lanes = List.copyOf(lanes);
    }

    /**
     * A task in a row.
     *
     * @param before locks held above the row, a bit each
     * @param after locks held below it
     * @param state what it is doing, if it is not the one that runs
     */
    record Lane(long before, long after, State state) {
        /** Whether it has, takes or drops the lock: {@code ' ', '┏', '┃', '┗'}. */
        char bar(int lock) {
            boolean had = (before >>> lock & 1) != 0;
            boolean has = (after >>> lock & 1) != 0;
            return had ? has ? '┃' : '┗' : has ? '┏' : ' ';
        }
    }

    /** The task that runs. */
    int task() {
        return step.task();
    }

    /** The rows of a story; steps in which nothing happens that others see have none. */
    static List<Row> of(Story story, Cause cause) {
        List<Row> rows = new ArrayList<>();
        int n = story.actors().size();
        long[] held = new long[n];
        List<State> states = new ArrayList<>();
        for (int i = 0; i < n; i++) {
            states.add(State.FRESH);
        }
        Step before = null;
        for (Step s : story.steps()) {
            if (story.shown(s)) {
                boolean turn = before == null || before.task() != s.task() || before.position() != s.position();
                add(rows, story, cause, s, turn, held, states);
                before = s;
            }
            for (int i = 0; i < n; i++) {
                held[i] = s.after().get(i).held();
                states.set(i, s.after().get(i).state());
            }
        }
        return rows;
    }

    private static void add(
            List<Row> rows, Story story, Cause cause, Step s, boolean turn, long[] held, List<State> states) {
        List<Clause> clauses = new ArrayList<>(Phrases.of(s));
        if (clauses.isEmpty()) {
            clauses.add(new Clause(s.function(), "goes on", 0, -1));
        }
        int breaking = story.breach().step() == s.number()
                ? clauseOf(clauses, story.breach().act())
                : -1;
        String function = turn || rows.isEmpty() ? "" : lastFunction(rows);
        for (int i = 0; i < clauses.size(); i++) {
            Clause c = clauses.get(i);
            List<Lane> lanes = new ArrayList<>();
            for (int t = 0; t < held.length; t++) {
                long after = t == s.task() ? held(held[t], s, c) : held[t];
                lanes.add(new Lane(held[t], after, states.get(t)));
                held[t] = after;
            }
            rows.add(new Row(
                    s,
                    i == 0,
                    turn && i == 0,
                    c.text(),
                    c.function().equals(function) ? "" : c.function(),
                    i == breaking ? ActKind.BREAKS : c.lastAct() < 0 ? null : kind(s, c),
                    i == breaking,
                    i == clauses.size() - 1 ? cause.notes().getOrDefault(s.number(), "") : "",
                    lanes));
            function = c.function();
        }
    }

    /** Of several events the one that matters to a reader; linking a buffer is what follows from taking it. */
    private static ActKind kind(Step s, Clause c) {
        ActKind last = s.acts().get(c.lastAct()).kind();
        return last == ActKind.OTHER ? s.acts().get(c.firstAct()).kind() : last;
    }

    private static String lastFunction(List<Row> rows) {
        for (int i = rows.size() - 1; i >= 0; i--) {
            if (!rows.get(i).function().isEmpty()) {
                return rows.get(i).function();
            }
        }
        return "";
    }

    private static int clauseOf(List<Clause> clauses, int act) {
        for (int i = 0; i < clauses.size(); i++) {
            if (act <= clauses.get(i).lastAct()) {
                return i;
            }
        }
        return clauses.size() - 1;
    }

    private static long held(long held, Step s, Clause c) {
        long after = held;
        for (int i = c.firstAct(); i <= c.lastAct(); i++) {
            Act act = s.acts().get(i);
            if (act.kind() == ActKind.TAKES_LOCK) {
                after |= 1L << act.a();
            } else if (act.kind() == ActKind.DROPS_LOCK) {
                after &= ~(1L << act.a());
            }
        }
        return after;
    }
}
