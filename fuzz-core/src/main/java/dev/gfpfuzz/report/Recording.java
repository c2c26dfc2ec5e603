package dev.gfpfuzz.report;

import dev.gfpfuzz.report.Story.Act;
import dev.gfpfuzz.report.Story.Actor;
import dev.gfpfuzz.report.Story.Breach;
import dev.gfpfuzz.report.Story.Pick;
import dev.gfpfuzz.report.Story.Stance;
import dev.gfpfuzz.report.Story.State;
import dev.gfpfuzz.report.Story.Step;
import dev.gfpfuzz.run.Outcome;
import dev.gfpfuzz.run.Picker;
import dev.gfpfuzz.run.ReplayPicker;
import dev.gfpfuzz.run.Runner;
import dev.gfpfuzz.run.Subject;
import dev.gfpfuzz.scenario.Program;
import dev.gfpfuzz.schedule.Schedule;
import dev.gfpfuzz.schedule.Schedule.Circle;
import dev.gfpfuzz.step.Event;
import dev.gfpfuzz.step.Lock;
import dev.gfpfuzz.step.MachineEvent;
import dev.gfpfuzz.step.Observer;
import dev.gfpfuzz.step.StateView;
import dev.gfpfuzz.step.Task;
import dev.gfpfuzz.step.Wait;
import dev.gfpfuzz.step.World;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Watches one run and notes everything in it. */
final class Recording implements Observer, Picker {
    private final Picker picker;
    private final List<Step> steps = new ArrayList<>();
    private final List<Pick> picks = new ArrayList<>();
    private final List<Act> acts = new ArrayList<>();
    private final Map<Integer, String> locks = new LinkedHashMap<>();
    private List<Stance> stances = List.of();
    private long ran;
    private int last = World.NOBODY;
    private Breach breach = Breach.NONE;

    private Recording(Picker picker) {
        this.picker = picker;
    }

    /** The story of the run that a schedule describes. */
    static Story of(Subject subject, Schedule schedule, int stepsMax) {
        Recording recording = new Recording(new ReplayPicker(schedule));
        List<Observer> audience = new ArrayList<>(subject.initial().observers());
        audience.add(recording);
        World w = subject.initial().copyFor(audience);
        w.hashTrace();
        recording.stances = recording.stances(w);
        Outcome outcome = new Runner(subject, stepsMax).run(recording, 0, w);
        if (recording.breach == Breach.NONE && outcome.schedule().circle() != null && outcome.violated()) {
            recording.breach = new Breach(outcome.steps(), -1);
        }
        return recording.story(w, outcome);
    }

    private Story story(World w, Outcome outcome) {
        List<Actor> actors = new ArrayList<>();
        for (int i = 0; i < w.taskCount(); i++) {
            Task t = w.lookTask(i);
            actors.add(new Actor(i, t.name(), t.daemon(), stances.get(i)));
        }
        List<Story.Lock> used = new ArrayList<>();
        locks.forEach((id, name) -> used.add(new Story.Lock(id, name)));
        return new Story(actors, used, steps, outcome, breach, w.traceHash());
    }

    // ---- what is chosen

    @Override
    public @Nullable Circle circle() {
        return picker.circle();
    }

    @Override
    public void startRun(long seed) {
        picker.startRun(seed);
    }

    @Override
    public int nextTask(StateView at, int[] enabled, int n) {
        int index = picker.nextTask(at, enabled, n);
        picks.add(new Pick(index, n, "which task runs"));
        return index;
    }

    @Override
    public int nextValue(StateView at, int bound, String reason) {
        int value = picker.nextValue(at, bound, reason);
        picks.add(new Pick(value, bound, reason));
        return value;
    }

    // ---- what happens

    @Override
    public void on(World w, Event event, Task task, long a, long b) {
        if (event == MachineEvent.LOCK_ACQUIRED) {
            locks.put((int) a, w.look((int) a).name());
        }
        if (!event.told()) {
            noteBreach(w, acts.size() - 1);
            return;
        }
        Stance now = stance(w, task);
        acts.add(new Act(
                event,
                ActKind.of(event),
                event.describe(w, task, a, b),
                now.function(),
                now.operation(),
                now.position(),
                a,
                b));
        noteBreach(w, acts.size() - 1);
    }

    private void noteBreach(World w, int act) {
        if (breach == Breach.NONE && w.violation() != null) {
            breach = new Breach(steps.size() + 1, act);
        }
    }

    @Override
    public void afterStep(World w, Task task) {
        ran |= 1L << task.id();
        noteBreach(w, acts.size() - 1);
        Stance before = stances.get(task.id());
        stances = stances(w);
        steps.add(new Step(
                steps.size() + 1,
                task.id(),
                last != task.id(),
                before.operation(),
                before.position(),
                before.function(),
                before.label(),
                picks,
                acts,
                stances));
        picks.clear();
        acts.clear();
        last = task.id();
    }

    private List<Stance> stances(World w) {
        List<Stance> all = new ArrayList<>();
        for (int i = 0; i < w.taskCount(); i++) {
            all.add(stance(w, w.lookTask(i)));
        }
        return all;
    }

    private Stance stance(World w, Task t) {
        if (t.depth() == 0) {
            return new Stance(State.ENDED, t.held(), "", "", "end", "", Integer.MAX_VALUE);
        }
        String operation = "";
        int position = 0;
        if (t.frame(0) instanceof Program p) {
            operation = p.operation();
            position = p.index();
        }
        return new Stance(
                state(w, t), t.held(), what(w, t), t.top().function(), t.top().label(), operation, position);
    }

    private State state(World w, Task t) {
        return switch (t.waits()) {
            case NOTHING -> t.asleep() ? State.ASLEEP : (ran >>> t.id() & 1) == 0 ? State.FRESH : State.READY;
            case LOCK, CONDITION -> w.isEnabled(t.id()) ? State.READY : State.WAITS;
            case SLEEP -> t.asleep() ? State.ASLEEP : State.READY;
            case DONE -> State.ENDED;
        };
    }

    private static String what(World w, Task t) {
        if (t.waits() == Wait.LOCK) {
            Lock lock = w.look(t.waitOn());
            StringBuilder s = new StringBuilder(lock.name());
            for (long rest = lock.holders(); rest != 0; rest &= rest - 1) {
                Task holder = w.lookTask(Long.numberOfTrailingZeros(rest));
                s.append(", held by ").append(holder == t ? "itself" : holder.name());
            }
            return s.toString();
        }
        return t.waits() == Wait.CONDITION || t.waits() == Wait.SLEEP ? t.top().waitsFor(w, t) : "";
    }
}
