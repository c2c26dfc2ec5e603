package dev.gfpfuzz.coordinator.cli;

import dev.gfpfuzz.coordinator.campaign.CampaignSpec;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code run}: the main job. Without anything to run and without a budget: the tour. */
@Command(
        name = "run",
        mixinStandardHelpOptions = true,
        description = {
            "Runs scenarios under many schedules; without anything else, the tour of what can be found.",
            "What is found is shrunk, executed again, explained in DIR/report.html, and its token is printed. Ctrl-C",
            "saves everything and says how to resume."
        },
        footer = {
            "",
            "Exit code 0 when the whole budget was spent silently, 1 when something was violated, 3 when it was",
            "stopped before.",
            "",
            "Examples:",
            "  ./gfpfuzz run",
            "  ./gfpfuzz run two-readers --profile mut_renoio --schedules 10000",
            "  ./gfpfuzz run --profile v4_17 --for 8h --campaign campaigns/night"
        })
final class RunCommand implements Callable<Integer> {
    private final Console console;
    private final Interrupt interrupt;

    @Mixin
    Common common;

    @Mixin
    DiskOptions disk;

    @Mixin
    CampaignOptions campaign;

    @Mixin
    WorkersOption workers;

    @Mixin
    ConfigOption config;

    RunCommand(Console console, Interrupt interrupt) {
        this.console = console;
        this.interrupt = interrupt;
    }

    @Override
    public Integer call() {
        Sitting sitting = new Sitting(console, interrupt, common, Crew.here(workers.n), disk);
        if (campaign.nothingChosen()) {
            String strategy = Inputs.strategy(campaign.strategy).name();
            CampaignSpec spec = Tour.spec(campaign.seed == null ? Tour.SEED : campaign.seed, strategy);
            return new Tour(console, common).call(sitting, Directories.fresh(campaign.campaign, "tour"), spec);
        }
        CampaignSpec spec = campaign.spec(console);
        return sitting.create(Directories.fresh(campaign.campaign, "run"), spec, campaign.store);
    }
}
