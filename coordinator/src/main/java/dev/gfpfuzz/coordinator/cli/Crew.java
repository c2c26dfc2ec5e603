package dev.gfpfuzz.coordinator.cli;

import dev.gfpfuzz.coordinator.campaign.Campaign;
import dev.gfpfuzz.coordinator.campaign.CampaignListener;
import dev.gfpfuzz.coordinator.campaign.CampaignSummary;
import dev.gfpfuzz.coordinator.campaign.Listening;
import dev.gfpfuzz.workers.cluster.NodeKeys;
import dev.gfpfuzz.workers.words.ShellWord;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Who works on a campaign: so many workers in this process, and those that join when it listens.
 *
 * @param listening null for no socket
 */
record Crew(int here, @Nullable Listening listening) {
    /** Workers of this process alone, by default as many as there are cores. */
    static Crew here(@Nullable Long workers) {
        return new Crew(count(workers, Runtime.getRuntime().availableProcessors()), null);
    }

    /** Workers that join, and by default none in this process. */
    static Crew joining(Listening listening, @Nullable Long workers) {
        return new Crew(count(workers, 0), listening);
    }

    private static int count(@Nullable Long workers, int otherwise) {
        return workers == null ? otherwise : workers.intValue();
    }

    CampaignSummary run(Campaign campaign, CampaignListener listener, BooleanSupplier stop) {
        return listening == null ? campaign.run(here, listener, stop) : campaign.serve(listening, here, listener, stop);
    }

    /**
     * The command with which a worker joins: from this machine it may have the coordinator's own keys, from another one it
     * has its own, wherever that machine keeps them.
     */
    String joining(String address) {
        String command = "./gfpfuzz worker --join " + address;
        NodeKeys keys = listening == null ? null : listening.keys();
        if (keys == null) {
            return command;
        }
        return command
                + (listening.at().isLoopback()
                        ? " --keys " + ShellWord.of(keys.dir())
                        : " --keys KEYS    (KEYS: the machine's own, as made by keys init or keys add)");
    }

    /** For people. */
    String words() {
        if (listening == null) {
            return Words.count(here, "worker");
        }
        return here == 0 ? "workers that join" : Words.count(here, "worker") + " here and those that join";
    }
}
