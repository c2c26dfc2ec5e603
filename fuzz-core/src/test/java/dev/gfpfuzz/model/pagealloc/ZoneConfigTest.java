package dev.gfpfuzz.model.pagealloc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gfpfuzz.scenario.ScenarioException;
import dev.gfpfuzz.scenario.ScenarioParser;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Zones that cannot be are refused with their line, the values and what is accepted. */
class ZoneConfigTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "min=70; watermarks 70/10/12 in 64 pages; accepted is 0 < min <= low <= high < pages",
                "high=64; watermarks 8/10/64 in 64 pages",
                "pageblock-order=6; pageblock-order 6; accepted are 0..5",
                "used=62; 66 pages in use at the start",
                "max-order=11; 1 to 10"
            })
    void isRefused(String parameter, String why) {
        String text = "scenario s\n\nzone m " + parameter + "\n\ntask A\n  p = alloc m GFP_KERNEL 0\n";
        assertThatThrownBy(() -> ScenarioParser.parse(text, "f"))
                .isInstanceOf(ScenarioException.class)
                .hasMessageStartingWith("f:3:")
                .hasMessageContaining(why);
    }

    @Test
    void freeMemoryIsWhatNothingElseUses() {
        ZoneConfig c = new SmallZone().clean(5).victims(2, 3).free(20).config();
        assertThat(c.freeAtStart()).isEqualTo(20);
        assertThat(c.used()).isEqualTo(64 - 20 - 5 - 6);
    }
}
