package dev.gfpfuzz.model.pagealloc;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gfpfuzz.kernel.Gfp;
import dev.gfpfuzz.kernel.TaskFlags;
import dev.gfpfuzz.model.pagealloc.Request.Answer;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Whom the OOM killer spares and whom it takes: {@code out_of_memory} before it looks for a victim. */
class OutOfMemoryTest {
    /** Nothing reclaimable, below the min mark of 8 and above the 4 that a victim may go down to. */
    private static SmallZone scarce() {
        return new SmallZone().victims(1, 4).free(6);
    }

    /** With FS or without, which is looked at afterwards. Up to v4.11 a victim gives up before it looks into its reserve. */
    @ParameterizedTest
    @CsvSource({
        "v4_11, GFP_KERNEL, NULL",
        "v4_11, GFP_NOIO, NULL",
        "v4_17, GFP_KERNEL, PAGE",
        "v4_17, GFP_NOIO, PAGE",
        "v6_1, GFP_KERNEL, PAGE",
        "v6_1, GFP_NOIO, PAGE"
    })
    void whoHasBeenKilledAnyway_isTheVictim(String profile, String mask, Answer answer) {
        Request r = Request.run(profile, scarce(), TaskFlags.SIGKILL, Gfp.parse(mask), 0, 1);
        assertThat(r.answer).isEqualTo(answer);
        assertThat(r.kills).isZero();
        assertThat(r.killedSelf).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"v4_11", "v4_17", "v6_1"})
    void aKernelThreadIsNoVictim(String profile) {
        int flags = TaskFlags.SIGKILL | TaskFlags.PF_KTHREAD;
        Request r = Request.run(profile, scarce(), flags, Gfp.GFP_KERNEL, 0, 1);
        assertThat(r.answer).isEqualTo(Answer.PAGE);
        assertThat(r.kills).isOne();
        assertThat(r.killedSelf).isFalse();
    }
}
