package dev.gfpfuzz.coordinator.campaign;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gfpfuzz.profile.Profiles;
import dev.gfpfuzz.run.Subject;
import dev.gfpfuzz.scenario.Case;
import dev.gfpfuzz.scenario.Scenarios;
import dev.gfpfuzz.search.Bounds;
import dev.gfpfuzz.search.BreadthFirst;
import dev.gfpfuzz.search.Exploration;
import dev.gfpfuzz.search.SplitSearch;
import dev.gfpfuzz.search.Subtree;
import dev.gfpfuzz.search.SubtreeResult;
import dev.gfpfuzz.search.Verdict;
import dev.gfpfuzz.workers.shard.Target;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Each subtree counts once, and what all of them come to is what one search comes to, whatever happens to leases. */
class SubtreeBookTest {
    private static final Target TARGET = Target.of(Scenarios.named("two-readers"), Profiles.V4_17);
    private static final long LEASE = 100;

    private final SubtreeBook book = new SubtreeBook(TARGET, LEASE, 1_000);

    private static List<Subtree> subtrees(int n) {
        List<Subtree> subtrees = new ArrayList<>();
        for (int i = 0; i < n; i++) {
            // From the start to step i + 1.
            subtrees.add(Subtree.ofWords(i + 1, 10, 10, 1, 0, 0));
        }
        return subtrees;
    }

    @Test
    void subtrees_areHandedOutInOrder_eachToOneWorker() {
        assertThat(book.share(subtrees(2))).isZero();
        assertThat(book.share(subtrees(3))).isEqualTo(2);
        for (long i = 0; i < 5; i++) {
            Lease<Long> lease = book.lease("w" + i, 0);
            assertThat(lease.work()).isEqualTo(i);
            assertThat(SubtreeBook.subtree(lease).target()).isEqualTo(TARGET);
            assertThat(SubtreeBook.subtree(lease).subtree())
                    .isEqualTo(subtrees(5).get((int) (i < 2 ? i : i - 2)));
        }
        assertThat(book.lease("w", 0)).isNull();
        assertThat(book.isComplete()).isFalse();
    }

    @Test
    void aSubtreeWhoseLeaseRanOut_isLeasedAnew_andWhatComesLateCountsForNothing() {
        book.share(subtrees(1));
        Lease<Long> lost = book.lease("a", 0);
        book.renew("a", lost.id(), 50);
        book.expire(LEASE + 1);
        assertThat(book.lease("b", LEASE + 1)).isNull();
        book.expire(LEASE + 51);
        Lease<Long> again = book.lease("b", LEASE + 51);
        assertThat(again.work()).isEqualTo(lost.work());
        assertThat(again.job()).isEqualTo(lost.job());
        assertThat(book.arrived("a", lost.id())).isNull();
        assertThat(book.done(lost)).isFalse();
        assertThat(book.done()).isZero();
        assertThat(book.arrived("b", again.id())).isEqualTo(again);
        assertThat(book.done(again)).isTrue();
        assertThat(book.done(again)).isFalse();
        assertThat(book.done()).isEqualTo(1);
        assertThat(book.isComplete()).isTrue();
        assertThat(book.restsOn("b")).isTrue();
        assertThat(book.restsOn("a")).isFalse();
    }

    @Test
    void aResultThatHasArrived_neitherRunsOutNorComesTwice() {
        book.share(subtrees(1));
        Lease<Long> lease = book.lease("a", 0);
        assertThat(book.arrived("b", lease.id())).isNull();
        assertThat(book.arrived("a", lease.id())).isEqualTo(lease);
        assertThat(book.arrived("a", lease.id())).isNull();
        book.expire(10 * LEASE);
        book.giveBackLost("a", lease.id());
        assertThat(book.lease("b", 10 * LEASE)).isNull();
        assertThat(book.done(lease)).isTrue();
    }

    @Test
    void aWorkerThatAsksAgain_orDies_givesBackWhatItHad() {
        book.share(subtrees(3));
        Lease<Long> first = book.lease("a", 0);
        Lease<Long> second = book.lease("a", 0);
        Lease<Long> third = book.lease("a", 0);
        book.giveBackLost("a", first.id());
        assertThat(book.lease("b", 0).work()).isEqualTo(first.work());
        // An expelled worker: not even what has arrived is to count.
        assertThat(book.arrived("a", second.id())).isNotNull();
        book.giveBackAllOf("a");
        assertThat(book.lease("b", 0).work()).isEqualTo(second.work());
        assertThat(book.lease("b", 0).work()).isEqualTo(third.work());
        assertThat(book.held("a", second.id())).isNull();
    }

