package dev.gfpfuzz.coordinator.campaign;

/**
 * How far a running campaign is.
 *
 * @param schedules runs counted, all sittings
 * @param steps steps counted, all sittings
 * @param seconds running time, all sittings
 * @param stepsPerSecond over the last seconds
 * @param fraction 0..1, of the budget
 * @param findings findings so far, reports included
 * @param shrinking identities being shrunk or waiting for it
 */
public record CampaignProgress(
        long schedules,
        long steps,
        double seconds,
        double stepsPerSecond,
        double fraction,
        int findings,
        int shrinking) {}
