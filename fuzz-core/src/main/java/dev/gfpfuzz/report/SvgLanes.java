package dev.gfpfuzz.report;

import dev.gfpfuzz.report.Story.Actor;
import dev.gfpfuzz.report.Story.Lock;
import dev.gfpfuzz.report.Story.State;
import dev.gfpfuzz.report.SwimLanes.Marks;
import java.util.ArrayList;
import java.util.List;

/**
 * The swim lanes as a picture: time goes down, a lane a task, a thick bar where it holds a lock, a broken line where it
 * sleeps or waits, a dot with a glyph for each thing that happens, an arrow for each context switch, words at the right,
 * and below what the glyphs mean. As wide as its longest words.
 */
final class SvgLanes {
    private static final int ROW = 19;
    private static final int TOP = 34;
    private static final int STEP = 34;
    private static final int LANE = 74;
    private static final int MARGIN = 12;

    private static final String BREACH = "◀ the rule is broken here";
    private static final String POINTER = "◀ ";
    private static final Marks MARKS = new Marks("▍", "│", "╎", "┊");
    private static final double CHARACTER = 7.3;
    private static final List<String> COLORS =
            List.of("#0b7285", "#a05200", "#862e9c", "#237032", "#364fc7", "#a61e4d");

    private final Explanation explanation;
    private final Story story;
    private final List<Actor> lanes;
    private final List<Row> rows;
    private final StringBuilder out = new StringBuilder();

    SvgLanes(Explanation explanation) {
        this.explanation = explanation;
        this.story = explanation.story();
        this.lanes = story.lanes();
        this.rows = Row.of(story, explanation.cause());
    }

    /** A whole SVG document. */
    String document() {
        return "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n" + element();
    }

    /** The {@code svg} element, to be put into a page. */
    String element() {
        int lines = 0;
        List<Integer> at = new ArrayList<>();
        for (Row r : rows) {
            at.add(lines);
            lines += 1 + (r.breaks() ? 1 : 0) + (r.note().isEmpty() ? 0 : 1);
        }
        List<String> entries = SwimLanes.legend(story, rows, MARKS);
        int longest = entries.stream().mapToInt(String::length).max().orElse(0);
        int characters = Math.max(longest, wordsWidth());
        List<String> legend = SwimLanes.lines(entries, characters + (int) (LANE * lanes.size() / CHARACTER));
        int width = words() + (int) Math.ceil(CHARACTER * characters) + MARGIN;
        int height = TOP + (lines + 1 + legend.size()) * ROW;
        out.append(String.format(
                "<svg xmlns=\"http://www.w3.org/2000/svg\" class=\"lanes-svg\" viewBox=\"0 0 %d %d\" width=\"%d\" height=\"%d\" role=\"img\">%n",
                width, height, width, height));
        out.append("<title>").append(xml(explanation.verdictLine())).append("</title>\n");
        // Style sheets of pictures in a page hold for the whole page, hence the prefix.
        out.append(
                "<style>.lanes-svg text{font:12px ui-monospace,'DejaVu Sans Mono',Menlo,Consolas,monospace;fill:#212529}"
                        + ".lanes-svg .n{fill:#495057;font-size:11px}.lanes-svg .f{fill:#495057}.lanes-svg .h{font-weight:bold}"
                        + ".lanes-svg .g{font-size:10px;fill:#fff;text-anchor:middle;font-weight:bold}</style>\n");
        out.append("<rect width=\"100%\" height=\"100%\" fill=\"#fff\"/>\n");
        for (int i = 0; i < rows.size(); i++) {
            background(rows.get(i), at.get(i), width);
        }
        for (Actor a : lanes) {
            text(x(a.id()), 18, "h", "text-anchor=\"middle\" style=\"fill:" + color(a.id()) + "\"", a.name());
            lifeline(a, at, lines);
        }
        switches(at);
        for (int i = 0; i < rows.size(); i++) {
            row(rows.get(i), at.get(i));
        }
        for (int i = 0; i < legend.size(); i++) {
            text(STEP, y(lines + i) + ROW / 2 + 4, "f", "", legend.get(i));
        }
        return out.append("</svg>\n").toString();
    }

    private int x(int task) {
        int column = 0;
        while (lanes.get(column).id() != task) {
            column++;
        }
        return STEP + LANE * column + LANE / 2;
    }

    private static int y(int line) {
        return TOP + line * ROW + ROW / 2;
    }

    private static String color(int task) {
        return COLORS.get(task % COLORS.size());
    }

    private void background(Row r, int line, int width) {
        String fill = r.breaks() ? "#ffe3e3" : r.note().isEmpty() ? "" : "#fff3bf";
        if (!fill.isEmpty()) {
            int lines = 1 + (r.breaks() ? 1 : 0) + (r.note().isEmpty() ? 0 : 1);
            out.append(String.format(
                    "<rect x=\"0\" y=\"%d\" width=\"%d\" height=\"%d\" fill=\"%s\"/>%n",
                    TOP + line * ROW, width, lines * ROW, fill));
        } else if (r.opensTurn()) {
            out.append(String.format(
                    "<line x1=\"0\" x2=\"%d\" y1=\"%d\" y2=\"%d\" stroke=\"#e9ecef\"/>%n",
                    width, TOP + line * ROW, TOP + line * ROW));
        }
    }