    @Test
    void errors_areTriedAgain_andGivenUpAfterThree() {
        book.share(subtrees(1));
        assertThat(book.failed(book.lease("a", 0))).isFalse();
        assertThat(book.failed(book.lease("b", 0))).isFalse();
        assertThat(book.failed(book.lease("a", 0))).isTrue();
    }

    @Test
    void aSearchThatBeginsAnew_knowsNoOlderLease() {
        book.share(subtrees(2));
        Lease<Long> old = book.lease("a", 0);
        SubtreeBook anew = book.anew();
        assertThat(anew.isComplete()).isTrue();
        assertThat(anew.share(subtrees(1))).isZero();
        assertThat(anew.lease("a", 0).id()).isGreaterThan(old.id());
        assertThat(anew.arrived("a", old.id())).isNull();
    }

    @ParameterizedTest
    @CsvSource({
        "two-readers, v4_17",
        "two-readers, v3_10",
        "two-readers, mut_renoio",
        "two-readers, mut_release_silent",
        "shared-blocks, v4_17",
        "forget, v4_17",
        "zone-livelock-nofail, v4_17"
    })
    void workersThatDieAndAnswerTwiceAndTooLate_comeToWhatOneComesTo(String scenario, String profile) {
        Case theCase = Case.builtIn(scenario, Profiles.named(profile));
        Exploration one = BreadthFirst.explore(theCase.subject(), Bounds.standard());
        Subject alone = theCase.subject();
        SplitSearch undisturbed = new SplitSearch(
                theCase.subject(),
                Bounds.standard(),
                (subtrees, each) -> subtrees.forEach(s -> each.accept(s.search(alone, () -> false))));
        Exploration split = undisturbed.explore();
        Network network = new Network(theCase);
        SplitSearch disturbed = new SplitSearch(theCase.subject(), Bounds.standard(), network);
        assertThat(disturbed.explore()).isEqualTo(split);
        assertThat(List.of(disturbed.digest(), disturbed.subtrees(), disturbed.executed()))
                .isEqualTo(List.of(undisturbed.digest(), undisturbed.subtrees(), undisturbed.executed()));
        assertThat(network.counted).isEqualTo(disturbed.subtrees()).isEqualTo(network.book.done());
        if (disturbed.subtrees() > 10) {
            assertThat(network.lost).isPositive();
            assertThat(network.refused).isPositive();
        }
        assertThat(split.verdict()).isEqualTo(one.verdict());
        if (one.verdict() == Verdict.HOLDS) {
            assertThat(List.of(split.states(), split.transitions(), split.depth()))
                    .isEqualTo(List.of(one.states(), one.transitions(), one.depth()));
        } else {
            assertThat(split.violation().invariant()).isEqualTo(one.violation().invariant());
        }
    }

    /** Three workers behind a network that loses, repeats and delays. */
    private static final class Network implements SplitSearch.Workers {
        private record Answer(Lease<Long> lease, SubtreeResult result) {}

        private final SubtreeBook book;
        private final Subject subject;
        private final Random random = new Random(8);
        private final List<Answer> late = new ArrayList<>();
        private SubtreeResult[] results = {};
        private long first;
        private long now;
        private long counted;
        private long lost;
        private long refused;

        Network(Case of) {
            subject = of.subject();
            book = new SubtreeBook(Target.of(of.scenario(), of.profile()), LEASE, 1);
        }

        @Override
        public void search(List<Subtree> subtrees, Consumer<SubtreeResult> each) {
            first = book.share(subtrees);
            results = new SubtreeResult[subtrees.size()];
            while (!book.isComplete()) {
                Lease<Long> lease = book.lease("w" + random.nextInt(3), now);
                if (lease == null) {
                    now += LEASE + 1;
                    book.expire(now);
                } else {
                    happens(lease, SubtreeBook.subtree(lease).subtree().search(subject, () -> false));
                }
                if (!late.isEmpty() && random.nextInt(3) == 0) {
                    arrives(late.remove(random.nextInt(late.size())));
                }
            }
            Arrays.asList(results).forEach(each);
        }

        private void happens(Lease<Long> lease, SubtreeResult result) {
            Answer answer = new Answer(lease, result);
            int what = random.nextInt(6);
            if (what < 3) {
                lost++;
                late.add(answer);
            } else {
                arrives(answer);
            }
            if (what == 0) {
                book.giveBackAllOf(lease.worker());
            } else if (what == 1) {
                book.giveBackLost(lease.worker(), lease.id());
            } else if (what == 3) {
                arrives(answer);
            }
        }

        private void arrives(Answer answer) {
            Lease<Long> held = book.arrived(answer.lease.worker(), answer.lease.id());
            if (held == null) {
                refused++;
            } else if (book.done(held)) {
                int i = (int) (held.work() - first);
                assertThat(results[i]).isNull();
                results[i] = answer.result;
                counted++;
            }
        }
    }
}
