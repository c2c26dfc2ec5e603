package dev.gfpfuzz.model.pagealloc;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gfpfuzz.kernel.Gfp;
import dev.gfpfuzz.kernel.TaskFlags;
import dev.gfpfuzz.model.pagealloc.Request.Answer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What a request comes to while memory is short for good and nothing is reclaimable, for every kind of request, in v4.17
 * and v6.1. Every row is run for each order and several schedules.
 */
class OutcomesTest {
    private static final int SEEDS = 10;

    /** Six pages free, min 8; two processes of two pages can be killed, which is enough for order 0 only. */
    private static SmallZone shortage(int order) {
        return new SmallZone()
                .victims(2, Math.max(4, 3 << Math.min(order, 3)))
                .free(4)
                .marks(8, 10, 12);
    }

    @ParameterizedTest(name = "{0}: {1} at 0..3, {2} above")
    @CsvSource({
        "GFP_KERNEL, PAGE, NULL, true",
        "GFP_KERNEL|__GFP_NORETRY, NULL, NULL, false",
        "GFP_KERNEL|__GFP_RETRY_MAYFAIL, NULL, NULL, false",
        "GFP_NOFS, LOOP, NULL, false",
        "GFP_NOIO, LOOP, NULL, false",
        "GFP_NOIO|__GFP_NORETRY, NULL, NULL, false",
        "GFP_NOWAIT, NULL, NULL, false",
        "GFP_NOWAIT|__GFP_NORETRY, NULL, NULL, false",
        "GFP_NOWAIT|__GFP_NOFAIL, NULL, NULL, false",
        "GFP_KERNEL|__GFP_NOFAIL|__GFP_NORETRY, LOOP, LOOP, false"
    })
    void underPermanentShortage(String mask, Answer small, Answer costly, boolean kills) {
        for (String profile : new String[] {"v4_17", "v6_1"}) {
            for (int order = 0; order <= 5; order++) {
                for (long seed = 0; seed < SEEDS; seed++) {
                    int gfp = Gfp.parse(mask);
                    Request r = Request.run(profile, shortage(order).pages(64), TaskFlags.PF_KTHREAD, gfp, order, seed);
                    String what = mask + ", order " + order + " under " + profile + ", seed " + seed;
                    assertThat(r.answer).as(what).isEqualTo(order <= 3 ? small : costly);
                    assertThat(r.kills > 0).as(what).isEqualTo(kills && order <= 3);
                    if (!Gfp.allowsBlocking(gfp)) {
                        assertThat(r.sleeps + r.reclaims + r.compactions)
                                .as(what)
                                .isZero();
                    }
                }
            }
        }
    }

    /**
     * One reclaim of a NORETRY request looks at its whole share of the lists, however early it has the 32 pages it asks for
     * ({@code scan_adjusted}), and goes on while compaction wants more ({@code should_continue_reclaim}).
     */
    @ParameterizedTest
    @ValueSource(strings = {"GFP_KERNEL|__GFP_NORETRY", "GFP_NOIO|__GFP_NORETRY"})
    void oneReclaimOfACostlyOrder_goesOnAfter32Pages(String mask) {
        for (long seed = 0; seed < SEEDS; seed++) {
            SmallZone zone = new SmallZone().pages(512).clean(60).free(11);
            Request r = Request.run("v4_17", zone, TaskFlags.PF_KTHREAD, Gfp.parse(mask), 5, seed);
            assertThat(r.reclaims).isEqualTo(1);
            assertThat(r.answer).as("seed %d, %d free", seed, r.freeAtTheEnd).isEqualTo(Answer.PAGE);
        }
    }

    @Test
    void atomic_isRefusedBelowItsReserve() {
        for (String profile : new String[] {"v4_17", "v6_1"}) {
            for (int order = 0; order <= 5; order++) {
                Request r = Request.run(profile, new SmallZone().free(3), 0, Gfp.GFP_ATOMIC, order, 1);
                assertThat(r.answer).isEqualTo(Answer.NULL);
                assertThat(r.sleeps + r.reclaims).isZero();
            }
        }
    }

    @Test
    void nofail_goesBelowAllWatermarksBehindTheGate() {
        Request r =
                Request.run("v4_17", new SmallZone().free(4), TaskFlags.PF_KTHREAD, Gfp.GFP_NOIO | Gfp.NOFAIL, 0, 1);
        assertThat(r.answer).isEqualTo(Answer.PAGE);
        assertThat(r.kills).isZero();
        assertThat(r.outOfMemory).isEqualTo(1);
    }

    @Test
    void nofailAboveTheCostlyOrder_loopsAndNeverKills() {
        for (String profile : new String[] {"v4_17", "v6_1"}) {
            Request r = Request.run(
                    profile,
                    new SmallZone().victims(2, 4).free(4),
                    TaskFlags.PF_KTHREAD,
                    Gfp.GFP_KERNEL | Gfp.NOFAIL,
                    4,
                    1);
            assertThat(r.answer).as(profile).isEqualTo(Answer.LOOP);
            assertThat(r.kills).as(profile).isZero();
        }
    }

    @Test
    void kernelRequestOfAUserTask_becomesTheVictimWhenNobodyElseIsLeft() {
        Request r = Request.run("v4_17", new SmallZone().free(4), 0, Gfp.GFP_KERNEL, 0, 1);
        assertThat(r.answer).isEqualTo(Answer.NULL);
        assertThat(r.killedSelf).isTrue();
    }

    @Test
    void kernelThread_panicsTheSystemWhenNobodyIsLeft() {
        Request r = Request.run("v4_17", new SmallZone().free(4), TaskFlags.PF_KTHREAD, Gfp.GFP_KERNEL, 0, 1);
        assertThat(r.answer).isEqualTo(Answer.PANIC);
    }

    /** The e-mail's flag before and after v4.12: the bit of REPEAT is the bit of RETRY_MAYFAIL. */
    @ParameterizedTest
    @CsvSource({"v4_11, PAGE, true", "v4_17, NULL, false", "v6_1, NULL, false"})
    void repeatKills_retryMayfailDoesNot(String profile, Answer answer, boolean kills) {
        for (int order = 0; order <= 3; order++) {
            Request r = Request.run(
                    profile, shortage(order), TaskFlags.PF_KTHREAD, Gfp.GFP_KERNEL | Gfp.RETRY_MAYFAIL, order, 7);
            assertThat(r.answer).isEqualTo(answer);
            assertThat(r.kills > 0).isEqualTo(kills);
        }
    }

    /** 35 % of memory free, all in single pages between pages that cannot move: fragmentation alone kills. */
    @ParameterizedTest
    @CsvSource({"v4_17", "v6_1"})
    void fragmentationAloneKills(String profile) {
        SmallZone zone = new SmallZone().pages(128).victims(2, 3).free(45).holes(1);
        Request r = Request.run(profile, zone, TaskFlags.PF_KTHREAD, Gfp.GFP_KERNEL, 3, 3);
        assertThat(r.kills).isPositive();
        assertThat(r.freeAtTheEnd).isGreaterThan(12);
        Request noio = Request.run(profile, zone, TaskFlags.PF_KTHREAD, Gfp.GFP_NOIO, 3, 3);
        assertThat(noio.answer).isEqualTo(Answer.LOOP);
        assertThat(noio.kills).isZero();
    }
}
