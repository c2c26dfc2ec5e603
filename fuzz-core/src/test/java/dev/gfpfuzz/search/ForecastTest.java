package dev.gfpfuzz.search;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gfpfuzz.profile.Profiles;
import dev.gfpfuzz.run.Subject;
import dev.gfpfuzz.scenario.Case;
import dev.gfpfuzz.scenario.Scenarios;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ForecastTest {
    @Test
    void aFewStatesAreVisitedWhateverTheyForetell() {
        assertThat(Forecast.grows(20_000, 4_000, 10, 500)).isFalse();
        assertThat(Forecast.grows(20_000, 4_001, 10, 500)).isTrue();
    }

    @Test
    void whatDoesNotGrowIsNotForeseenToBeLarge() {
        assertThat(Forecast.grows(20_000, 19_999, 500, 500)).isFalse();
        assertThat(Forecast.grows(20_000, 19_999, 500, 400)).isFalse();
    }

    @Test
    void growthIsTakenToGoOnForSomeLevels() {
        // 1.4 * 20,000 * 1.28^5 = 96,207; 1.4 * 20,000 * 1.3^5 = 103,961
        assertThat(Forecast.grows(100_000, 20_000, 500, 640)).isFalse();
        assertThat(Forecast.grows(100_000, 20_000, 500, 650)).isTrue();
    }

    @Test
    void levelsThatDoNotShrinkAreTakenToGoOnForThreeQuartersOfARun() {
        // 40,000 + 800 * (0.75 * 200 - 49) = 120,800, and a level deeper 120,000: a fifth more than allowed
        assertThat(Forecast.goesOn(100_000, 40_000, 800, 800, 49, 200)).isTrue();
        assertThat(Forecast.goesOn(100_000, 40_000, 800, 800, 50, 200)).isFalse();
        assertThat(Forecast.goesOn(100_000, 40_000, 800, 800, 49, 198)).isFalse();
    }

    @Test
    void levelsThatShrinkForetellNothing() {
        assertThat(Forecast.goesOn(100_000, 40_000, 2_000, 2_000, 10, 200)).isTrue();
        assertThat(Forecast.goesOn(100_000, 40_000, 2_000, 1_999, 10, 200)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"zone-reserves", "zone-nofail"})
    void aSpaceThatGrowsByAsManyStatesEachStepIsLeftEarly(String scenario) {
        Exploration left =
                BreadthFirst.explore(subject(scenario), Bounds.states(100_000).withForesight());
        assertThat(left.states()).isBetween(4_000L, 10_000L);
        assertThat(left.boundReached())
                .contains("it looks like more than 100000")
                .contains("and runs take 20");
    }

    @ParameterizedTest
    @ValueSource(strings = {"pressure-congested", "zone-throttle", "call-site-flags"})
    void aSpaceFarTooLargeIsLeftEarly(String scenario) {
        Exploration left =
                BreadthFirst.explore(subject(scenario), Bounds.states(100_000).withForesight());
        assertThat(left.verdict()).isEqualTo(Verdict.INCONCLUSIVE);
        assertThat(left.states()).isBetween(4_000L, 20_000L);
        assertThat(left.boundReached()).contains("it looks like more than 100000");
    }

    /** All built-in ones in which there is something to foretell. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "alarm-noretry-fallback",
                "destroy-behind-shrinker",
                "dirty-writeback",
                "pressure-fragmented",
                "zone-oom-nofs",
                "zone-min-mark",
                "prefetch",
                "page-eater",
                "watermark"
            })
    void aSpaceThatIsSmallEnoughIsSearched(String scenario) {
        Exploration whole =
                BreadthFirst.explore(subject(scenario), Bounds.states(100_000).withForesight());
        assertThat(whole.verdict()).isEqualTo(Verdict.HOLDS);
        assertThat(whole.states()).isGreaterThan(16_000);
    }

    /** The one that is nearest to being left. */
    @Test
    void aSpaceThatGrowsLateIsSearched() {
        Subject subject = Case.builtIn("write-errors", Profiles.named("v6_1")).subject();
        Exploration whole = BreadthFirst.explore(subject, Bounds.states(100_000).withForesight());
        assertThat(whole.verdict()).isEqualTo(Verdict.HOLDS);
        assertThat(whole.states()).isGreaterThan(70_000);
    }

    /** Of four kernels, all of up to 100,000 states: what is proved without a forecast is proved with one. */
    @Tag("slow")
    @ParameterizedTest
    @ValueSource(strings = {"v3_10", "v4_11", "v4_17", "v6_1"})
    void noSpaceThatIsSmallEnoughIsLeft(String profile) {
        int large = 0;
        for (String scenario : Scenarios.names()) {
            Subject subject = Case.builtIn(scenario, Profiles.named(profile)).subject();
            Exploration whole = BreadthFirst.explore(subject, Bounds.states(100_000));
            if (whole.verdict() == Verdict.HOLDS && whole.states() > 4_000) {
                large++;
                Exploration foreseen =
                        BreadthFirst.explore(subject, Bounds.states(100_000).withForesight());
                assertThat(foreseen.verdict()).as(scenario).isEqualTo(Verdict.HOLDS);
            }
        }
        assertThat(large).isGreaterThan(5);
    }

    private static Subject subject(String scenario) {
        return Case.builtIn(scenario, Profiles.named("v4_17")).subject();
    }
}
