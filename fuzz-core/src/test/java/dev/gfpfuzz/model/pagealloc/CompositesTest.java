package dev.gfpfuzz.model.pagealloc;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gfpfuzz.kernel.Gfp;
import dev.gfpfuzz.kernel.TaskFlags;
import dev.gfpfuzz.model.pagealloc.Request.Answer;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The masks that people write: whether they sleep, wake kswapd, reach into the reserves, and can fail. */
class CompositesTest {
    private static final String POOL = "__GFP_NOMEMALLOC|__GFP_NORETRY|__GFP_NOWARN";

    /** {@code mustStay}: free pages left below which the request is refused; min is 8. */
    @ParameterizedTest
    @CsvSource({
        "GFP_KERNEL, true, true, 8, false",
        "GFP_USER, true, true, 8, false",
        "GFP_HIGHUSER, true, true, 8, false",
        "GFP_HIGHUSER_MOVABLE, true, true, 8, false",
        "GFP_NOFS, true, true, 8, false",
        "GFP_NOIO, true, true, 8, false",
        "GFP_NOWAIT, false, true, 8, true",
        "GFP_ATOMIC, false, true, 3, true",
        "GFP_TRANSHUGE_LIGHT, false, false, 8, true",
        "GFP_NOIO|" + POOL + ", true, true, 8, true",
        "GFP_NOWAIT|" + POOL + ", false, true, 8, true",
        "__GFP_KSWAPD_RECLAIM|__GFP_HIGH|" + POOL + ", false, true, 4, true"
    })
    void isWhatItsNameSays(String mask, boolean sleeps, boolean kswapd, int mustStay, boolean canFail) {
        int gfp = Gfp.parse(mask);
        assertThat(Gfp.allowsBlocking(gfp)).isEqualTo(sleeps);
        assertThat((gfp & Gfp.KSWAPD_RECLAIM) != 0).isEqualTo(kswapd);
        for (int free = 0; free <= 12; free++) {
            Request r = Request.run("v4_17", new SmallZone().free(free), TaskFlags.PF_KTHREAD, gfp, 0, free);
            if (free > mustStay) {
                assertThat(r.answer).as("%d free", free).isEqualTo(Answer.PAGE);
            } else {
                // A kernel thread and nobody to kill: GFP_KERNEL panics, NOIO and NOFS go round.
                assertThat(r.answer == Answer.NULL)
                        .as("%d free: %s", free, r.answer)
                        .isEqualTo(canFail);
                assertThat(r.reclaims > 0).as("%d free", free).isEqualTo(sleeps);
            }
        }
    }

    /** Transparent huge pages sleep for compaction and reclaim but wake no kswapd; their order is costly. */
    @ParameterizedTest
    @CsvSource({"4, 1"})
    void transhuge_reclaimsOnceAndFails(int order, int reclaims) {
        assertThat(Gfp.GFP_TRANSHUGE & Gfp.RECLAIM).isEqualTo(Gfp.DIRECT_RECLAIM);
        Request r = Request.run("v4_17", new SmallZone().free(4), 0, Gfp.GFP_TRANSHUGE, order, 1);
        assertThat(r.answer).isEqualTo(Answer.NULL);
        assertThat(r.reclaims).isEqualTo(reclaims);
    }
}
