package dev.gfpfuzz.search;

import dev.gfpfuzz.run.Subject;
import dev.gfpfuzz.schedule.Schedule;
import dev.gfpfuzz.step.World;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The way to a state as tasks and answers, which say the same wherever they are applied; the choices of a {@link
 * Schedule} depend on which task ran last. A linked list, newest step first.
 */
record Path(@Nullable Path before, int task, int[] answers, int length) {
    /** No step yet. */
    static final Path START = new Path(null, World.NOBODY, new int[0], 0);

    Path then(int nextTask, int[] nextAnswers) {
        return new Path(this, nextTask, nextAnswers, length + 1);
    }

    Path[] steps() {
        Path[] steps = new Path[length];
        Path p = this;
        for (int i = length - 1; i >= 0; i--) {
            steps[i] = p;
            p = p.before();
        }
        return steps;
    }

    /** Executes a task's step with ordinary answers, and adds it. */
    Path thenOrdinary(World w, int nextTask) {
        int[] asked = {0};
        w.setChooser((bound, reason) -> {
            asked[0]++;
            return 0;
        });
        w.step(nextTask);
        return then(nextTask, new int[asked[0]]);
    }

    /** Executes all steps on a world in the initial state. */
    void replay(World w) {
        for (Path p : steps()) {
            p.lastStep(w);
        }
    }

    /** What comes of the path: the world after it, judged where it is at rest. */
    World executed(Subject subject) {
        World w = subject.initial().copy();
        replay(w);
        if (w.violation() == null && w.enabled(new int[w.taskCount()]) == 0) {
            w.quiesced();
        }
        return w;
    }

    /** Executes the path's last step on a world that has executed the others. */
    void lastStep(World w) {
        int[] next = {0};
        w.setChooser((bound, reason) -> answers[next[0]++]);
        w.step(task);
    }

    /** The same run as choices. */
    Schedule schedule(World w) {
        int[] enabled = new int[w.taskCount()];
        int[] choices = new int[64];
        int count = 0;
        for (Path p : steps()) {
            if (count + 1 + p.answers.length > choices.length) {
                choices = Arrays.copyOf(choices, choices.length * 2 + p.answers.length);
            }
            int n = w.enabled(enabled);
            if (n > 1) {
                choices[count++] = indexOf(p.task, enabled, n);
            }
            for (int a : p.answers) {
                choices[count++] = a;
            }
            p.lastStep(w);
        }
        return Schedule.of(choices, count);
    }

    private static int indexOf(int task, int[] enabled, int n) {
        for (int i = 0; i < n; i++) {
            if (enabled[i] == task) {
                return i;
            }
        }
        throw new IllegalStateException("Task " + task + " is not enabled on a path that was executed before");
    }
}
