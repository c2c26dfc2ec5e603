package com.example.locks;

import dev.gfpfuzz.invariant.Invariant;
import dev.gfpfuzz.invariant.Kind;
import dev.gfpfuzz.step.Event;
import dev.gfpfuzz.step.Fields;
import dev.gfpfuzz.step.Part;
import dev.gfpfuzz.step.Task;
import dev.gfpfuzz.step.World;
import dev.gfpfuzz.step.WorldBuilder;

/** No two tasks are inside at once. What it remembers is a part of the world, so that exhaustive search sees it. */
final class OneAtATime extends Invariant {
    private int inside;

    /** How many tasks are inside. */
    static final class Inside extends Part {
        int tasks;

        @Override
        protected void fields(Fields f) {
            tasks = f.of(tasks);
        }
    }

    @Override
    public String name() {
        return "one-at-a-time";
    }

    @Override
    public Kind kind() {
        return Kind.NEVER;
    }

    @Override
    public String statement() {
        return "No two tasks are in the critical section at once.";
    }

    @Override
    public String source() {
        return "Dijkstra 1965, Solution of a problem in concurrent programming control";
    }

    @Override
    public String companion() {
        return "a task enters";
    }

    @Override
    protected boolean attach(WorldBuilder world) {
        inside = world.place("inside", new Inside()).id();
        return true;
    }

    @Override
    public void on(World w, Event event, Task task, long ticket, long unused) {
        Inside i = w.look(inside);
        if (event == LockEvent.ENTERED) {
            exercised(w);
            i.tasks++;
            if (i.tasks > 1) {
                broken(w, task, "Task " + task + " enters with ticket " + ticket + " while another is inside.", "two inside");
            }
        } else if (event == LockEvent.LEFT) {
            i.tasks--;
        }
    }
}
