package dev.gfpfuzz.model.pagealloc;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gfpfuzz.kernel.Gfp;
import dev.gfpfuzz.kernel.TaskFlags;
import dev.gfpfuzz.model.pagealloc.Request.Answer;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * How often a failing request reclaims and compacts. v4.11 and v4.17 derived from their source, v6.1 measured on a real
 * one: with an empty LRU, "est" is the estimate 2 * free - (2^order - 1) > min, of which only v6.1.192 knows.
 */
class CallsPerFailureTest {
    /** Nothing reclaimable, so few pages free that the estimate is false. */
    private static SmallZone hopeless() {
        return new SmallZone().free(3);
    }

    /** Nothing reclaimable, 3/4 of min free in one block: the estimate is true in v6.1. */
    private static SmallZone estimated() {
        return new SmallZone().pages(256).marks(60, 75, 90).free(48);
    }

    @ParameterizedTest(name = "{0}: {1} order {2} est {3}: {4}/{5}")
    @CsvSource({
        "v4_17, GFP_KERNEL|__GFP_NORETRY, 0, false, 1, 0",
        "v4_17, GFP_KERNEL|__GFP_NORETRY, 2, false, 1, 2",
        "v4_17, GFP_KERNEL|__GFP_NORETRY|__GFP_RETRY_MAYFAIL, 0, false, 1, 0",
        "v4_17, GFP_KERNEL|__GFP_NORETRY|__GFP_RETRY_MAYFAIL, 3, false, 1, 2",
        "v4_17, GFP_KERNEL|__GFP_NORETRY, 4, false, 1, 2",
        "v4_17, GFP_NOIO|__GFP_NORETRY, 0, false, 1, 0",
        "v4_17, GFP_NOIO|__GFP_NORETRY, 1, false, 1, 2",
        "v4_17, GFP_NOIO|__GFP_NORETRY, 4, false, 1, 2",
        "v4_17, GFP_KERNEL|__GFP_RETRY_MAYFAIL, 0, true, 1, 0",
        "v4_17, GFP_KERNEL|__GFP_RETRY_MAYFAIL, 1, true, 1, 2",
        "v4_17, GFP_NOIO|__GFP_RETRY_MAYFAIL, 0, true, 1, 0",
        "v4_17, GFP_NOIO|__GFP_RETRY_MAYFAIL, 3, true, 1, 2",
        "v4_17, GFP_KERNEL, 4, false, 1, 2",
        "v4_17, GFP_NOFS, 4, false, 1, 2",
        "v4_17, GFP_NOIO, 4, false, 1, 2",
        "v4_11, GFP_KERNEL|__GFP_NORETRY, 0, false, 1, 0",
        "v4_11, GFP_KERNEL|__GFP_NORETRY, 2, false, 1, 1",
        "v4_11, GFP_NOIO|__GFP_NORETRY, 3, false, 1, 1",
        "v4_11, GFP_KERNEL|__GFP_NORETRY, 4, false, 1, 2",
        "v6_1, GFP_KERNEL|__GFP_NORETRY, 0, false, 1, 0",
        "v6_1, GFP_KERNEL|__GFP_NORETRY, 2, false, 1, 2",
        "v6_1, GFP_KERNEL|__GFP_NORETRY|__GFP_RETRY_MAYFAIL, 1, true, 1, 2",
        "v6_1, GFP_KERNEL|__GFP_NORETRY, 4, false, 0, 1",
        "v6_1, GFP_NOIO|__GFP_NORETRY, 1, false, 1, 1",
        "v6_1, GFP_NOIO|__GFP_NORETRY, 4, false, 1, 1",
        "v6_1, GFP_KERNEL|__GFP_RETRY_MAYFAIL, 0, false, 1, 0",
        "v6_1, GFP_KERNEL|__GFP_RETRY_MAYFAIL, 2, false, 1, 2",
        "v6_1, GFP_KERNEL|__GFP_RETRY_MAYFAIL, 0, true, 17, 0",
        "v6_1, GFP_KERNEL|__GFP_RETRY_MAYFAIL, 1, true, 17, 18",
        "v6_1, GFP_KERNEL|__GFP_RETRY_MAYFAIL, 4, true, 17, 18",
        "v6_1, GFP_NOIO|__GFP_RETRY_MAYFAIL, 2, false, 1, 1",
        "v6_1, GFP_NOIO|__GFP_RETRY_MAYFAIL, 2, true, 17, 17",
        "v6_1, GFP_NOIO|__GFP_RETRY_MAYFAIL, 4, true, 1, 1",
        "v6_1, GFP_KERNEL, 4, false, 1, 2",
        "v6_1, GFP_NOFS, 4, false, 1, 2",
        "v6_1, GFP_NOIO, 4, false, 1, 1"
    })
    void reclaimAndCompactionCalls(String profile, String mask, int order, boolean est, int reclaims, int compactions) {
        for (long seed = 0; seed < 5; seed++) {
            SmallZone zone = est ? estimated() : hopeless();
            Request r = Request.run(profile, zone, TaskFlags.PF_KTHREAD, Gfp.parse(mask), order, seed);
            assertThat(r.answer).isEqualTo(Answer.NULL);
            assertThat(r.reclaims).as("reclaim calls").isEqualTo(reclaims);
            assertThat(r.compactions).as("compaction calls").isEqualTo(compactions);
        }
    }

    @ParameterizedTest
    @CsvSource({"v4_17, false, 1", "v6_1, false, 1", "v6_1, true, 17"})
    void smallNofailReachesTheGateAfter(String profile, boolean est, int reclaims) {
        SmallZone zone = est ? estimated() : hopeless();
        Request r = Request.run(profile, zone, TaskFlags.PF_KTHREAD, Gfp.GFP_NOIO | Gfp.NOFAIL, 0, 1);
        assertThat(r.answer).isEqualTo(Answer.PAGE);
        assertThat(r.reclaims).isEqualTo(reclaims);
    }

    /** At min 462 and 345 free, order 4: 330 is above min - min/2 = 231, not above min - min/4 = 347. */
    @ParameterizedTest
    @CsvSource({"v4_17, LOOP", "v6_1, PAGE"})
    void costlyNofailTakesFromTheReserve(String profile, Answer answer) {
        SmallZone zone = new SmallZone().pages(1024).marks(462, 577, 692).free(345);
        Request r = Request.run(profile, zone, TaskFlags.PF_KTHREAD, Gfp.GFP_KERNEL | Gfp.NOFAIL, 4, 1);
        assertThat(r.answer).isEqualTo(answer);
    }
}
