package dev.gfpfuzz.coordinator.cli;

import dev.gfpfuzz.coordinator.campaign.Budget;
import dev.gfpfuzz.coordinator.campaign.CampaignSpec;
import dev.gfpfuzz.coordinator.campaign.CampaignSummary;
import dev.gfpfuzz.coordinator.campaign.Finding;
import dev.gfpfuzz.coordinator.report.CampaignReport;
import dev.gfpfuzz.profile.Profiles;
import dev.gfpfuzz.report.Explanation;
import dev.gfpfuzz.report.Style;
import dev.gfpfuzz.scenario.Reproduction;
import dev.gfpfuzz.scenario.Scenario;
import dev.gfpfuzz.scenario.Scenarios;
import dev.gfpfuzz.scenario.Token;
import dev.gfpfuzz.workers.shard.Target;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * The first minute: two bugs that dm-bufio had or nearly had, found by a small campaign with a fixed seed, and the kernel
 * in which they are not.
 */
final class Tour {
    static final long SEED = 1;

    /** Over all targets together: some 20 seconds on two cores. */
    private static final long SCHEDULES = 1_000_000;

    /** On a slow machine the tour ends unfinished rather than late. */
    private static final long SECONDS_MAX = 35;

    private final Console console;
    private final Common common;

    Tour(Console console, Common common) {
        this.console = console;
        this.common = common;
    }

    static CampaignSpec spec(long seed, String strategy) {
        List<Target> targets = new ArrayList<>();
        targets.add(Target.of(Scenarios.named("two-readers"), Profiles.named("mut_renoio")));
        targets.add(Target.of(Scenarios.named("two-readers"), Profiles.named("v3_10")));
        Worth.running().stream().filter(Tour::isAboutDmBufio).forEach(s -> targets.add(Target.of(s, Profiles.V4_17)));
        return new CampaignSpec(targets, strategy, seed, new Budget.Schedules(SCHEDULES));
    }

    private static boolean isAboutDmBufio(Scenario s) {
        return !s.name().startsWith("bug-")
                && s.objects().stream().anyMatch(o -> o.kind().equals("dm-bufio"));
    }

    int call(Sitting sitting, Path dir, CampaignSpec spec) {
        long began = System.nanoTime();
        CampaignSummary s = sitting.start(dir, spec, () -> (System.nanoTime() - began) / 1_000_000_000L >= SECONDS_MAX);
        if (common.json) {
            console.out().print(Json.text(CampaignDocument.of(dir, s, sitting.workers())));
        } else {
            tell(dir, s);
        }
        sitting.resumeLine(dir, s);
        return Sitting.exitCode(s);
    }

    private void tell(Path dir, CampaignSummary s) {
        Style style = common.style(console);
        PrintStream out = console.out();
        out.println(Words.verdict(style, s.verdict().name()) + ": " + SummaryText.counts(s));
        new SummaryText(console, style).trust(s.accounts());
        out.println();
        for (Finding f : s.findings()) {
            if (f.report()) {
                out.println("Worth knowing, no violation: " + f.sentence());
                out.println("  ./gfpfuzz explain " + f.token());
                out.println();
                continue;
            }
            Reproduction r = Token.decode(f.token(), Token.Sources.BUILT_IN);
            out.print(Explanation.of(r.theCase(), r.schedule(), "").brief(console.width(), style));
            out.println();
            out.println(
                    "  found in run " + f.schedulesToFirst() + " of " + f.scenario() + " and shrunk; the whole story:");
            out.println("  ./gfpfuzz explain " + f.token());
            out.println("  the same run again, bit for bit:");
            out.println("  ./gfpfuzz replay " + f.token());
            out.println();
        }
        new SummaryText(console, style).silence(s);
        out.println();
        out.println("Report: " + dir.resolve(CampaignReport.HTML));
    }
}
