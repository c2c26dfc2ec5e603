package dev.gfpfuzz.report;

import dev.gfpfuzz.invariant.Invariant;
import dev.gfpfuzz.report.Story.Actor;
import dev.gfpfuzz.report.Story.Stance;
import dev.gfpfuzz.report.Story.State;
import dev.gfpfuzz.run.Around;
import dev.gfpfuzz.run.End;
import dev.gfpfuzz.run.Outcome;
import dev.gfpfuzz.run.Runner;
import dev.gfpfuzz.run.Subject;
import dev.gfpfuzz.scenario.Case;
import dev.gfpfuzz.schedule.Schedule;
import dev.gfpfuzz.step.Violation;
import java.util.List;

/**
 * The story of one run for people: verdict, rule and cause, swim lanes, where each task is at the end, how to replay.
 * Reads the same on every machine.
 */
public final class Explanation {
    /** Characters a line, where nobody says otherwise. */
    public static final int WIDTH = 116;

    private final String title;
    private final Subject subject;
    private final Story story;
    private final Cause cause;
    private final Rule rule;
    private final String token;

    /** The rule that a violation broke. */
    record Rule(String statement, String source) {
        static final Rule NONE = new Rule("", "");
    }

    private Explanation(String title, Subject subject, Story story, String token) {
        this.title = title;
        this.subject = subject;
        this.story = story;
        this.cause = Cause.of(story);
        this.rule = rule();
        this.token = token;
    }

    /** @param token the run's token, for the lines on how to replay; may be empty */
    public static Explanation of(Case theCase, Schedule schedule, String token) {
        return of(theCase.subject(), schedule, token);
    }

    /** As above for a subject that comes from no scenario text. */
    public static Explanation of(Subject subject, Schedule schedule, String token) {
        return new Explanation(subject.name(), subject, Recording.of(subject, schedule, Runner.STEPS_MAX), token);
    }

    private Rule rule() {
        Violation v = story.outcome().violation();
        if (v == null) {
            return Rule.NONE;
        }
        for (Invariant i : subject.invariants()) {
            if (i.name().equals(v.invariant())) {
                return new Rule(i.statement(), i.source());
            }
        }
        if (v.invariant().equals(Around.NO_LIVELOCK)) {
            return new Rule(Around.STATEMENT, Around.SOURCE);
        }
        return new Rule("No BUG_ON of the modelled functions is reached.", "the function named above");
    }

    // ---- what it is made of, for the other renderings in this package

    Story story() {
        return story;
    }

    Cause cause() {
        return cause;
    }

    Rule ruleBroken() {
        return rule;
    }

    String token() {
        return token;
    }

    String title() {
        return title;
    }

    // ---- facts

    public Outcome outcome() {
        return story.outcome();
    }

    /** The run's identity: equal traces, equal hashes, on every machine. */
    public long traceHash() {
        return story.traceHash();
    }

    /** The verdict in one line: {@code VIOLATED no-lost-freed-buffer: two-readers under mut_renoio}. */
    public String verdictLine() {
        Violation v = story.outcome().violation();
        String verdict = v != null
                ? "VIOLATED " + v.invariant()
                : story.outcome().end() == End.FINISHED ? "HOLDS" : "INCONCLUSIVE";
        return verdict + ": " + title + ", " + size();
    }

    /** As above, the verdict in colour. */
    public String verdictLine(Style style) {
        String line = verdictLine();
        int colon = line.indexOf(':');
        String verdict = line.substring(0, colon);
        String coloured = story.outcome().violated()
                ? style.bad(verdict)
                : story.outcome().end() == End.FINISHED ? style.good(verdict) : verdict;
        return coloured + line.substring(colon);
    }

    private String size() {
        long tasks = story.actors().stream().filter(a -> !a.daemon()).count();
        return count(tasks, "task") + ", " + count(story.steps().size(), "step") + ", "
                + count(story.outcome().contextSwitches(), "context switch");
    }

    private static String count(long n, String what) {
        return n + " " + what + (n == 1 ? "" : what.endsWith("ch") ? "es" : "s");
    }

    // ---- text

