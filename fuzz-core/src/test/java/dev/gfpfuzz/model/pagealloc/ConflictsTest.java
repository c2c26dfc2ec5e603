package dev.gfpfuzz.model.pagealloc;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gfpfuzz.kernel.Gfp;
import dev.gfpfuzz.kernel.TaskFlags;
import dev.gfpfuzz.model.pagealloc.Request.Answer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Masks that contradict themselves or their task: which flag wins, in v4.17 and v6.1. */
class ConflictsTest {
    private static final int KTHREAD = TaskFlags.PF_KTHREAD;

    private static SmallZone shortage() {
        return new SmallZone().victims(2, 8).free(4);
    }

    private static SmallZone hopeful() {
        return new SmallZone().anon(20, 8).free(6);
    }

    @ParameterizedTest
    @CsvSource({"v4_17", "v6_1"})
    void noretryWinsOverRetryMayfail(String profile) {
        int both = Gfp.GFP_NOIO | Gfp.NORETRY | Gfp.RETRY_MAYFAIL;
        Request r = Request.run(profile, hopeful(), KTHREAD, both, 0, 1);
        assertThat(r.answer).isEqualTo(Answer.NULL);
        assertThat(r.reclaims).isEqualTo(1);
        Request mayfail = Request.run(profile, hopeful(), KTHREAD, Gfp.GFP_NOIO | Gfp.RETRY_MAYFAIL, 0, 1);
        assertThat(mayfail.answer).isEqualTo(Answer.NULL);
        assertThat(mayfail.reclaims).isEqualTo(17);
    }

    @ParameterizedTest
    @CsvSource({
        "GFP_KERNEL|__GFP_NOFAIL|__GFP_NORETRY, 0",
        "GFP_KERNEL|__GFP_NOFAIL|__GFP_RETRY_MAYFAIL, 0",
        "GFP_KERNEL|__GFP_NOFAIL, 4",
        "GFP_KERNEL|__GFP_NOFAIL|__GFP_THISNODE, 0"
    })
    void nofailWinsTheResult_andNeverKills(String mask, int order) {
        for (String profile : new String[] {"v4_17", "v6_1"}) {
            Request r = Request.run(profile, shortage(), KTHREAD, Gfp.parse(mask), order, 1);
            assertThat(r.answer).as(profile).isEqualTo(Answer.LOOP);
            assertThat(r.kills).as(profile).isZero();
        }
    }

    @Test
    void nofailWithoutDirectReclaim_isNullAtOnce() {
        Request r = Request.run("v4_17", shortage(), 0, Gfp.GFP_NOWAIT | Gfp.NOFAIL, 0, 1);
        assertThat(r.answer).isEqualTo(Answer.NULL);
        assertThat(r.reclaims).isZero();
    }

    @Test
    void nofailOfATaskInsideReclaim_neitherReclaimsNorFails() {
        int gfp = Gfp.GFP_KERNEL | Gfp.NOFAIL | Gfp.NOMEMALLOC;
        Request r = Request.run("v4_17", shortage(), KTHREAD | TaskFlags.PF_MEMALLOC, gfp, 0, 1);
        assertThat(r.answer).isEqualTo(Answer.LOOP);
        assertThat(r.reclaims).isZero();
    }

    @ParameterizedTest
    @CsvSource({"GFP_NOWAIT", "GFP_ATOMIC"})
    void noretryIsWithoutEffectWhereNothingSleeps(String mask) {
        for (int free = 0; free <= 14; free++) {
            SmallZone zone = new SmallZone().free(free);
            Request plain = Request.run("v4_17", zone, 0, Gfp.parse(mask), 0, 1);
            Request noretry = Request.run("v4_17", zone, 0, Gfp.parse(mask) | Gfp.NORETRY, 0, 1);
            assertThat(noretry.answer).as("%d free", free).isEqualTo(plain.answer);
            assertThat(noretry.reclaims + noretry.sleeps).isZero();
        }
    }

    @Test
    void atomicWithDirectReclaim_isNotAtomic() {
        int gfp = Gfp.GFP_KERNEL | Gfp.ATOMIC_BIT | Gfp.NORETRY;
        Request r = Request.run("v4_17", new SmallZone().free(8), KTHREAD, gfp, 0, 1);
        assertThat(r.answer).isEqualTo(Answer.NULL);
        assertThat(r.reclaims).isEqualTo(1);
    }

