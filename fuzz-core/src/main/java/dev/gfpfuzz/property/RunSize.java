package dev.gfpfuzz.property;

import dev.gfpfuzz.run.Outcome;
import dev.gfpfuzz.scenario.Scenario;
import dev.gfpfuzz.schedule.Schedule;
import java.util.Arrays;

/**
 * How much there is to read in a run, most important first: tasks, operations, context switches, choices that are not 0,
 * steps, length of the schedule, sum of its choices. The first that differs decides.
 */
public final class RunSize implements Comparable<RunSize> {
    private final long[] sizes;

    private RunSize(long... sizes) {
        this.sizes = sizes;
    }

    public static RunSize of(Run run) {
        int tasks = 0;
        int operations = 0;
        if (run.scenario().isPresent()) {
            Scenario s = run.scenario().get();
            tasks = s.tasks().size();
            operations = s.tasks().stream().mapToInt(t -> t.operations().size()).sum();
        }
        Outcome o = run.outcome();
        Schedule schedule = o.schedule();
        int deviations = 0;
        long sum = 0;
        for (int choice : schedule.toArray()) {
            deviations += choice == 0 ? 0 : 1;
            sum += choice;
        }
        return new RunSize(tasks, operations, o.contextSwitches(), deviations, o.steps(), schedule.length(), sum);
    }

    /** The numbers, most important first. */
    public long[] toArray() {
        return sizes.clone();
    }

    @Override
    public int compareTo(RunSize other) {
        return Arrays.compare(sizes, other.sizes);
    }

    @Override
    public boolean equals(Object o) {
        return o instanceof RunSize r && Arrays.equals(sizes, r.sizes);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(sizes);
    }

    @Override
    public String toString() {
        return Arrays.toString(sizes);
    }
}