    /** The whole explanation. */
    public String text(int width, Style style) {
        StringBuilder out = new StringBuilder();
        head(out, width, style);
        out.append('\n').append(SwimLanes.render(story, cause, width, style));
        end(out, width, style);
        replay(out, style);
        return out.toString();
    }

    /** The verdict, what happened and why, and the lanes from the cause on: for a first look. */
    public String brief(int width, Style style) {
        StringBuilder out = new StringBuilder();
        head(out, width, style);
        out.append('\n').append(SwimLanes.ending(story, cause, width, style));
        return out.toString();
    }

    private void head(StringBuilder out, int width, Style style) {
        Outcome o = story.outcome();
        boolean violated = o.violated();
        out.append(verdictLine(style)).append("\n\n");
        if (violated) {
            out.append(Wrap.hanging("  what    ", o.violation().sentence(), width));
            out.append(Wrap.hanging("  rule    ", rule.statement(), width));
            out.append(Wrap.hanging("  source  ", rule.source(), width));
            out.append(Wrap.hanging("  cause   ", cause.sentence(), width));
        } else {
            out.append(Wrap.hanging("  what    ", ending(o.end()), width));
        }
        for (Violation r : o.reports()) {
            out.append(Wrap.hanging("  report  ", r.invariant() + ": " + r.sentence(), width));
        }
    }

    private static String ending(End end) {
        return switch (end) {
            case FINISHED -> "Every task reached its end and no invariant was broken.";
            case STUCK -> "Nothing can run any more, some tasks have not ended, and no invariant calls that a breach.";
            case STEP_LIMIT -> "The run was cut off after " + Runner.STEPS_MAX + " steps; no invariant was broken.";
            case VIOLATED -> "An invariant was broken.";
        };
    }

    private void end(StringBuilder out, int width, Style style) {
        out.append('\n').append(style.bold("  At the end")).append('\n');
        int name = 0;
        for (Actor a : story.lanes()) {
            name = Math.max(name, a.name().length());
        }
        for (Actor a : story.lanes()) {
            out.append(Wrap.hanging("  " + SwimLanes.padded(a.name(), name) + "  ", whereabouts(a), width));
        }
    }

    /** Where a task is when the run is over, and why it does not go on. */
    String whereabouts(Actor a) {
        Stance s = a.end();
        if (s.state() == State.ENDED) {
            return "has ended";
        }
        String in = (s.operation().isEmpty() ? "" : " in '" + s.operation() + "'")
                + (s.function().isEmpty() || s.function().equals("program") ? "" : ", " + s.function());
        String holds = held(s);
        return switch (s.state()) {
            case FRESH -> "has not begun";
            case WAITS -> a.daemon() ? "is idle" : "is blocked" + in + ": waits for " + s.what() + holds;
            case ASLEEP -> "is asleep" + in + (s.what().isEmpty() ? "" : ": waits for " + s.what()) + holds;
            default -> "could run" + in + holds;
        };
    }

    private String held(Stance s) {
        List<String> names = story.locks().stream()
                .filter(l -> s.holds(l.id()))
                .map(Story.Lock::name)
                .toList();
        return names.isEmpty() ? "" : "; holds " + String.join(", ", names);
    }

    private void replay(StringBuilder out, Style style) {
        if (token.isEmpty()) {
            return;
        }
        out.append('\n').append(style.bold("  Replay")).append('\n');
        out.append("  ./gfpfuzz replay ").append(token).append('\n');
        out.append("  ./gfpfuzz explain --html ").append(token).append(" > story.html\n");
    }

    /** The trace as it is, a line a step: which task, where, what was chosen, which events. */
    public String trace() {
        return TraceTable.render(story);
    }

    // ---- pictures

    /** The swim lanes as an SVG document that needs nothing else. */
    public String svg() {
        return new SvgLanes(this).document();
    }

    /** The explanation as an HTML element, {@code <section class="explanation">}; styled by {@link #css}. */
    public String htmlFragment() {
        return new HtmlStory(this).fragment();
    }

    /** The style sheet for {@link #htmlFragment}. */
    public static String css() {
        return HtmlStory.CSS;
    }
}
