package dev.gfpfuzz.model.pagealloc;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gfpfuzz.kernel.Gfp;
import dev.gfpfuzz.kernel.TaskFlags;
import dev.gfpfuzz.model.pagealloc.Request.Answer;
import dev.gfpfuzz.schedule.SplitMix64;
import org.junit.jupiter.api.Test;

/**
 * What was measured on a real 6.1.192 in thousands of runs, as properties of profile v6_1 over random zones: requests of a
 * kernel thread, some page cache or none, free memory from nothing to plenty.
 */
class RealKernelTest {
    private static final int RUNS = 400;

    private interface Law {
        void check(Request r, int gfp, int order);
    }

    private static void forAll(int base, int allowed, int orderMin, int orderMax, Law law) {
        SplitMix64 random = new SplitMix64(61);
        for (int i = 0; i < RUNS; i++) {
            int gfp = base | (int) random.nextLong() & allowed;
            int order = orderMin + random.nextInt(orderMax - orderMin + 1);
            SmallZone zone = RandomZone.zone(random);
            Request r = Request.run("v6_1", zone, TaskFlags.PF_KTHREAD, gfp, order, random.nextLong());
            law.check(r, gfp, order);
        }
    }

    @Test
    void noretry_neverKillsNeverLoops_andReclaimsOnceAtMost() {
        int allowed = Gfp.IO | Gfp.FS | Gfp.RETRY_MAYFAIL | Gfp.NOMEMALLOC;
        forAll(Gfp.GFP_NOIO | Gfp.NORETRY, allowed, 0, 5, (r, gfp, order) -> {
            assertThat(r.outOfMemory).isZero();
            assertThat(r.answer).isIn(Answer.PAGE, Answer.NULL);
            assertThat(r.reclaims).isLessThanOrEqualTo(1);
        });
    }

    @Test
    void retryMayfail_neverKillsNeverLoops() {
        forAll(Gfp.GFP_NOIO | Gfp.RETRY_MAYFAIL, Gfp.IO | Gfp.FS | Gfp.NOMEMALLOC, 0, 5, (r, gfp, order) -> {
            assertThat(r.kills).isZero();
            assertThat(r.answer).isIn(Answer.PAGE, Answer.NULL);
        });
    }

    @Test
    void aboveOrderThree_nobodyIsEverKilled_nofailIncluded() {
        forAll(Gfp.GFP_NOIO, Gfp.IO | Gfp.FS | Gfp.NOFAIL | Gfp.RETRY_MAYFAIL | Gfp.NORETRY, 4, 5, (r, gfp, order) -> {
            assertThat(r.outOfMemory).isZero();
            assertThat(r.kills).isZero();
        });
    }

    @Test
    void plainRequestsUpToOrderThree_neverReturnNull() {
        forAll(
                Gfp.GFP_NOIO,
                Gfp.IO | Gfp.FS,
                0,
                3,
                (r, gfp, order) -> assertThat(r.answer).isNotEqualTo(Answer.NULL));
    }

    @Test
    void nowaitAndAtomic_neverReclaimNorCompact() {
        forAll(Gfp.GFP_NOWAIT, Gfp.HIGH | Gfp.NORETRY | Gfp.NOMEMALLOC | Gfp.RETRY_MAYFAIL, 0, 5, (r, gfp, order) -> {
            assertThat(r.reclaims + r.compactions + r.sleeps).isZero();
            assertThat(r.answer).isIn(Answer.PAGE, Answer.NULL);
        });
    }

    @Test
    void aKill_onlyForKernelUpToOrderThree() {
        int allowed = Gfp.IO | Gfp.FS | Gfp.NORETRY | Gfp.RETRY_MAYFAIL | Gfp.NOMEMALLOC;
        forAll(Gfp.GFP_NOIO, allowed, 0, 5, (r, gfp, order) -> {
            if (r.kills > 0) {
                assertThat(gfp & (Gfp.FS | Gfp.NORETRY | Gfp.RETRY_MAYFAIL)).isEqualTo(Gfp.FS);
                assertThat(order).isLessThanOrEqualTo(3);
            }
        });
    }

    @Test
    void aLoop_onlyForPlainNoioOrNofsUpToOrderThree_orForCostlyNofail() {
        int allowed = Gfp.IO | Gfp.FS | Gfp.NORETRY | Gfp.RETRY_MAYFAIL;
        forAll(Gfp.GFP_NOIO, allowed, 0, 5, (r, gfp, order) -> {
            if (r.answer == Answer.LOOP) {
                assertThat(gfp & (Gfp.FS | Gfp.NORETRY | Gfp.RETRY_MAYFAIL)).isZero();
                assertThat(order).isLessThanOrEqualTo(3);
            }
        });
    }

    /** NOIO with RETRY_MAYFAIL can return NULL with swap free that it may not use: 17 rounds, then NULL. */
    @Test
    void noioRetryMayfail_failsWithMemoryLeft() {
        SmallZone zone = new SmallZone().anon(20, 16).free(7);
        Request r = Request.run("v6_1", zone, TaskFlags.PF_KTHREAD, Gfp.GFP_NOIO | Gfp.RETRY_MAYFAIL, 0, 1);
        assertThat(r.answer).isEqualTo(Answer.NULL);
        assertThat(r.reclaims).isEqualTo(17);
    }

    /** Three quarters of min free: the estimate 2 * free passes; under half: it does not. */
    @Test
    void mayfailReclaims17TimesWhileTheEstimatePasses_onceWhenNot() {
        int gfp = Gfp.GFP_KERNEL | Gfp.RETRY_MAYFAIL;
        SmallZone zone = new SmallZone().pages(1024).marks(462, 577, 692);
        assertThat(Request.run("v6_1", zone.free(346), TaskFlags.PF_KTHREAD, gfp, 0, 1).reclaims)
                .isEqualTo(17);
        assertThat(Request.run("v6_1", zone.free(202), TaskFlags.PF_KTHREAD, gfp, 0, 1).reclaims)
                .isEqualTo(1);
    }

    /** min 462: refused from 462 on, ATOMIC without reserves from 231, ATOMIC from 174; PF_MEMALLOC goes on. */
    @Test
    void depthsOfTheReserves() {
        int bufio = Gfp.NORETRY | Gfp.NOMEMALLOC | Gfp.NOWARN;
        assertThat(lowestThatPasses(0, Gfp.GFP_NOWAIT)).isEqualTo(463);
        assertThat(lowestThatPasses(0, Gfp.GFP_ATOMIC | bufio)).isEqualTo(232);
        assertThat(lowestThatPasses(0, Gfp.GFP_ATOMIC)).isEqualTo(175);
        assertThat(lowestThatPasses(TaskFlags.PF_MEMALLOC, Gfp.GFP_KERNEL)).isEqualTo(1);
        assertThat(lowestThatPasses(TaskFlags.PF_MEMALLOC, Gfp.GFP_KERNEL | Gfp.NOMEMALLOC))
                .isEqualTo(463);
    }

    private static int lowestThatPasses(int taskFlags, int gfp) {
        int low = 0;
        int high = 600;
        while (low < high) {
            int middle = low + high >> 1;
            SmallZone zone = new SmallZone().pages(1024).marks(462, 577, 692).free(middle);
            boolean page = Request.run("v6_1", zone, taskFlags, gfp, 0, 1).answer == Answer.PAGE;
            if (page) {
                high = middle;
            } else {
                low = middle + 1;
            }
        }
        return low;
    }
}
