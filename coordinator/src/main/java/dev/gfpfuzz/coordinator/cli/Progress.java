package dev.gfpfuzz.coordinator.cli;

import dev.gfpfuzz.coordinator.campaign.CampaignProgress;
import dev.gfpfuzz.coordinator.campaign.Finding;
import java.io.PrintStream;
import java.util.Locale;
import me.tongfei.progressbar.ConsoleProgressBarConsumer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;

/** How a campaign gets on, on standard error: a bar on a terminal, else a line now and then. */
abstract class Progress extends CrewNews implements AutoCloseable {
    private final PrintStream err;

    Progress(PrintStream err, Crew crew) {
        super(err, crew);
        this.err = err;
    }

    static Progress on(Console console, Crew crew) {
        return console.errIsTerminal()
                ? new Bar(console.err(), crew, console.errWidth())
                : new Lines(console.err(), crew);
    }

    @Override
    public abstract void close();

    @Override
    public void found(Finding f) {
        String where = f.count() == 0 ? " by exhaustive search, in no run" : ", first in run " + f.schedulesToFirst();
        err.println("found " + f.invariant() + " in " + f.scenario() + " under " + f.profile() + where + "; shrunk to "
                + Words.count(f.steps(), "step"));
    }

    /** Counts in few words. */
    static String counts(CampaignProgress p) {
        return String.format(
                Locale.ROOT,
                "%,d schedules, %.1f M steps/s, %s%s",
                p.schedules(),
                p.stepsPerSecond() / 1e6,
                Words.count(p.findings(), "finding"),
                p.shrinking() == 0 ? "" : ", " + p.shrinking() + " being shrunk");
    }

    /** A line each tenth of the way, and each ten seconds. */
    private static final class Lines extends Progress {
        private static final double SECONDS_BETWEEN = 10;

        private final PrintStream err;
        private int tenths;
        private double last = -1;

        Lines(PrintStream err, Crew crew) {
            super(err, crew);
            this.err = err;
        }

        @Override
        public void progress(CampaignProgress p) {
            int now = (int) (p.fraction() * 10);
            if (last < 0) {
                // A resumed campaign does not begin at nothing.
                last = p.seconds();
                tenths = now;
            }
            if (now > tenths && p.seconds() - last >= 1 || p.seconds() - last >= SECONDS_BETWEEN) {
                tenths = now;
                last = p.seconds();
                err.printf(Locale.ROOT, "%3.0f %%  %s%n", p.fraction() * 100, counts(p));
            }
        }

        @Override
        public void close() {
            // Nothing is open.
        }
    }

    /** A progress bar. */
    private static final class Bar extends Progress {
        private static final int UNITS = 1000;
        /** A line as long as the terminal is wide would wrap, and each update be a new one. */
        private static final int ROOM = 1;

        private final PrintStream err;
        private final ProgressBar bar;

        Bar(PrintStream err, Crew crew, int width) {
            super(err, crew);
            this.err = err;
            bar = new ProgressBarBuilder()
                    .setTaskName("run")
                    .setInitialMax(UNITS)
                    .setStyle(ProgressBarStyle.ASCII)
                    .setUpdateIntervalMillis(250)
                    .hideEta()
                    .setConsumer(new ConsoleProgressBarConsumer(err, width - ROOM))
                    .build();
        }

        @Override
        public void progress(CampaignProgress p) {
            bar.stepTo((long) (p.fraction() * UNITS));
            bar.setExtraMessage(" " + counts(p));
        }

        @Override
        public void found(Finding f) {
            err.print("\r\u001b[K");
            super.found(f);
        }

        @Override
        public void close() {
            bar.close();
        }
    }
}
