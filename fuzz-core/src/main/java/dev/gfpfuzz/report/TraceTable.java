package dev.gfpfuzz.report;

import dev.gfpfuzz.report.Story.Act;
import dev.gfpfuzz.report.Story.Pick;
import dev.gfpfuzz.report.Story.Step;
import java.util.ArrayList;
import java.util.List;

/** The trace as it is: a line a step with its task, position, choices and events. For machines to compare and for grep. */
final class TraceTable {
    private TraceTable() {}

    static String render(Story story) {
        int task = 4;
        int at = 2;
        for (Step s : story.steps()) {
            task = Math.max(task, story.actor(s.task()).name().length());
            at = Math.max(at, at(s).length());
        }
        StringBuilder out = new StringBuilder();
        String row = "%6s  %-" + task + "s  %-" + at + "s  %s";
        out.append(String.format(row, "step", "task", "at", "choices, events")).append('\n');
        for (Step s : story.steps()) {
            if (s.number() == story.circleBegins()) {
                out.append("        -- from here the run goes round and round:\n");
            }
            String text = String.format(row, s.number(), story.actor(s.task()).name(), at(s), what(s));
            out.append(text.stripTrailing()).append('\n');
        }
        if (story.circleBegins() > 0) {
            out.append(String.format("        -- everything is as it was before step %d%n", story.circleBegins()));
        }
        return out.toString();
    }

    private static String at(Step s) {
        return s.function() + ":" + s.label();
    }

    private static String what(Step s) {
        List<String> words = new ArrayList<>();
        for (Pick p : s.picks()) {
            words.add("[" + p.reason() + ": " + p.value() + " of " + p.bound() + "]");
        }
        for (Act a : s.acts()) {
            words.add(a.text());
        }
        return String.join("; ", words);
    }
}
