package dev.gfpfuzz.step;

import java.util.ArrayList;
import java.util.List;

/** Puts a world together: parts first (their ids go into frames), then tasks, then observers. */
public final class WorldBuilder {
    private final List<Part> parts = new ArrayList<>();
    private final List<Task> tasks = new ArrayList<>();
    private final List<Observer> observers = new ArrayList<>();
    private int firstGhost = World.PARTS_MAX;

    /** Adds a part and gives it its id. */
    public <P extends Part> P place(String name, P part) {
        if (parts.size() == World.PARTS_MAX) {
            throw new IllegalArgumentException("A world has at most " + World.PARTS_MAX + " parts; '" + name
                    + "' would be one more. Use fewer objects or invariants.");
        }
        part.placed(parts.size(), name);
        parts.add(part);
        return part;
    }

    /** Adds a task whose end the run waits for. Returns its id. */
    public int task(String name, Frame<?> program) {
        return add(name, false, program);
    }

    /** Adds a task that may be idle for ever. Returns its id. */
    public int daemon(String name, Frame<?> program) {
        return add(name, true, program);
    }

    private int add(String name, boolean daemon, Frame<?> program) {
        if (tasks.size() == World.TASKS_MAX) {
            throw new IllegalArgumentException(
                    "A world has at most " + World.TASKS_MAX + " tasks; '" + name + "' would be one more.");
        }
        Task task = new Task(tasks.size(), name, daemon, program);
        program.begin(task);
        tasks.add(task);
        return task.id();
    }

    /** Adds an observer. Returns its number, the one for {@link World#exercise}. */
    public int observe(Observer observer) {
        observers.add(observer);
        return observers.size() - 1;
    }

    /** From here on the parts placed belong to observers, which change them without a task having touched them. */
    public void placeGhosts() {
        firstGhost = Math.min(firstGhost, parts.size());
    }

    public List<Part> parts() {
        return List.copyOf(parts);
    }

    public int taskCount() {
        return tasks.size();
    }

    /** The task added as number {@code id}, for setting its flags. */
    public Task task(int id) {
        return tasks.get(id);
    }

    public World build() {
        return new World(parts, tasks, observers, -1L << firstGhost);
    }
}
