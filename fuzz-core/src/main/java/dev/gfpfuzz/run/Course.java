package dev.gfpfuzz.run;

import dev.gfpfuzz.schedule.Schedule;
import dev.gfpfuzz.schedule.Schedule.Circle;
import dev.gfpfuzz.step.Violation;
import dev.gfpfuzz.step.World;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What the run under way has come to so far. */
final class Course {
    private int[] choices = new int[256];
    private int choiceCount;
    private @Nullable Violation violation;
    private List<Violation> reports = List.of();

    int steps;
    int contextSwitches;
    /** In which the run is said to go round, or null. */
    @Nullable
    Circle circle;

    /** As {@link World#exercised}. */
    long exercised;

    void begin() {
        choiceCount = 0;
        exercised = 0;
        circle = null;
        violation = null;
        reports = List.of();
        steps = 0;
        contextSwitches = 0;
    }

    /** @return its argument */
    int record(int choice) {
        if (choiceCount == choices.length) {
            choices = Arrays.copyOf(choices, choiceCount * 2);
        }
        choices[choiceCount++] = choice;
        return choice;
    }

    /** Choices recorded. */
    int choiceCount() {
        return choiceCount;
    }

    int choice(int i) {
        return choices[i];
    }

    /** Adds what a world has noted since it began to be watched for this run. */
    void add(World w) {
        add(Note.of(w));
    }

    void add(Note note) {
        exercised |= note.exercised();
        if (violation == null) {
            violation = note.violation();
        }
        if (!note.reports().isEmpty()) {
            reports = Violation.oncePerInvariant(reports, note.reports());
        }
    }

    @Nullable
    Violation violation() {
        return violation;
    }

    Outcome outcome(End end) {
        return new Outcome(
                end,
                violation,
                reports,
                Schedule.of(choices, choiceCount).around(circle),
                steps,
                contextSwitches,
                exercised);
    }
}
