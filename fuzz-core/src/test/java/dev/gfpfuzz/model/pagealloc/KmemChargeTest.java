package dev.gfpfuzz.model.pagealloc;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gfpfuzz.kernel.Gfp;
import dev.gfpfuzz.kernel.TaskFlags;
import dev.gfpfuzz.model.memcg.MemcgConfig;
import dev.gfpfuzz.model.pagealloc.Request.Answer;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What follows a page that was got: its charge, with the cgroup's own reclaim; a page whose charge fails is freed. */
class KmemChargeTest {
    private static final int FREE = 40;

    @ParameterizedTest(name = "{0} order {1}, limit {2} with {3} clean pages: {4}")
    @CsvSource({
        "GFP_KERNEL|__GFP_ACCOUNT, 1, 2, 0, PAGE",
        "GFP_KERNEL|__GFP_ACCOUNT, 1, 1, 0, NULL",
        "GFP_KERNEL|__GFP_ACCOUNT, 1, 2, 2, PAGE",
        "GFP_KERNEL|__GFP_ACCOUNT|__GFP_NORETRY, 1, 2, 2, PAGE",
        "GFP_NOWAIT|__GFP_ACCOUNT, 1, 2, 2, NULL",
        "GFP_KERNEL|__GFP_ACCOUNT|__GFP_NOFAIL, 1, 1, 0, PAGE",
        "GFP_KERNEL, 1, 1, 0, PAGE"
    })
    void charge(String mask, int order, int limit, int clean, Answer answer) {
        SmallZone zone = new SmallZone().free(FREE).memcg(new MemcgConfig(limit, clean, 0, 0, 0));
        Request r = Request.run("v4_17", zone, 0, Gfp.parse(mask), order, 1);
        assertThat(r.answer).isEqualTo(answer);
        assertThat(r.freeAtTheEnd).isEqualTo(answer == Answer.PAGE ? FREE - (1 << order) : FREE);
    }

    @ParameterizedTest
    @CsvSource({"0, NULL", "16, PAGE"})
    void kernelThreadsAreNotCharged(int taskFlags, Answer answer) {
        assertThat(TaskFlags.PF_KTHREAD).isEqualTo(16);
        SmallZone zone = new SmallZone().free(FREE).memcg(new MemcgConfig(1, 0, 0, 0, 1));
        Request r = Request.run("v4_17", zone, taskFlags, Gfp.GFP_KERNEL | Gfp.ACCOUNT, 0, 1);
        assertThat(r.answer).isEqualTo(answer);
    }
}
