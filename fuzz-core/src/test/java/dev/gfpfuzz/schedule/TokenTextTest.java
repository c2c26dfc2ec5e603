package dev.gfpfuzz.schedule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A payload as pasteable text, and a schedule inside it. */
class TokenTextTest {
    @Test
    void whatWasWrittenIsRead() {
        Schedule s = Schedule.of(0, 3, 0, 0, 9, 10, 1000, 0, 0, 0, 0, 0, 0, 1);
        byte[] payload = new PayloadWriter()
                .octet(255)
                .number(0)
                .number(127)
                .number(128)
                .number(-1)
                .number(Long.MIN_VALUE)
                .digest(0xCAFEBABE)
                .string("größer")
                .end(s);
        PayloadReader in = new PayloadReader(TokenText.unwrap(TokenText.wrap(payload)));
        assertThat(in.octet()).isEqualTo(255);
        assertThat(in.number()).isZero();
        assertThat(in.number()).isEqualTo(127);
        assertThat(in.number()).isEqualTo(128);
        assertThat(in.number()).isEqualTo(-1);
        assertThat(in.number()).isEqualTo(Long.MIN_VALUE);
        assertThat(in.digest()).isEqualTo(0xCAFEBABE);
        assertThat(in.string()).isEqualTo("größer");
        assertThat(in.end()).isEqualTo(s);
    }

    @Test
    void everyScheduleIsReadBack() {
        SplitMix64 random = new SplitMix64(1);
        for (int i = 0; i < 2_000; i++) {
            int[] choices = new int[random.nextInt(200)];
            int zeros = 1 + random.nextInt(20);
            for (int k = 0; k < choices.length; k++) {
                choices[k] = random.nextInt(zeros) > 0 ? 0 : random.nextInt(random.nextInt(8) == 0 ? 5_000 : 12);
            }
            Schedule s = Schedule.of(choices);
            assertThat(new PayloadReader(new PayloadWriter().end(s)).end()).isEqualTo(s);
        }
    }

    @Test
    void runsOfZerosAndSmallChoicesAreShort() {
        int[] choices = new int[400];
        for (int i = 0; i < 400; i += 40) {
            choices[i] = 1;
        }
        assertThat(new PayloadWriter().end(Schedule.of(choices))).hasSizeLessThanOrEqualTo(20);
    }

    @Test
    void anyChangedCharacterIsNoticed() {
        String token = TokenText.wrap(new byte[] {1, 2, 3, 4, 5});
        for (int i = 0; i < token.length(); i++) {
            for (char c : "AZaz09-_.".toCharArray()) {
                String damaged = token.substring(0, i) + c + token.substring(i + 1);
                if (c != token.charAt(i)) {
                    assertThatThrownBy(() -> TokenText.unwrap(damaged)).isInstanceOf(TokenException.class);
                }
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "g", "gfz", "hello world"})
    void otherTextIsNoToken(String text) {
        assertThatThrownBy(() -> TokenText.unwrap(text))
                .hasMessageStartingWith("This is no token: a token starts with 'gfz1'");
    }

    @Test
    void anotherVersionAndDamageAreToldApart() {
        assertThatThrownBy(() -> TokenText.unwrap("gfz2AAAA"))
                .hasMessage("The token is of version '2'; this program reads version '1'.");
        assertThatThrownBy(() -> TokenText.unwrap("gfz1AAAA"))
                .hasMessage("The token is damaged: its checksum does not fit; copy it again, the whole of it.");
    }

    @Test
    void blanksAndLineBreaksOfAPasteDoNotMatter() {
        String token = TokenText.wrap(new byte[] {1, 2, 3, 4, 5, 6, 7, 8});
        assertThat(TokenText.unwrap(" " + token.substring(0, 7) + "\n  " + token.substring(7) + "\n"))
                .isEqualTo(new byte[] {1, 2, 3, 4, 5, 6, 7, 8});
    }
}
