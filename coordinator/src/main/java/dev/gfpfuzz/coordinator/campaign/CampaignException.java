package dev.gfpfuzz.coordinator.campaign;

/** A campaign cannot be created, opened or kept; the message is a sentence for the user. */
public final class CampaignException extends RuntimeException {
    public CampaignException(String sentence) {
        super(sentence);
    }

    public CampaignException(String sentence, Throwable cause) {
        super(sentence, cause);
    }
}
