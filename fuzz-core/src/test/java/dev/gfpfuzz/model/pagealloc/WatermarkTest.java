package dev.gfpfuzz.model.pagealloc;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gfpfuzz.profile.Profiles;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The watermark's arithmetic, against values computed by hand from the kernel's source. */
class WatermarkTest {
    private static Zone zone(SmallZone zone, String profile) {
        return new Zone(zone.config(), ZoneVariants.of(Profiles.named(profile)), 0, Zone.NO_MEMCG);
    }

    /** The fewest free pages with which the full test passes. */
    private static int threshold(Watermark w, Zone z, int order, int mark, int flags) {
        int free = 0;
        while (!w.ok(z, order, mark, flags, free)) {
            free++;
        }
        return free;
    }

    @ParameterizedTest
    @CsvSource({
        "8, 0, 9, 7, 5, 4, 5",
        "8, 2, 12, 10, 8, 7, 8",
        "11, 0, 12, 10, 7, 6, 7",
        "4, 0, 5, 4, 3, 3, 3",
        "1000, 0, 1001, 751, 501, 376, 501"
    })
    void smallestFreeThatPasses(int mark, int order, int none, int harder, int high, int both, int oom) {
        Zone z = zone(new SmallZone().free(64), "v4_17");
        Watermark w = Watermark.V4_17;
        assertThat(threshold(w, z, order, mark, 0)).isEqualTo(none);
        assertThat(threshold(w, z, order, mark, AllocFlags.HARDER)).isEqualTo(harder);
        assertThat(threshold(w, z, order, mark, AllocFlags.HIGH)).isEqualTo(high);
        assertThat(threshold(w, z, order, mark, AllocFlags.HIGH | AllocFlags.HARDER))
                .isEqualTo(both);
        assertThat(threshold(w, z, order, mark, AllocFlags.OOM)).isEqualTo(oom);
    }

    @Test
    void lowmemReserveIsAddedToTheMark() {
        Zone z = zone(new SmallZone().lowmemReserve(3).free(64), "v4_17");
        assertThat(Watermark.V4_17.ok(z, 0, 8, 0, 12)).isTrue();
        assertThat(Watermark.V4_17.ok(z, 0, 8, 0, 11)).isFalse();
    }

    @ParameterizedTest
    @CsvSource({"v4_17, 9", "v6_1, 11"})
    void shortcutOfOrderZero_countsHighatomicPagesOnlyInV4m17(String profile, int passesFrom) {
        for (int free = 5; free <= 13; free++) {
            Zone z = zone(new SmallZone().free(free), profile);
            z.addReservedHighatomic(2);
            assertThat(z.variants().watermark().fast(z, 0, 8, 0))
                    .as("%d free", free)
                    .isEqualTo(free >= passesFrom);
            assertThat(z.variants().watermark().ok(z, 0, 8, 0))
                    .as("%d free", free)
                    .isEqualTo(free >= 11);
        }
    }

    @Test
    void plainNowaitOfV6m1_countsHighatomicPages_nowaitWithNomemallocDoesNot() {
        Zone z = zone(new SmallZone().free(10), "v6_1");
        z.addReservedHighatomic(2);
        int nowait = AllocRights.v6m1(0, dev.gfpfuzz.kernel.Gfp.GFP_NOWAIT, 0);
        int bufio = AllocRights.v6m1(0, dev.gfpfuzz.kernel.Gfp.GFP_NOWAIT | dev.gfpfuzz.kernel.Gfp.NOMEMALLOC, 0);
        assertThat(Watermark.V6_1.fast(z, 0, 8, nowait)).isTrue();
        assertThat(Watermark.V6_1.fast(z, 0, 8, bufio)).isFalse();
    }

    @ParameterizedTest
    @CsvSource({"0, 462", "32, 231", "48, 174", "8, 231"})
    void depthsMeasuredOnARealV6m1(int flags, int left) {
        Zone z = zone(new SmallZone().free(64), "v6_1");
        assertThat(threshold(Watermark.V6_1, z, 0, 462, flags)).isEqualTo(left + 1);
    }

    @Test
    void aBlockOfTheOrderMustBeFree() {
        Zone z = zone(new SmallZone().holes(1).free(32), "v4_17");
        assertThat(Watermark.V4_17.ok(z, 1, 8, 0, 60)).isFalse();
        assertThat(Watermark.V4_17.ok(z, 0, 8, 0, 60)).isTrue();
    }
}
