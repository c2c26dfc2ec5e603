package dev.gfpfuzz.coordinator.cli;

import dev.gfpfuzz.coordinator.campaign.Budget;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** How much to spend: time or schedules. */
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

    Budget budget() {
        if (schedules != null) {
            return new Budget.Schedules(schedules);
        }
        return new Budget.Seconds(seconds == null ? 60 : seconds);
    }
}
