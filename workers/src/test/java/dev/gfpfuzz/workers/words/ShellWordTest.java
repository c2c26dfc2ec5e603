package dev.gfpfuzz.workers.words;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ShellWordTest {
    @Test
    void whatAShellLeavesAlone_staysAsItIs() {
        assertThat(ShellWord.of("campaigns/night-1.2")).isEqualTo("campaigns/night-1.2");
    }

    @Test
    void theRest_isQuoted() {
        assertThat(ShellWord.of("my night")).isEqualTo("'my night'");
        assertThat(ShellWord.of("it's")).isEqualTo("'it'\\''s'");
        assertThat(ShellWord.of("")).isEqualTo("''");
    }
}
