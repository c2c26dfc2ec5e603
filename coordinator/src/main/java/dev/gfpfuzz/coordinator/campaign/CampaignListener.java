package dev.gfpfuzz.coordinator.campaign;

/** Who is told how a running campaign gets on. Called from one thread at a time; must return quickly. */
public interface CampaignListener {
    /** Told nothing. */
    CampaignListener SILENT = new CampaignListener() {};

    /** Workers can join from now on, at {@code HOST:PORT}. */
    default void listening(String address) {}

    /** Several times a second while the campaign runs. */
    default void progress(CampaignProgress progress) {}

    /** A new finding, shrunk and confirmed. */
    default void found(Finding finding) {}

    /** An event is on the disk and counts from now on. */
    default void saved(CampaignEvent event) {}

    /** Something went wrong and was dealt with (a worker failed, a shard is tried again): a sentence. */
    default void note(String sentence) {}
}
