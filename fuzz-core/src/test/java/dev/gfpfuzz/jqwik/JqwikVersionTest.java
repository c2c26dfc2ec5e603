package dev.gfpfuzz.jqwik;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import net.jqwik.api.JqwikException;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Which jqwik is accepted, and how its version is found. */
class JqwikVersionTest {
    @ParameterizedTest
    @ValueSource(strings = {"1.9.3", "1.9.10", "1.8.5", "1.9.3-SNAPSHOT"})
    void accepted(String version) {
        assertThatCode(() -> JqwikVersion.check(version)).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @ValueSource(strings = {"1.10.0", "1.10", "1.11.2", "2.0.0", "10.0", "1.10.0-RC1"})
    void refusedWithOneSentenceThatSaysWhy(String version) {
        assertThatThrownBy(() -> JqwikVersion.check(version))
                .isInstanceOf(JqwikException.class)
                .hasMessageStartingWith("gfpfuzz works with jqwik 1.9.3 and found " + version + ": ")
                .hasMessageContaining("restricts who should use it")
                .message()
                .doesNotContain("\n");
    }

    @Test
    void theVersionOnThisClassPathIsFound() {
        URL here = Property.class.getProtectionDomain().getCodeSource().getLocation();
        assertThat(JqwikVersion.find(here)).contains("1.9.3");
    }

    @Test
    void aJarWithoutDescriptor_isKnownByItsName(@TempDir Path dir) throws IOException {
        Path jar = Files.write(dir.resolve("jqwik-api-1.10.2.jar"), new byte[] {1, 2, 3});
        assertThat(JqwikVersion.find(jar.toUri().toURL())).contains("1.10.2");
        Path unknown = Files.write(dir.resolve("some.jar"), new byte[] {1, 2, 3});
        assertThat(JqwikVersion.find(unknown.toUri().toURL())).isEmpty();
    }
}