    @Test
    void nomemallocWinsOverMemalloc_andOverPfMemalloc() {
        int gfp = Gfp.GFP_KERNEL | Gfp.NOMEMALLOC;
        assertThat(Request.run("v4_17", shortage(), 0, Gfp.GFP_NOWAIT | Gfp.MEMALLOC, 0, 1).answer)
                .isEqualTo(Answer.PAGE);
        assertThat(Request.run("v4_17", shortage(), 0, Gfp.GFP_NOWAIT | Gfp.MEMALLOC | Gfp.NOMEMALLOC, 0, 1).answer)
                .isEqualTo(Answer.NULL);
        Request memalloc = Request.run("v4_17", shortage(), TaskFlags.PF_MEMALLOC, Gfp.GFP_KERNEL, 0, 1);
        assertThat(memalloc.answer).isEqualTo(Answer.PAGE);
        Request without = Request.run("v4_17", shortage(), TaskFlags.PF_MEMALLOC, gfp, 0, 1);
        assertThat(without.answer).isEqualTo(Answer.NULL);
        assertThat(without.reclaims + without.compactions).isZero();
    }

    @Test
    void highHalvesTheMarkInSpiteOfNomemalloc() {
        int gfp = Gfp.GFP_NOWAIT | Gfp.HIGH | Gfp.NOMEMALLOC;
        assertThat(Request.run("v4_17", new SmallZone().free(5), 0, gfp, 0, 1).answer)
                .isEqualTo(Answer.PAGE);
        assertThat(Request.run("v4_17", new SmallZone().free(4), 0, gfp, 0, 1).answer)
                .isEqualTo(Answer.NULL);
    }

    @ParameterizedTest
    @CsvSource({"v4_17, 7", "v6_1, 9"})
    void realTimeTask_triesHarderInV4m17EvenWithNomemalloc(String profile, int passesFrom) {
        int gfp = Gfp.GFP_NOWAIT | Gfp.NOMEMALLOC;
        for (int free = 4; free <= 10; free++) {
            Request r = Request.run(profile, new SmallZone().free(free), TaskFlags.RT_TASK, gfp, 0, 1);
            assertThat(r.answer).as("%d free", free).isEqualTo(free >= passesFrom ? Answer.PAGE : Answer.NULL);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "__GFP_THISNODE",
        "__GFP_RETRY_MAYFAIL",
        "__GFP_THISNODE|__GFP_RETRY_MAYFAIL",
        "__GFP_DMA",
        "__GFP_DMA32"
    })
    void eitherClosesTheGate(String flags) {
        Request r = Request.run("v4_17", shortage(), KTHREAD, Gfp.GFP_KERNEL | Gfp.parse(flags), 0, 1);
        assertThat(r.answer).isEqualTo(Answer.NULL);
        assertThat(r.kills + r.outOfMemory).isZero();
    }

    @Test
    void suspendedStorageAndCoreDumpsCloseTheGate() {
        SmallZone suspended = shortage().suspended();
        assertThat(Request.run("v4_17", suspended, KTHREAD, Gfp.GFP_KERNEL, 0, 1).answer)
                .isEqualTo(Answer.NULL);
        int dump = KTHREAD | TaskFlags.PF_DUMPCORE;
        Request r = Request.run("v4_17", shortage(), dump, Gfp.GFP_KERNEL, 0, 1);
        assertThat(r.answer).isEqualTo(Answer.NULL);
        assertThat(r.kills).isZero();
    }

    @Test
    void noioScope_makesKernelARequestThatLoops() {
        int scoped = KTHREAD | TaskFlags.PF_MEMALLOC_NOIO;
        Request r = Request.run("v4_17", shortage(), scoped, Gfp.GFP_KERNEL, 0, 1);
        assertThat(r.answer).isEqualTo(Answer.LOOP);
        assertThat(r.kills).isZero();
        assertThat(r.outOfMemory).isPositive();
    }

    @Test
    void oomVictim_hasHalfOfMinInV4m17_andEverythingInV4m11() {
        int victim = TaskFlags.TIF_MEMDIE;
        for (int free = 1; free <= 8; free++) {
            SmallZone zone = new SmallZone().free(free);
            Request now = Request.run("v4_17", zone, victim, Gfp.GFP_KERNEL, 0, 1);
            assertThat(now.answer).as("%d free", free).isEqualTo(free >= 5 ? Answer.PAGE : Answer.NULL);
            assertThat(Request.run("v4_11", zone, victim, Gfp.GFP_KERNEL, 0, 1).answer)
                    .isEqualTo(Answer.PAGE);
        }
    }
}
