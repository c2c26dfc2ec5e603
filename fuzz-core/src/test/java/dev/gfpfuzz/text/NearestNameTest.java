package dev.gfpfuzz.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a person probably meant. */
class NearestNameTest {
    @ParameterizedTest
    @CsvSource({"kitten, sitting, 3", "flaw, lawn, 2", "'', abc, 3", "abc, ABC, 0", "same, same, 0"})
    void distance_isLevenshteins(String a, String b, int distance) {
        assertThat(NearestName.distance(a, b)).isEqualTo(distance);
        assertThat(NearestName.distance(b, a)).isEqualTo(distance);
    }

    @Test
    void theNearestIsNamed_unlessAllAreFar() {
        List<String> known = List.of("random", "pct", "surw");
        assertThat(NearestName.of("randon", known)).isEqualTo("random");
        assertThat(NearestName.of("exhaustive", known)).isNull();
        assertThat(NearestName.unknown("strategy", "randon", known))
                .isEqualTo("Unknown strategy 'randon'; known: random, pct, surw (did you mean random?).");
        assertThat(NearestName.unknown("strategy", "exhaustive", known))
                .isEqualTo("Unknown strategy 'exhaustive'; known: random, pct, surw.");
    }

    @Test
    void whatOneNameAloneBeginsWith_isThatName() {
        List<String> known = List.of("for", "profile", "seed", "seeds");
        assertThat(NearestName.of("prof", known)).isEqualTo("profile");
        assertThat(NearestName.of("p", known)).isEqualTo("profile");
        assertThat(NearestName.of("see", known)).isEqualTo("seed");
        assertThat(NearestName.of("", known)).isNull();
    }

    @Test
    void whereMoreIsKnownThanAnybodyReads_theNearestAreNamedFirst() {
        List<String> known = IntStream.range(0, 100).mapToObj(i -> "v4_" + i).toList();
        assertThat(NearestName.unknown("profile", "v4_177", known))
                .isEqualTo("Unknown profile 'v4_177' (did you mean v4_17, v4_77?); 100 are known, see ./gfpfuzz list"
                        + " profiles.");
        assertThat(NearestName.unknown("profile", "something", known))
                .isEqualTo("Unknown profile 'something'; 100 are known, see ./gfpfuzz list profiles.");
        assertThat(NearestName.unknown("word", "something", known))
                .isEqualTo("Unknown word 'something'; 100 are known.");
    }
}
