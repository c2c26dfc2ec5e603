package dev.gfpfuzz.workers.property;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What decides whether two machines have the same files. */
class ClassPathTest {
    @Test
    void whatALinkLeadsTo_isInTheDigest(@TempDir Path dir) throws Exception {
        Path real = Files.createDirectories(dir.resolve("v12/lib"));
        Files.writeString(real.resolve("a.jar"), "one");
        Path link = Files.createSymbolicLink(dir.resolve("current"), real);
        String before = ClassPath.digest(List.of(link.toString()));
        Files.writeString(real.resolve("a.jar"), "two");
        assertThat(ClassPath.digest(List.of(link.toString()))).isNotEqualTo(before);
        assertThat(ClassPath.parse(link + "/*"))
                .containsExactly(link.resolve("a.jar").toString());
    }
}
