package dev.gfpfuzz.profile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** A user's own profile is read, printed back identically, and refused with a place and a sentence. */
class ProfileTextTest {
    @Test
    void everythingIsReadAndPrintedBack() {
        String text = """
                profile mine extends v4_17
                  What it is about.
                __bufio_new = find-once
                dm_bufio_release = silent
                """;
        Profile p = ProfileParser.parse(text, "mine");
        assertThat(ProfilePrinter.print(p)).isEqualTo(text);
        assertThat(p.variantOf(Profiles.slots().stream()
                                .filter(s -> s.function().equals("dm_bufio_release"))
                                .findFirst()
                                .orElseThrow())
                        .name())
                .isEqualTo("silent");
    }

    @ParameterizedTest
    @MethodSource("dev.gfpfuzz.profile.Profiles#all")
    void aRowIsWrittenInFull_whateverItExtends(Profile base) {
        Profile mine =
                ProfileParser.parse("profile mine extends " + base.name() + "\n  dm_bufio_release=silent # c\n", "f");
        assertThat(mine.variants())
                .containsAllEntriesOf(base.with("", "", java.util.Map.of("dm_bufio_release", "silent"))
                        .variants());
        Profile again = ProfileParser.parse(ProfilePrinter.print(mine), "again");
        assertThat(again).isEqualTo(mine);
    }

    /** Text with {@code /} for a new line. */
    @ParameterizedTest
    @CsvSource(delimiter = '~', textBlock = """
            '' ~ f:1:1: The text is empty; it must start with 'profile NAME extends v4_17'.
            profile mine ~ f:1:1: Found 'profile mine'; a profile starts with 'profile NAME extends PROFILE'
            profile 4 extends v4_17 ~ f:1:9: '4' is no name for a profile
            profile v4_17 extends v4_17 ~ f:1:9: Profile v4_17 is built in; give yours another name.
            profile mine extends v4_71 ~ f:1:22: Unknown profile 'v4_71'
            profile mine extends v4_17/dm_bufio_release ~ f:2:1: Found 'dm_bufio_release'; accepted is 'FUNCTION = VARIANT'.
            profile mine extends v4_17/dm_bufio_relaese = silent ~ (did you mean dm_bufio_release?).
            profile mine extends v4_17/dm_bufio_release = silend ~ f:2:20: Unknown variant of dm_bufio_release 'silend'; known: wakes, silent, silent-if-dirty (did you mean silent?).
            profile mine extends v4_17/dm_bufio_release = silent/dm_bufio_release = wakes ~ f:3:1: Function dm_bufio_release is given twice.
            """)
    void aMistakeIsRefusedWithItsPlaceAndASentence(String text, String message) {
        assertThatThrownBy(() -> ProfileParser.parse(text.replace("/", "\n"), "f"))
                .isInstanceOf(ProfileException.class)
                .hasMessageContaining(message)
                .hasMessageStartingWith("f:");
    }
}
