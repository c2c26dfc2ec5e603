package dev.gfpfuzz.report;

import dev.gfpfuzz.report.Row.Lane;
import dev.gfpfuzz.report.Story.Actor;
import dev.gfpfuzz.report.Story.Lock;
import dev.gfpfuzz.report.Story.State;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * Swim lanes as fixed-width text: a narrow column a task with a bar for each lock it holds and a glyph for what happens,
 * and beside them the same in words. A context switch shows as a new name in front of the words.
 */
final class SwimLanes {
    private static final String STEP = "%6s  ";
    private static final int STEP_WIDTH = 8;
    /** With less room the words go below the name and the operation instead of beside them. */
    private static final int WORDS_MIN = 36;

    private static final int WORDS_LEAST = 20;
    private static final int INDENT = 2;

    private final Story story;
    private final List<Row> rows;
    private final int width;
    private final Style style;
    private final List<Actor> lanes;
    private final int laneWidth;
    private final int whoWidth;
    private final boolean below;
    private final int room;
    private final StringBuilder out = new StringBuilder();

    private SwimLanes(Story story, Cause cause, int width, Style style) {
        this.story = story;
        this.rows = Row.of(story, cause);
        this.width = width;
        this.style = style;
        this.lanes = story.lanes();
        int widest = story.locks().size() + 1;
        for (Actor a : lanes) {
            widest = Math.max(widest, a.name().length());
        }
        int who = 0;
        for (Row r : rows) {
            who = Math.max(who, who(r).length());
        }
        laneWidth = widest + 2;
        int beside = width - STEP_WIDTH - laneWidth * lanes.size();
        below = beside - who - 2 < WORDS_MIN;
        whoWidth = below ? INDENT : who + 2;
        room = Math.max(WORDS_LEAST, beside - whoWidth);
    }

    /** @param width characters a line */
    static String render(Story story, Cause cause, int width, Style style) {
        return new SwimLanes(story, cause, width, style).render();
    }

    /** The rows from the turn of the first note on, without the legend. */
    static String ending(Story story, Cause cause, int width, Style style) {
        SwimLanes lanes = new SwimLanes(story, cause, width, style);
        int from = 0;
        for (int i = 0; i < lanes.rows.size(); i++) {
            Row r = lanes.rows.get(i);
            if (r.opensTurn()) {
                from = i;
            }
            if (r.breaks() || !r.note().isEmpty()) {
                break;
            }
        }
        lanes.head();
        if (from > 0) {
            lanes.out.append(String.format(STEP, "...").stripTrailing()).append('\n');
        }
        lanes.rows.subList(from, lanes.rows.size()).forEach(lanes::render);
        return lanes.out.toString();
    }

    private String render() {
        head();
        for (Row r : rows) {
            render(r);
        }
        out.append('\n');
        for (String line : lines(legend(story, rows, Marks.TEXT), width - STEP_WIDTH)) {
            out.append(style.dim(" ".repeat(STEP_WIDTH) + line)).append('\n');
        }
        return out.toString();
    }

    private void head() {
        StringBuilder head = new StringBuilder(String.format(STEP, "step"));
        for (Actor a : lanes) {
            head.append(padded(a.name(), laneWidth));
        }
        out.append(style.bold(head + "what happens")).append('\n');
    }

    private void render(Row r) {
        List<String> words = words(r);
        line(
                r,
                r.opensStep() ? Integer.toString(r.step().number()) : "",
                true,
                r.opensTurn() ? who(r) : "",
                words.get(0));
        for (String more : words.subList(1, words.size())) {
            line(r, "", false, "", more);
        }
    }

    /** The row's words in lines; the function behind them stays whole. */
    private List<String> words(Row r) {
        List<String> lines = new ArrayList<>(Wrap.lines(r.text(), room));
        if (below && r.opensTurn()) {
            lines.add(0, "");
        }
        if (!r.function().isEmpty()) {
            String function = "  (" + r.function() + ")";
            int last = lines.size() - 1;
            if (lines.get(last).length() + function.length() <= room) {
                lines.set(last, lines.get(last) + style.dim(function));
            } else {
                lines.add(style.dim(function));
            }
        }
        if (r.breaks()) {
            lines.add(style.bad("◀ the rule is broken here"));
        }
        if (!r.note().isEmpty()) {
            Wrap.lines("◀ " + r.note(), room).forEach(line -> lines.add(style.bold(line)));
        }
        return lines;
    }

