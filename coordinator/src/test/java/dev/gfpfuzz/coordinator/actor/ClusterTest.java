package dev.gfpfuzz.coordinator.actor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gfpfuzz.coordinator.campaign.Budget;
import dev.gfpfuzz.coordinator.campaign.Campaign;
import dev.gfpfuzz.coordinator.campaign.CampaignListener;
import dev.gfpfuzz.coordinator.campaign.CampaignSpec;
import dev.gfpfuzz.coordinator.campaign.CampaignSummary;
import dev.gfpfuzz.coordinator.campaign.Listening;
import dev.gfpfuzz.profile.Profiles;
import dev.gfpfuzz.scenario.Scenarios;
import dev.gfpfuzz.workers.cluster.Endpoint;
import dev.gfpfuzz.workers.cluster.WorkerNode;
import dev.gfpfuzz.workers.protocol.ToWorker.Reason;
import dev.gfpfuzz.workers.shard.Target;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A coordinator that listens on loopback and workers that join over it: two actor systems in this JVM. */
@Timeout(value = 2, unit = TimeUnit.MINUTES, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
@Tag("slow")
class ClusterTest {
    private static final CampaignSpec SPEC = new CampaignSpec(
            List.of(
                    Target.of(Scenarios.named("two-readers"), Profiles.named("mut_renoio")),
                    Target.of(Scenarios.named("two-readers"), Profiles.V4_17)),
            "portfolio",
            7,
            new Budget.Schedules(20_000),
            200);

    @TempDir
    private Path temp;

    private final AtomicBoolean stop = new AtomicBoolean();
    private final CompletableFuture<String> address = new CompletableFuture<>();
    private final List<String> told = new CopyOnWriteArrayList<>();

    private final CampaignListener listens = new CampaignListener() {
        @Override
        public void listening(String at) {
            address.complete(at);
        }

        @Override
        public void note(String sentence) {
            told.add(sentence);
        }
    };

    @AfterEach
    void stopIfItRuns() {
        stop.set(true);
    }

    private CompletableFuture<CampaignSummary> coordinator() {
        return CompletableFuture.supplyAsync(() -> {
            try (Campaign c = Campaigns.create(temp.resolve("cluster"), SPEC)) {
                return c.serve(new Listening(Endpoint.parse("127.0.0.1:0"), null), 0, listens, stop::get);
            }
        });
    }

    private WorkerNode worker(String build) {
        return new WorkerNode(Endpoint.parse(address.join()), null, 2, told::add, build);
    }

    @Test
    void campaignOverTheNetwork_isTheOneOfOneProcess() {
        CampaignSummary alone;
        try (Campaign c = Campaigns.create(temp.resolve("alone"), SPEC)) {
            alone = c.run(1, CampaignListener.SILENT, () -> false);
        }
        CompletableFuture<CampaignSummary> campaign = coordinator();
        WorkerNode.Ended ended = new WorkerNode(Endpoint.parse(address.join()), null, 2, told::add).run(() -> false);
        CampaignSummary s = campaign.join();
        assertThat(ended.reason()).isEqualTo(Reason.ENDED);
        assertThat(s.digest()).isEqualTo(alone.digest());
        assertThat(s.findings()).isEqualTo(alone.findings()).isNotEmpty();
        assertThat(s.shardsDone()).isEqualTo(s.shardsTotal());
    }

    @Test
    void workerOfAnotherBuild_isRefusedInOneSentenceOnBothSides() {
        CompletableFuture<CampaignSummary> campaign = coordinator();
        WorkerNode.Ended ended = worker("another-build").run(() -> false);
        stop.set(true);
        CampaignSummary s = campaign.join();
        assertThat(ended.reason()).isEqualTo(Reason.REFUSED);
        assertThat(ended.sentence()).contains("is refused: its models are those of build another-build");
        assertThat(told).filteredOn(t -> t.contains("is refused")).hasSize(2).contains(ended.sentence());
        assertThat(s.total().schedules()).isZero();
    }

    @Test
    void workerThatIsAskedToStop_leaves_andAnotherGoesOn() {
        CompletableFuture<CampaignSummary> campaign = coordinator();
        AtomicBoolean leave = new AtomicBoolean();
        WorkerNode first = new WorkerNode(Endpoint.parse(address.join()), null, 1, sentence -> {
            told.add(sentence);
            leave.set(sentence.startsWith("Joined"));
        });
        WorkerNode.Ended ended = first.run(leave::get);
        assertThat(ended.sentence()).isEqualTo("The worker was stopped");
        assertThat(campaign).isNotDone();
        new WorkerNode(Endpoint.parse(address.join()), null, 1, told::add).run(() -> false);
        assertThat(campaign.join().budgetSpent()).isTrue();
        assertThat(told).noneMatch(t -> t.contains("not been heard"));
    }
}