    /** One segment a row: how the task stands there, and its locks. */
    private void lifeline(Actor a, List<Integer> at, int lines) {
        for (int i = 0; i < rows.size(); i++) {
            Row r = rows.get(i);
            int top = TOP + at.get(i) * ROW;
            int bottom = TOP + (i + 1 < rows.size() ? at.get(i + 1) : lines) * ROW;
            State state =
                    r.task() == a.id() ? State.READY : r.lanes().get(a.id()).state();
            boolean idle = a.daemon() && state == State.WAITS;
            if (state != State.ENDED && !idle) {
                String dash = switch (state) {
                    case ASLEEP -> " stroke-dasharray=\"1 5\" stroke-width=\"2\"";
                    case WAITS -> " stroke-dasharray=\"5 4\"";
                    default -> "";
                };
                out.append(String.format(
                        "<line x1=\"%1$d\" x2=\"%1$d\" y1=\"%2$d\" y2=\"%3$d\" stroke=\"%4$s\"%5$s/>%n",
                        x(a.id()), top, bottom, state == State.FRESH ? "#dee2e6" : "#adb5bd", dash));
            }
            int offset = -14;
            for (Lock lock : story.locks()) {
                char bar = r.lanes().get(a.id()).bar(lock.id());
                if (bar != ' ') {
                    int from = bar == '┏' ? top + ROW / 2 : top;
                    int to = bar == '┗' ? top + ROW / 2 : bottom;
                    out.append(String.format(
                            "<rect x=\"%d\" y=\"%d\" width=\"6\" height=\"%d\" fill=\"%s\" fill-opacity=\"0.75\"><title>holds %s</title></rect>%n",
                            x(a.id()) + offset, from, to - from, color(a.id()), xml(lock.name())));
                }
                offset -= 8;
            }
        }
    }

    private void switches(List<Integer> at) {
        for (int i = 1; i < rows.size(); i++) {
            int from = rows.get(i - 1).task();
            int to = rows.get(i).task();
            if (from != to) {
                int y1 = y(at.get(i - 1));
                int y2 = y(at.get(i));
                out.append(String.format(
                        "<path d=\"M%d %d C%d %d %d %d %d %d\" fill=\"none\" stroke=\"#ced4da\" stroke-width=\"1.5\"/>%n",
                        x(from), y1, x(from), y2, x(to), y1, x(to), y2));
            }
        }
    }

    private void row(Row r, int line) {
        int y = y(line) + 4;
        if (r.opensStep()) {
            text(
                    STEP - 8,
                    y,
                    "n",
                    "text-anchor=\"end\"",
                    Integer.toString(r.step().number()));
        }
        boolean dot = r.kind() != null;
        if (dot) {
            boolean lock = r.kind() == ActKind.TAKES_LOCK || r.kind() == ActKind.DROPS_LOCK;
            out.append(String.format(
                    "<circle cx=\"%d\" cy=\"%d\" r=\"%d\" fill=\"%s\"/>%n",
                    x(r.task()), y - 4, lock ? 3 : 7, r.breaks() ? "#e03131" : color(r.task())));
            if (!lock) {
                text(x(r.task()), y - 1, "g", "", String.valueOf(r.kind().glyph()));
            }
        }
        int words = words();
        if (r.opensTurn()) {
            String operation = r.step().operation();
            String who = story.actor(r.task()).name() + (operation.isEmpty() ? "" : "  " + operation);
            text(words, y, "h", "style=\"fill:" + color(r.task()) + "\"", who);
        }
        words += (int) (CHARACTER * whoWidth());
        text(words, y, "", "", r.text());
        if (!r.function().isEmpty()) {
            text((int) (words + CHARACTER * (r.text().length() + 2)), y, "f", "", r.function());
        }
        int below = y;
        if (r.breaks()) {
            below += ROW;
            text(words, below, "h", "style=\"fill:#c92a2a\"", BREACH);
        }
        if (!r.note().isEmpty()) {
            below += ROW;
            text(words, below, "h", "", POINTER + r.note());
        }
    }

    /** Where the words begin. */
    private int words() {
        return STEP + LANE * lanes.size() + 10;
    }

    /** Characters of the longest words, those in front of them included. */
    private int wordsWidth() {
        int widest = 0;
        for (Row r : rows) {
            int function = r.function().isEmpty() ? 0 : 2 + r.function().length();
            widest = Math.max(widest, r.text().length() + function);
            widest = Math.max(widest, r.breaks() ? BREACH.length() : 0);
            widest = Math.max(
                    widest, r.note().isEmpty() ? 0 : POINTER.length() + r.note().length());
        }
        return whoWidth() + widest;
    }

    private int whoWidth() {
        int widest = 0;
        for (Row r : rows) {
            int operation = r.step().operation().length();
            widest = Math.max(widest, story.actor(r.task()).name().length() + (operation == 0 ? 0 : operation + 2));
        }
        return widest + 2;
    }

    private void text(int x, int y, String css, String attributes, String text) {
        out.append("<text x=\"").append(x).append("\" y=\"").append(y).append('"');
        if (!css.isEmpty()) {
            out.append(" class=\"").append(css).append('"');
        }
        if (!attributes.isEmpty()) {
            out.append(' ').append(attributes);
        }
        out.append(" xml:space=\"preserve\">").append(xml(text)).append("</text>\n");
    }

    /** Text as it may stand in XML and HTML, in elements and attributes. */
    static String xml(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
    }
}
