package dev.gfpfuzz.property;

import dev.gfpfuzz.scenario.Case;
import dev.gfpfuzz.scenario.Edits;
import dev.gfpfuzz.scenario.Scenario;
import dev.gfpfuzz.schedule.Schedule;
import dev.gfpfuzz.step.Violation;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Smaller versions of a run, for a property that only its body can judge: every single task and operation removed, every
 * aligned block of choices (of half the schedule's length, a quarter, ... one) removed or set to 0, every choice made
 * smaller. Broken invariants have a shrinker of their own, which knows more.
 */
final class SmallerRuns {
    /** Runs after which {@link #least} is content: with the small models of unit tests well under a second. */
    private static final int RUNS_MAX = 5_000;

    private SmallerRuns() {}

    /** Candidates smaller than {@code run}, each executed when the stream gets there. Same breach, if it has one. */
    static Stream<Run> of(Run run) {
        RunSize size = RunSize.of(run);
        List<Supplier<@Nullable Run>> attempts = new ArrayList<>();
        edits(run, attempts);
        for (Schedule s : schedules(run.schedule())) {
            attempts.add(() -> run.executor().replay(s));
        }
        return attempts.stream()
                .map(Supplier::get)
                .filter(Objects::nonNull)
                .filter(r -> RunSize.of(r).compareTo(size) < 0 && sameBreach(run, r));
    }

    /** Goes to the first smaller run that still fails, and on from there, until there is none. */
    static Run least(Run run, Predicate<Run> fails) {
        Run least = run;
        int[] runs = {0};
        while (true) {
            Run smaller = of(least)
                    .takeWhile(r -> runs[0]++ < RUNS_MAX)
                    .filter(fails)
                    .findFirst()
                    .orElse(null);
            if (smaller == null) {
                return least;
            }
            least = smaller;
        }
    }

    static boolean sameBreach(Run a, Run b) {
        Violation x = a.outcome().violation();
        Violation y = b.outcome().violation();
        return x == null
                || y != null
                        && x.invariant().equals(y.invariant())
                        && x.skeleton().equals(y.skeleton());
    }

    private static void edits(Run run, List<Supplier<@Nullable Run>> attempts) {
        if (!(run.source() instanceof CaseSource from)) {
            return;
        }
        Edits edits = from.theCase().edits();
        Scenario before = from.theCase().origin().scenario();
        for (int t = 0; t < before.tasks().size(); t++) {
            if (edits.removesTask(t)) {
                continue;
            }
            Edits without = edits.withoutTask(t);
            attempts.add(() -> edited(run, from.theCase().with(without)));
            int operations = before.tasks().get(t).operations().size();
            for (int o = 0; o < operations; o++) {
                if (!edits.removesOperation(t, o)) {
                    Edits less = edits.withoutOperations(t, List.of(o));
                    attempts.add(() -> edited(run, from.theCase().with(less)));
                }
            }
        }
    }

    private static @Nullable Run edited(Run run, Case less) {
        try {
            return new Executor(new CaseSource(less), run.executor().stepsMax()).replay(run.schedule());
        } catch (IllegalArgumentException | IllegalStateException notAnyMore) {
            // No task left, or an object that no model accepts.
            return null;
        }
    }

    private static List<Schedule> schedules(Schedule schedule) {
        int[] choices = schedule.toArray();
        int n = choices.length;
        List<Schedule> smaller = new ArrayList<>();
        for (int block = n; block >= 1; block /= 2) {
            for (int start = 0; start < n; start += block) {
                int end = Math.min(n, start + block);
                int[] removed = new int[n - (end - start)];
                System.arraycopy(choices, 0, removed, 0, start);
                System.arraycopy(choices, end, removed, start, n - end);
                smaller.add(Schedule.of(removed));
                int[] zeroed = choices.clone();
                Arrays.fill(zeroed, start, end, 0);
                smaller.add(Schedule.of(zeroed));
            }
        }
        for (int i = 0; i < n; i++) {
            if (choices[i] > 1) {
                int[] less = choices.clone();
                less[i]--;
                smaller.add(Schedule.of(less));
            }
        }
        smaller.removeIf(s -> s.equals(schedule));
        return smaller;
    }
}
