package dev.gfpfuzz.coordinator.cli;

import dev.gfpfuzz.coordinator.campaign.Budget;
import dev.gfpfuzz.workers.shard.Target;
import java.io.PrintStream;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Option;

/** How much to spend: time, schedules, or what the adviser says. */
final class BudgetOptions {
    @Option(
            names = "--for",
            paramLabel = "D",
            converter = Numbers.Duration.class,
            description = "Time to run, such as 90s, 30m or 8h (default: 60s).")
    @Nullable
    Long seconds;

    @Option(
            names = "--schedules",
            paramLabel = "N",
            converter = Numbers.Positive.class,
            description = "Schedules to run, over all scenarios together.")
    @Nullable
    Long schedules;

    @ArgGroup(exclusive = false)
    @Nullable
    AdviceOptions advice;

    /** @param targets what is to be run; {@code err} is told what the adviser's advice rests on */
    Budget budget(List<Target> targets, PrintStream err) {
        if (advice != null) {
            return advice.budget(targets, err);
        }
        if (schedules != null) {
            return new Budget.Schedules(schedules);
        }
        return new Budget.Seconds(seconds == null ? 60 : seconds);
    }
}