    private String who(Row r) {
        String name = story.actor(r.task()).name();
        return r.step().operation().isEmpty() ? name : name + "  " + r.step().operation();
    }

    private void line(Row r, String number, boolean first, String who, String words) {
        StringBuilder line = new StringBuilder(String.format(STEP, number));
        for (Actor a : lanes) {
            line.append(style.lane(a.id(), padded(cell(r, a, first), laneWidth)));
        }
        String name = story.actor(r.task()).name();
        line.append(
                who.isEmpty()
                        ? " ".repeat(whoWidth)
                        : style.lane(r.task(), style.bold(name))
                                + padded(who, whoWidth).substring(name.length()));
        out.append((line + words).stripTrailing()).append('\n');
    }

    // ---- a cell: a bar a lock, then a glyph

    private String cell(Row r, Actor a, boolean first) {
        Lane lane = r.lanes().get(a.id());
        boolean acts = a.id() == r.task();
        StringBuilder cell = new StringBuilder();
        for (Lock lock : story.locks()) {
            char bar = lane.bar(lock.id());
            boolean has = (lane.after() >>> lock.id() & 1) != 0;
            cell.append(first || bar == ' ' || bar == '┃' ? bar : has ? '┃' : ' ');
        }
        if (!acts) {
            return cell.append(mark(a, lane.state())).toString();
        }
        return cell.append(first && hasGlyph(r) ? r.kind().glyph() : ' ').toString();
    }

    private static boolean hasGlyph(Row r) {
        return r.kind() != null && r.kind() != ActKind.TAKES_LOCK && r.kind() != ActKind.DROPS_LOCK;
    }

    private static String mark(Actor a, State state) {
        return switch (state) {
            case FRESH, READY -> "·";
            case WAITS -> a.daemon() ? "" : "w";
            case ASLEEP -> "z";
            case ENDED -> "";
        };
    }

    // ---- legend

    /**
     * How a rendering shows what is no letter.
     *
     * @param holds a lock that is held
     * @param runs a task that could run
     * @param waits one that waits for a lock
     * @param sleeps one that sleeps
     */
    record Marks(String holds, String runs, String waits, String sleeps) {
        private static final Marks TEXT = new Marks("┏┃┗", "·", "w", "z");
    }

    /** What the marks and letters mean that occur. */
    static List<String> legend(Story story, List<Row> rows, Marks marks) {
        List<String> entries = new ArrayList<>();
        if (!story.locks().isEmpty()) {
            List<String> names = story.locks().stream().map(Lock::name).toList();
            entries.add(marks.holds() + " holds " + String.join(", ", names));
        }
        Set<ActKind> used = EnumSet.noneOf(ActKind.class);
        Set<State> idle = EnumSet.noneOf(State.class);
        for (Row r : rows) {
            if (hasGlyph(r)) {
                used.add(r.kind());
            }
            for (Actor a : story.lanes()) {
                if (a.id() != r.task() && !a.daemon()) {
                    idle.add(r.lanes().get(a.id()).state());
                }
            }
        }
        used.forEach(kind -> entries.add(kind.glyph() + " " + kind.meaning()));
        if (idle.contains(State.READY) || idle.contains(State.FRESH)) {
            entries.add(marks.runs() + " could run");
        }
        if (idle.contains(State.WAITS)) {
            entries.add(marks.waits() + " waits");
        }
        if (idle.contains(State.ASLEEP)) {
            entries.add(marks.sleeps() + " sleeps");
        }
        if (story.rows().size() < story.steps().size()) {
            entries.add("numbers left out: nothing happens that others see");
        }
        return entries;
    }

    /** The entries in lines of at most {@code width} characters. */
    static List<String> lines(List<String> entries, int width) {
        List<String> lines = new ArrayList<>();
        String line = "";
        for (String entry : entries) {
            boolean fits = line.length() + 3 + entry.length() <= width;
            if (!line.isEmpty() && !fits) {
                lines.add(line);
                line = "";
            }
            line = line.isEmpty() ? entry : line + "   " + entry;
        }
        lines.add(line);
        return lines;
    }

    static String padded(String text, int width) {
        return text + " ".repeat(Math.max(0, width - text.length()));
    }
}
