package dev.gfpfuzz.report;

import dev.gfpfuzz.invariant.NoDeadlock;
import dev.gfpfuzz.invariant.NoLostFreedBuffer;
import dev.gfpfuzz.invariant.NoReclaimUnderClientLock;
import dev.gfpfuzz.invariant.NoStuckWaiter;
import dev.gfpfuzz.kernel.KernelEvent;
import dev.gfpfuzz.model.dmbufio.BufioEvent;
import dev.gfpfuzz.model.mempool.MempoolEvent;
import dev.gfpfuzz.report.Story.Act;
import dev.gfpfuzz.report.Story.Actor;
import dev.gfpfuzz.report.Story.State;
import dev.gfpfuzz.report.Story.Step;
import dev.gfpfuzz.step.Event;
import dev.gfpfuzz.step.Violation;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What brought a violation about: the events before it that had to be so. For the invariants that are known here, found in
 * the story; for another, the last step.
 *
 * @param sentence the cause in words
 * @param notes what to point at in the lanes, by the step's number
 */
record Cause(String sentence, Map<Integer, String> notes) {
    Cause {
        notes = Collections.unmodifiableMap(new TreeMap<>(notes));
    }

    /** A place in a story. */
    private record Place(Step step, Act act) {}

    /** Nothing was violated. */
    static final Cause NONE = new Cause("", new TreeMap<>());

    static Cause of(Story story) {
        Violation v = story.outcome().violation();
        if (v == null) {
            return NONE;
        }
        if (story.circleBegins() > 0) {
            return circle(story);
        }
        Cause cause = switch (v.invariant()) {
            case NoLostFreedBuffer.NAME -> lostBuffer(story, v);
            case NoReclaimUnderClientLock.NAME -> reclaimUnderLock(story, v);
            case NoStuckWaiter.NAME -> stuckWaiter(story);
            case NoDeadlock.NAME -> deadlock(story, v);
            default -> null;
        };
        return cause != null ? cause : lastStep(story);
    }

    /** Where the run begins to go round, and where it is back. */
    private static Cause circle(Story story) {
        int from = story.circleBegins();
        int to = story.steps().size();
        Map<Integer, String> notes = new TreeMap<>();
        notes.put(from, "here the circle begins");
        notes.put(
                to,
                (from == to ? "the circle: after this step" : "and") + " everything is as it was before step " + from);
        String steps = from == to ? "Step " + from + " leads" : "Steps " + from + " to " + to + " lead";
        return new Cause(steps + " back to where the run was, and nobody can do anything else about it.", notes);
    }

    private static @Nullable Cause lostBuffer(Story story, Violation v) {
        int task = v.task();
        Place back = last(story, story.breach().step(), p -> p.step.task() == task && is(p, BufioEvent.WAIT_ENDS));
        if (back == null) {
            return null;
        }
        Place drop = first(
                story,
                back.step.number(),
                p -> p.step.task() == task
                        && p.act.kind() == ActKind.DROPS_LOCK
                        && (p.step != back.step || after(back, p)));
        if (drop == null || drop.step.number() >= story.breach().step()) {
            return null;
        }
        Place gone = first(
                story,
                drop.step.number() + 1,
                p -> p.step.task() != task
                        && (p.act.kind() == ActKind.TAKES || is(p, BufioEvent.BUFFER_HIT))
                        && p.step.number() < story.breach().step());
        Map<Integer, String> notes = new TreeMap<>();
        String name = story.actor(task).name();
        StringBuilder s = new StringBuilder("Back from sleep with a buffer free, " + name + " drops the lock in step "
                + drop.step.number() + " (" + drop.act.function() + ") before it has looked for it");
        notes.put(back.step.number(), "cause: the buffer it was woken for is there, and it drops the lock first");
        if (gone != null) {
            String other = story.actor(gone.step.task()).name();
            s.append("; in step ")
                    .append(gone.step.number())
                    .append(' ')
                    .append(other)
                    .append(" gets it");
            notes.put(gone.step.number(), "here " + other + " gets the buffer that " + name + " was woken for");
        }
        return new Cause(s.append('.').toString(), notes);
    }

