package dev.gfpfuzz.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.fail;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What users build on changes only when somebody means it. */
class PublicApiTest {
    private static final Path ACCEPTED = Path.of("src/test/resources/api.txt");
    private static final String ACCEPT = "api.accept";

    @Test
    void signatures_areThoseAccepted() throws IOException {
        List<String> now = signatures();
        if (Boolean.getBoolean(ACCEPT)) {
            Files.write(ACCEPTED, now);
        }
        List<String> accepted = Files.readAllLines(ACCEPTED);
        if (!now.equals(accepted)) {
            List<String> gone = new ArrayList<>(accepted);
            now.forEach(gone::remove);
            List<String> fresh = new ArrayList<>(now);
            accepted.forEach(fresh::remove);
            fail("The public API is not what was accepted.%n  gone or changed:%n%s%n  new:%n%s%n"
                            .formatted(String.join("\n", gone), String.join("\n", fresh))
                    + "If that is meant: ./mvnw test -pl fuzz-core -Dtest=PublicApiTest -Dapi.accept=true -Dsurefire.useFile=false"
                    + ", look at the difference of " + ACCEPTED + ", and tell users in CHANGELOG.md.");
        }
    }

    @Test
    void whatIsMarkedIsThere() throws IOException {
        assertThat(signatures())
                .anyMatch(line -> line.contains("class dev.gfpfuzz.property.Run"))
                .anyMatch(line -> line.contains("class dev.gfpfuzz.step.Frame"))
                .noneMatch(line -> line.contains("dev.gfpfuzz.search.Pct"));
    }

    @Test
    void everythingThatHeirsSee_isInASignature() {
        assertThat(Signatures.of(Before.class)).contains("  Before: protected int sum(int, java.util.List<String>)");
    }

    /** For the test above. */
    public static class Before {
        protected int sum(int a, List<String> b) {
            return a + b.size();
        }
    }

    private static List<String> signatures() {
        List<String> lines = new ArrayList<>();
        new ClassFileImporter()
                .withImportOption(new ImportOption.DoNotIncludeTests()).importPackages("dev.gfpfuzz").stream()
                        .filter(PublicApiTest::visible)
                        .filter(PublicApiTest::marked)
                        .sorted(java.util.Comparator.comparing(JavaClass::getName))
                        .forEach(c -> lines.addAll(Signatures.of(c.reflect())));
        return lines;
    }

    private static boolean visible(JavaClass c) {
        return !c.getSimpleName().equals("package-info")
                && Signatures.visible(c.reflect().getModifiers())
                && c.getEnclosingClass().map(PublicApiTest::visible).orElse(true);
    }

    private static boolean marked(JavaClass c) {
        return c.getPackage().isAnnotatedWith(PublicApi.class)
                || c.isAnnotatedWith(PublicApi.class)
                || c.getEnclosingClass().map(PublicApiTest::marked).orElse(false);
    }
}
