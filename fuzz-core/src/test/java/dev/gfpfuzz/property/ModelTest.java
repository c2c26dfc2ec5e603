package dev.gfpfuzz.property;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.gfpfuzz.schedule.TokenException;
import org.junit.jupiter.api.Test;

/** A model of a user's own: found, shrunk, replayed by a token that names its class. */
class ModelTest {
    @Test
    void deadlockIsFound_shrunk_andReplayed() {
        PropertyFailedError e = catchThrowableOfType(
                PropertyFailedError.class, () -> GfpFuzz.model(TwoLocks.class).assertHolds("no-deadlock"));
        assertThat(e.getMessage()).startsWith("no-deadlock is broken in TwoLocks: ");
        assertThat(e.run().outcome().contextSwitches()).isLessThanOrEqualTo(2);
        assertThat(e.run().token()).startsWith("gfm1").hasSizeLessThan(120);
        assertThatThrownBy(() -> GfpFuzz.replay(e.run().token()))
                .isInstanceOfSatisfying(
                        PropertyFailedError.class,
                        again -> assertThat(again.run().violation())
                                .isEqualTo(e.run().violation()));
    }

    @Test
    void tokenOfAModelThatIsNotHere_saysWhich() {
        String token = ModelToken.encode("com.acme.Gone", dev.gfpfuzz.schedule.Schedule.of(1, 2));
        assertThatThrownBy(() -> GfpFuzz.replay(token))
                .isInstanceOf(TokenException.class)
                .hasMessageContaining("com.acme.Gone");
    }

    @Test
    void damagedToken_isRefused() {
        String token = ModelToken.encode(TwoLocks.class.getName(), dev.gfpfuzz.schedule.Schedule.of(1, 2));
        String damaged = token.substring(0, 20) + (token.charAt(20) == 'A' ? 'B' : 'A') + token.substring(21);
        assertThatThrownBy(() -> GfpFuzz.replay(damaged)).hasMessageContaining("damaged");
    }

    @Test
    void modelWithoutConstructor_isToldHow() {
        assertThatThrownBy(() -> GfpFuzz.model(Inner.class).assertHolds())
                .hasMessageContaining("constructor without parameters");
    }

    /** Not static, so it cannot be made. */
    class Inner implements Model {
        @Override
        public void build(dev.gfpfuzz.step.WorldBuilder world) {}
    }
}
