package dev.gfpfuzz.coordinator.cli;

import dev.gfpfuzz.coordinator.campaign.CampaignListener;
import java.io.PrintStream;

/** Tells of workers on standard error: where they join, and what became of them. */
class CrewNews implements CampaignListener {
    private final PrintStream err;
    private final Crew crew;

    CrewNews(PrintStream err, Crew crew) {
        this.err = err;
        this.crew = crew;
    }

    @Override
    public void listening(String address) {
        err.println("Listening; workers join with: " + crew.joining(address));
    }

    @Override
    public void note(String sentence) {
        err.println(sentence);
    }
}
