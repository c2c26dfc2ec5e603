package dev.gfpfuzz.coordinator.actor;

import dev.gfpfuzz.coordinator.campaign.CampaignListener;
import dev.gfpfuzz.coordinator.campaign.CampaignSummary;
import dev.gfpfuzz.coordinator.campaign.Canary;
import dev.gfpfuzz.coordinator.campaign.Spotchecks;
import dev.gfpfuzz.coordinator.store.CampaignStore;
import dev.gfpfuzz.workers.protocol.ToWorker;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/**
 * What a coordinator works with.
 *
 * @param stop asked at every tick
 * @param disk one thread: the store is used there only
 * @param checks one thread: where findings are re-executed
 * @param summary completed at the end
 * @param wire what a message to a worker goes through before it is sent
 * @param build what a worker has to be built from, as its Hello says
 * @param canary the bug to be planted
 * @param moreWorkersMayCome false when the campaign cannot go on without those that it started with
 */
record Surroundings(
        CampaignStore store,
        CampaignListener listener,
        BooleanSupplier stop,
        Executor disk,
        Executor checks,
        CompletableFuture<CampaignSummary> summary,
        UnaryOperator<ToWorker> wire,
        String build,
        Function<Spotchecks, Canary> canary,
        boolean moreWorkersMayCome) {}
