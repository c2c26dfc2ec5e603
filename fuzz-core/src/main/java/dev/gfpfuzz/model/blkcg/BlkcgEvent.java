package dev.gfpfuzz.model.blkcg;

import dev.gfpfuzz.step.Event;
import dev.gfpfuzz.step.Task;
import dev.gfpfuzz.step.World;

/** What happens to block cgroups. a = the queue's part id, b = the cgroup. */
public enum BlkcgEvent implements Event {
    LOOKED_UP("looks for cgroup %b in %q and finds no group"),
    FOUND("finds the group of cgroup %b in %q"),
    INSERTED("inserts a group for cgroup %b into %q"),
    /** Whoever wrote the cgroup's file gets ENOMEM. */
    FAILED("returns ENOMEM to the writer of the cgroup's file");

    private final String text;

    BlkcgEvent(String text) {
        this.text = text;
    }

    @Override
    public String describe(World w, Task task, long a, long b) {
        return text.replace("%q", w.look((int) a).name()).replace("%b", Long.toString(b));
    }
}
