package dev.gfpfuzz.model.pagealloc;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gfpfuzz.kernel.TaskFlags;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** {@code current_may_throttle}: who may be made to wait for a congested device. */
class CurrentMayThrottleTest {
    @ParameterizedTest
    @CsvSource({
        "false, false, false, true",
        "false, true, false, true",
        "false, true, true, true",
        "true, false, false, true",
        "true, true, true, true",
        "true, true, false, false"
    })
    void truthTableOfV4m17(boolean lessThrottle, boolean ownDevice, boolean itsCongestion, boolean may) {
        assertThat(ReclaimThrottle.V4_17.currentMayThrottle(flags(lessThrottle, ownDevice, itsCongestion)))
                .isEqualTo(may);
    }

    /** The patch of 28 June 2018 set this flag alone, so by itself it would not have ended the wait. */
    @Test
    void lessThrottleAloneExemptsNobodyBeforeV6m1() {
        int flags = TaskFlags.PF_LESS_THROTTLE;
        assertThat(ReclaimThrottle.V4_17.currentMayThrottle(flags)).isTrue();
        assertThat(ReclaimThrottle.V6_1.currentMayThrottle(flags)).isFalse();
    }

    private static int flags(boolean lessThrottle, boolean ownDevice, boolean itsCongestion) {
        return (lessThrottle ? TaskFlags.PF_LESS_THROTTLE : 0)
                | (ownDevice ? TaskFlags.BACKING_DEV_INFO : 0)
                | (itsCongestion ? TaskFlags.BDI_WRITE_CONGESTED : 0);
    }
}
