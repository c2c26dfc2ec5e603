package dev.gfpfuzz.coordinator.actor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gfpfuzz.coordinator.campaign.CampaignListener;
import dev.gfpfuzz.coordinator.campaign.Listening;
import dev.gfpfuzz.profile.Profiles;
import dev.gfpfuzz.scenario.Case;
import dev.gfpfuzz.search.Bounds;
import dev.gfpfuzz.search.Exploration;
import dev.gfpfuzz.search.SplitSearch;
import dev.gfpfuzz.search.SubtreeResult;
import dev.gfpfuzz.search.Verdict;
import dev.gfpfuzz.workers.cluster.Endpoint;
import dev.gfpfuzz.workers.cluster.WorkerNode;
import dev.gfpfuzz.workers.protocol.ToCoordinator;
import dev.gfpfuzz.workers.protocol.ToCoordinator.SubtreeSearched;
import dev.gfpfuzz.workers.protocol.ToWorker.Reason;
import dev.gfpfuzz.workers.shard.Target;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** An exhaustive search whose subtrees are leased, over loopback: actor systems in this JVM. */
@Timeout(value = 2, unit = TimeUnit.MINUTES, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
@Tag("slow")
class LeasedSubtreesTest {
    private static final Case CASE = Case.builtIn("shared-blocks", Profiles.V4_17);
    private static final Target TARGET = Target.of(CASE.scenario(), CASE.profile());

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

    /** What a search comes to: all that is to be the same whoever searches. */
    private record Came(Exploration exploration, long digest, long subtrees, long executed) {
        static Came of(SplitSearch.Workers workers) {
            SplitSearch search = new SplitSearch(CASE.subject(), Bounds.standard(), workers);
            Exploration x = search.explore();
            return new Came(x, search.digest(), search.subtrees(), search.executed());
        }

        static Came alone() {
            var subject = CASE.subject();
            return of((subtrees, each) -> subtrees.forEach(s -> each.accept(s.search(subject, () -> false))));
        }
    }

    @AfterEach
    void stopIfItRuns() {
        stop.set(true);
    }

    private LeasedSubtrees leased(int workers, UnaryOperator<ToCoordinator> deviation) {
        Listening loopback = new Listening(Endpoint.parse("127.0.0.1:0"), null);
        return new LeasedSubtrees(TARGET, loopback, workers, listens, stop::get, deviation);
    }

    private WorkerNode worker(int workers) {
        return new WorkerNode(Endpoint.parse(address.join()), null, workers, told::add);
    }

    @Test
    void searchOverTheNetwork_isTheOneOfOneThread_andTheWorkersAreSentAway() {
        Came alone = Came.alone();
        assertThat(alone.exploration().verdict()).isEqualTo(Verdict.HOLDS);
        CompletableFuture<Came> came = CompletableFuture.supplyAsync(() -> {
            try (LeasedSubtrees workers = leased(0, UnaryOperator.identity())) {
                return Came.of(workers);
            }
        });
        WorkerNode.Ended ended = worker(2).run(() -> false);
        assertThat(ended.reason()).isEqualTo(Reason.ENDED);
        assertThat(ended.sentence()).isEqualTo("The search has ended");
        assertThat(came.join()).isEqualTo(alone);
    }

    @Test
    void workerOfAnotherBuild_isRefusedInOneSentenceOnBothSides() {
        CompletableFuture<Came> came = CompletableFuture.supplyAsync(() -> {
            try (LeasedSubtrees workers = leased(0, UnaryOperator.identity())) {
                return Came.of(workers);
            }
        });
        WorkerNode other = new WorkerNode(Endpoint.parse(address.join()), null, 1, told::add, "another-build");
        WorkerNode.Ended ended = other.run(() -> false);
        assertThat(ended.reason()).isEqualTo(Reason.REFUSED);
        assertThat(told).contains(ended.sentence());
        assertThat(came).isNotDone();
        stop.set(true);
        assertThat(came.join().exploration().boundReached()).isEqualTo("it was stopped after 0 states");
    }

    /** Claims that the first state which it expanded breaks a rule. */
    private static SubtreeResult lie(SubtreeResult r) {
        int[] numbers = r.numbers();
        numbers[1] = 1;
        return SubtreeResult.of(r.exercised(), r.hashes(), numbers);
    }

    private static UnaryOperator<ToCoordinator> lying(String worker, int from) {
        AtomicInteger results = new AtomicInteger();
        return message ->
                message instanceof SubtreeSearched s && s.worker().equals(worker) && results.getAndIncrement() >= from
                        ? new SubtreeSearched(worker, s.lease(), lie(s.result()))
                        : message;
    }

    @Test
    void workerWhoseFirstResultDoesNotHold_isExpelled_andAnotherDoesItsWork() {
        try (LeasedSubtrees workers = leased(1, lying("worker-1", 0))) {
            CompletableFuture<Came> came = CompletableFuture.supplyAsync(() -> Came.of(workers));
            worker(1).run(came::isDone);
            assertThat(came.join()).isEqualTo(Came.alone());
        }
        assertThat(told)
                .contains("Worker worker-1 is expelled: its result of subtree 0 does not hold, its violation does not"
                        + " reproduce");
    }

    /** It has no memory, say, and asks for the next before anybody else does. */
    @Test
    void workerThatFailsAtEverything_endsNoSearch() {
        UnaryOperator<ToCoordinator> sick = message -> message instanceof SubtreeSearched s
                ? new ToCoordinator.JobFailed(s.worker(), s.lease(), "Java heap space")
                : message;
        try (LeasedSubtrees workers = leased(1, sick)) {
            assertThat(Came.of(workers)).isEqualTo(Came.alone());
        }
    }

    @Test
    void workerOnWhomSomethingRests_isExpelled_andTheSearchBeginsAnew() {
        try (LeasedSubtrees workers = leased(1, lying("worker-1", 3))) {
            assertThatThrownBy(() -> Came.of(workers))
                    .isInstanceOf(SearchVoidException.class)
                    .hasMessageStartingWith("Worker worker-1 is expelled");
            CompletableFuture<Came> again = CompletableFuture.supplyAsync(() -> Came.of(workers));
            worker(1).run(again::isDone);
            assertThat(again.join()).isEqualTo(Came.alone());
        }
    }
}
