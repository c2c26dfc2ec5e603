package dev.gfpfuzz.coordinator.actor;

import dev.gfpfuzz.coordinator.campaign.CampaignEvent;
import org.jspecify.annotations.Nullable;

/** What a result came to: an event to be saved, or what is wrong with it. */
record Check(@Nullable CampaignEvent event, String wrong) {}