    private static @Nullable Cause reclaimUnderLock(Story story, Violation v) {
        int task = v.task();
        Step breach = story.step(story.breach().step());
        if (breach == null) {
            return null;
        }
        Place take = last(
                story,
                breach.number(),
                p -> p.step.task() == task
                        && p.act.kind() == ActKind.TAKES_LOCK
                        && breach.after().get(task).holds((int) p.act.a()));
        if (take == null) {
            return null;
        }
        Act asks = breach.acts().get(Math.max(0, story.breach().act()));
        String name = story.actor(task).name();
        Map<Integer, String> notes = new TreeMap<>();
        if (take.step != breach) {
            notes.put(take.step.number(), "cause: the lock that it will hold in reclaim");
        }
        List<String> waiting = new ArrayList<>();
        for (Actor a : story.actors()) {
            if (a.end().state() == State.WAITS && a.end().what().contains("held by " + name)) {
                waiting.add(a.name());
            }
        }
        String who = waiting.isEmpty() ? "" : "; " + String.join(" and ", waiting) + " wait for it already";
        return new Cause(
                name + " took " + take.act.text().replaceFirst("^takes ", "") + " in step " + take.step.number() + " ("
                        + take.act.function() + ") and still holds it when it allocates with "
                        + Phrases.mask((int) asks.a()) + ", a mask that allows direct reclaim" + who + ".",
                notes);
    }

    private static @Nullable Cause stuckWaiter(Story story) {
        for (Actor a : story.actors()) {
            if (a.end().state() != State.ASLEEP) {
                continue;
            }
            Place queued =
                    last(story, Integer.MAX_VALUE, p -> p.step.task() == a.id() && is(p, KernelEvent.WAIT_QUEUED));
            Place free = last(story, Integer.MAX_VALUE, p -> p.step.task() != a.id() && p.act.kind() == ActKind.GIVES);
            if (queued == null || free == null) {
                continue;
            }
            String other = story.actor(free.step.task()).name();
            boolean late = free.step.number() < queued.step.number();
            if (late && looked(story, a, free, queued)) {
                Place ended = last(story, Integer.MAX_VALUE, p -> is(p, BufioEvent.WRITE_ENDED));
                return ended == null || ended.step.number() < queued.step.number()
                        ? null
                        : endedWrite(a, queued, ended);
            }
            Map<Integer, String> notes = new TreeMap<>();
            notes.put(
                    free.step.number(),
                    "cause: a buffer becomes free, and " + a.name() + " is not "
                            + (late ? "queued yet" : "woken for it"));
            return new Cause(
                    "In step " + free.step.number() + " " + other + " makes a buffer free; " + a.name()
                            + (late
                                    ? " queues itself only in step " + queued.step.number()
                                            + ", so the wake-up finds nobody."
                                    : " has been queued since step " + queued.step.number() + ", and nobody wakes it."),
                    notes);
        }
        return null;
    }

    /** Whether the waiter had the lock in between, so that it saw what was free, and could not have it. */
    private static boolean looked(Story story, Actor waiter, Place free, Place queued) {
        Place lock = last(
                story, queued.step.number(), p -> p.step.task() == waiter.id() && p.act.kind() == ActKind.TAKES_LOCK);
        return lock != null && lock.step.number() > free.step.number();
    }

    private static Cause endedWrite(Actor waiter, Place queued, Place ended) {
        Map<Integer, String> notes = new TreeMap<>();
        notes.put(ended.step.number(), "cause: a write ends, and " + waiter.name() + " is not woken for its buffer");
        return new Cause(
                "In step " + ended.step.number() + " a write ends, so that its buffer can be had; " + waiter.name()
                        + " has been queued since step " + queued.step.number() + ", and nobody wakes it.",
                notes);
    }

