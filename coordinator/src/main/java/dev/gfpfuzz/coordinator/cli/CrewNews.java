package dev.gfpfuzz.coordinator.cli;

import dev.gfpfuzz.coordinator.campaign.CampaignListener;
import java.io.PrintStream;

/** Tells of workers on standard error: where they join, and what became of them. */
class CrewNews implements CampaignListener {
    private final PrintStream err;

    CrewNews(PrintStream err) {
        this.err = err;
    }

    @Override
    public void listening(String address) {
        err.println("Listening; workers join with: ./gfpfuzz worker --join " + address);
    }

    @Override
    public void note(String sentence) {
        err.println(sentence);
    }
}
