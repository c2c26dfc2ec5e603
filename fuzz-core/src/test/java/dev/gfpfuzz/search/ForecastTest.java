package dev.gfpfuzz.search;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gfpfuzz.profile.Profiles;
import dev.gfpfuzz.run.Subject;
import dev.gfpfuzz.scenario.Case;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ForecastTest {
    @Test
    void fewStatesForetellNothing() {
        assertThat(Forecast.exceeds(16_000, 4_000, 10, 500)).isFalse();
        assertThat(Forecast.exceeds(16_000, 4_001, 10, 500)).isTrue();
    }

    @Test
    void whatDoesNotGrowIsNotForeseenToBeLarge() {
        assertThat(Forecast.exceeds(16_000, 15_999, 500, 500)).isFalse();
        assertThat(Forecast.exceeds(16_000, 15_999, 500, 400)).isFalse();
    }

    @Test
    void growthIsTakenToGoOnForSomeLevels() {
        // 2 * 5,000 * 1.16^3 = 15,609; 2 * 5,000 * 1.18^3 = 16,430
        assertThat(Forecast.exceeds(16_000, 5_000, 500, 580)).isFalse();
        assertThat(Forecast.exceeds(16_000, 5_000, 500, 590)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"pressure-congested", "zone-throttle", "call-site-flags"})
    void aSpaceFarTooLargeIsLeftEarly(String scenario) {
        Exploration left =
                BreadthFirst.explore(subject(scenario), Bounds.states(20_000).withForesight());
        assertThat(left.verdict()).isEqualTo(Verdict.INCONCLUSIVE);
        assertThat(left.states()).isLessThan(15_000);
        assertThat(left.boundReached()).contains("it looks like more than 20000");
    }

    /** Spaces of a third to a half of the bound. */
    @ParameterizedTest
    @ValueSource(strings = {"shrinker", "pool-grows", "release-move", "pool-three-users", "write-errors"})
    void aSpaceThatIsSmallEnoughIsSearched(String scenario) {
        Subject subject = subject(scenario);
        Exploration whole = BreadthFirst.explore(subject, Bounds.states(15_000).withForesight());
        assertThat(whole.verdict()).isEqualTo(Verdict.HOLDS);
        assertThat(whole.states()).isGreaterThan(4_000);
        assertThat(whole.states())
                .isEqualTo(BreadthFirst.explore(subject, Bounds.standard()).states());
    }

    private static Subject subject(String scenario) {
        return Case.builtIn(scenario, Profiles.named("v4_17")).subject();
    }
}
