package dev.gfpfuzz.coordinator;

import static org.assertj.core.api.Assertions.assertThat;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.jar.JarFile;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The jar that is shipped, as the build has left it. */
class RunnableJarIT {

    private static JarFile jar;
    private static List<String> names;

    @BeforeAll
    static void open() throws IOException {
        jar = new JarFile(Path.of("target", "gfpfuzz.jar").toFile());
        names = jar.stream().map(entry -> entry.getName()).toList();
    }

    @AfterAll
    static void close() throws IOException {
        jar.close();
    }

    @Test
    void containsNoTestLibrary() {
        assertThat(names).noneMatch(name -> name.matches("(net/jqwik|org/junit|org/opentest4j|org/openjdk/jmh)/.*"));
    }

    @Test
    void containsNoSignatureOfAJarThatItSwallowed() {
        assertThat(names).noneMatch(name -> name.matches("META-INF/[^/]*\\.(SF|DSA|RSA)"));
    }

    @Test
    void carriesTheSettingsOfEveryAkkaModule() throws IOException {
        Config config = ConfigFactory.parseString(read("version.conf") + "\n" + read("reference.conf"))
                .resolve();
        assertThat(config.getString("akka.version")).isEqualTo("2.8.5");
        assertThat(List.of(
                        "akka.actor.provider",
                        "akka.actor.typed.restart-stash-capacity",
                        "akka.remote.artery.transport",
                        "akka.cluster.split-brain-resolver.stable-after",
                        "akka.reliable-delivery.consumer-controller.flow-control-window"))
                .allMatch(config::hasPath);
    }

    @Test
    void findsItsStoresDriversAndLogging() {
        assertThat(names)
                .contains(
                        "META-INF/services/java.sql.Driver",
                        "META-INF/services/org.slf4j.spi.SLF4JServiceProvider",
                        "org/sqlite/JDBC.class",
                        "org/postgresql/Driver.class");
    }

    @Test
    void carriesBothDrivers() throws IOException {
        assertThat(read("META-INF/services/java.sql.Driver")).contains("org.sqlite.JDBC", "org.postgresql.Driver");
    }

    @Test
    void carriesLicenceAndNotice() throws IOException {
        assertThat(read("META-INF/LICENSE")).contains("Apache License", "Version 2.0");
        assertThat(read("META-INF/NOTICE")).contains("Akka 2.8.5", "Change Date:    2026-09-20");
    }

    @Test
    void manifestSaysHowToStartIt() throws IOException {
        var manifest = jar.getManifest().getMainAttributes();
        assertThat(manifest.getValue("Main-Class")).isEqualTo("dev.gfpfuzz.coordinator.cli.Main");
        assertThat(manifest.getValue("Multi-Release")).isEqualTo("true");
        assertThat(manifest.getValue("Enable-Native-Access")).isEqualTo("ALL-UNNAMED");
        assertThat(manifest.getValue("Implementation-Version")).isNotBlank();
    }

    private static String read(String name) throws IOException {
        var entry = jar.getJarEntry(name);
        assertThat(entry).as("%s in %s", name, jar.getName()).isNotNull();
        try (var in = jar.getInputStream(entry)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
