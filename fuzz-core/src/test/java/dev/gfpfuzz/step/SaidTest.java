package dev.gfpfuzz.step;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.gfpfuzz.profile.Profiles;
import dev.gfpfuzz.scenario.Case;
import org.junit.jupiter.api.Test;

class SaidTest {
    private final World world =
            Case.builtIn("two-readers", Profiles.V4_17).subject().initial().copy();

    @Test
    void wordsAreReadInTheOrderInWhichTheyWereSaid() {
        world.say(1);
        world.say(3);
        world.say(2);
        assertThat(world.said()).isEqualTo(0b10_11_01);
    }

    @Test
    void aStepSaysThirtyTwoWordsAndNoMore() {
        for (int i = 0; i < 32; i++) {
            world.say(2);
        }
        assertThat(world.said()).isEqualTo(0xAAAA_AAAA_AAAA_AAAAL);
        assertThatIllegalStateException().isThrownBy(() -> world.say(2)).withMessageContaining("more than 32 words");
    }

    @Test
    void whatWasSaidIsOfTheLastStepAlone() {
        world.say(1);
        world.step(0);
        assertThat(world.said()).isZero();
    }
}
