package dev.gfpfuzz.profile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gfpfuzz.kernel.Slot;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The built-in rows fit the models' slots. */
class ProfilesTest {
    @ParameterizedTest
    @MethodSource("dev.gfpfuzz.profile.Profiles#all")
    void everyRowNamesFunctionsAndVariantsThatSomeModelHas(Profile profile) {
        assertThat(profile.variants())
                .allSatisfy((function, variant) -> assertThat(Profiles.slots())
                        .as("Profile %s names '%s = %s'", profile.name(), function, variant)
                        .anyMatch(s -> s.function().equals(function) && s.named(variant) != null));
    }

    @Test
    void noTwoModelsHaveAFunctionOfOneName() {
        assertThat(Profiles.slots().stream().map(Slot::function)).doesNotHaveDuplicates();
    }

    @Test
    void aVariantThatNoModelHasIsNotPassedOver() {
        Slot<?> slot = Profiles.slots().get(0);
        Profile wrong = Profiles.V4_17.with("wrong", "", java.util.Map.of(slot.function(), "no such variant"));
        assertThatThrownBy(() -> wrong.of(slot))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("wrong")
                .hasMessageContaining(slot.function());
    }
}