    /** Who holds what and waits for what: for each stuck task the lock or pool element that it took last and keeps. */
    private static @Nullable Cause deadlock(Story story, Violation v) {
        List<String> clauses = new ArrayList<>();
        Map<Integer, String> notes = new TreeMap<>();
        for (Actor a : story.actors()) {
            boolean stuck = a.end().state() == State.WAITS || a.end().state() == State.ASLEEP || a.id() == v.task();
            Place take = stuck ? kept(story, a) : null;
            if (take != null) {
                String what = take.act.text().replaceFirst("^takes ", "").replaceFirst("; \\d+ left$", "");
                boolean lock = take.act.kind() == ActKind.TAKES_LOCK;
                clauses.add(a.name() + (lock ? " holds " : " has ") + what + " since step " + take.step.number()
                        + (lock ? " and waits for " + a.end().what() : asleepSince(story, a)));
                notes.put(
                        take.step.number(),
                        "cause: " + a.name() + (lock ? " never drops " + what + " again" : " never gives it back"));
            }
        }
        return clauses.isEmpty() ? null : new Cause(String.join("; ", clauses) + ".", notes);
    }

    /** The last lock that the task still holds at the end; else the last element of a reserve that it took and kept. */
    private static @Nullable Place kept(Story story, Actor a) {
        Place lock = last(
                story,
                Integer.MAX_VALUE,
                p -> p.step.task() == a.id()
                        && p.act.kind() == ActKind.TAKES_LOCK
                        && a.end().holds((int) p.act.a()));
        if (lock != null) {
            return lock;
        }
        Place element =
                last(story, Integer.MAX_VALUE, p -> p.step.task() == a.id() && is(p, MempoolEvent.RESERVE_TAKEN));
        Place freed = last(
                story,
                Integer.MAX_VALUE,
                p -> p.step.task() == a.id()
                        && (is(p, MempoolEvent.RESERVE_REFILLED) || is(p, MempoolEvent.ELEMENT_FREED)));
        return element == null || freed != null && freed.step.number() > element.step.number() ? null : element;
    }

    private static String asleepSince(Story story, Actor a) {
        Place first = last(story, Integer.MAX_VALUE, p -> p.step.task() == a.id() && is(p, MempoolEvent.RESERVE_TAKEN));
        Place sleep = first == null
                ? null
                : first(story, first.step.number(), p -> p.step.task() == a.id() && is(p, MempoolEvent.WAIT_BEGINS));
        return sleep == null
                ? " and waits for " + a.end().what()
                : " and sleeps since step " + sleep.step.number() + " for another";
    }

    private static Cause lastStep(Story story) {
        Step step = story.step(story.breach().step());
        if (step == null) {
            return new Cause("Nothing can run any more: " + stopped(story) + ".", new TreeMap<>());
        }
        int act = story.breach().act();
        String function = act < 0 ? step.function() : step.acts().get(act).function();
        boolean program = function.isEmpty() || function.equals("program");
        return new Cause(
                "Step " + step.number() + ", in which "
                        + story.actor(step.task()).name() + " runs " + (program ? "its program" : function) + ".",
                new TreeMap<>());
    }

    private static String stopped(Story story) {
        return story.actors().stream()
                .filter(a -> !a.daemon()
                        && (a.end().state() == State.WAITS || a.end().state() == State.ASLEEP))
                .map(a -> a.name()
                        + (a.end().what().isEmpty()
                                ? " sleeps"
                                : " waits for " + a.end().what()))
                .collect(Collectors.joining("; "));
    }

    // ---- looking for places

    private static boolean is(Place p, Event event) {
        return p.act.event() == event;
    }

    private static boolean after(Place earlier, Place later) {
        return later.step.acts().indexOf(later.act) > earlier.step.acts().indexOf(earlier.act);
    }

    /** The last place up to and including a step. */
    private static @Nullable Place last(Story story, int stepMax, Predicate<Place> wanted) {
        Place found = null;
        for (Step s : story.steps()) {
            for (Act a : s.acts()) {
                Place p = new Place(s, a);
                if (s.number() <= stepMax && wanted.test(p)) {
                    found = p;
                }
            }
        }
        return found;
    }

    /** The first place from a step on. */
    private static @Nullable Place first(Story story, int stepMin, Predicate<Place> wanted) {
        for (Step s : story.steps()) {
            for (Act a : s.acts()) {
                Place p = new Place(s, a);
                if (s.number() >= stepMin && wanted.test(p)) {
                    return p;
                }
            }
        }
        return null;
    }
}
