package dev.gfpfuzz.property;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What the first test of a JVM waits for is the loading of classes; {@code scripts/cold-start} measures it. This keeps it
 * from growing unnoticed: a JVM of its own runs one schedule and says what it has loaded.
 */
class ColdStartTest {
    /** 336 when this was written, 58 of them made for lambdas. */
    private static final int CLASSES_MAX = 360;

    /** Of a model that the scenario has nothing of, only the parts that invariants look for. */
    private static final int OF_OTHER_MODELS_MAX = 3;

    private static final Pattern LOADED = Pattern.compile("\\bdev\\.gfpfuzz\\.([a-z.]+)\\.[A-Z]\\S*");

    /** What the other JVM runs. */
    static final class FirstRun {
        private FirstRun() {}

        public static void main(String[] args) {
            GfpFuzz.scenario("two-readers").schedules(1).assertHolds("no-lost-freed-buffer");
        }
    }

    @Test
    void theFirstRunLoadsWhatItsScenarioHas(@TempDir Path dir) throws IOException, InterruptedException {
        Map<String, Integer> loaded = loadedByFirstRun(dir);
        assertThat(loaded).as("the log of loaded classes").containsKeys("run", "model.dmbufio");
        assertThat(loaded.keySet())
                .as("Packages that a run which breaks nothing needs nothing of: look for the static initialiser that"
                        + " reaches them, and put it into a class of its own")
                .doesNotContain("shrink", "report", "triage", "corpus", "jqwik", "junit", "property.child");
        for (String model : List.of("blkcg", "callers", "dmthin", "fs", "memcg", "mempool", "poolusers")) {
            assertThat(loaded.getOrDefault("model." + model, 0))
                    .as(
                            "Classes of model.%s, which two-readers has nothing of: Vocabulary opens a chapter when its words"
                                    + " are met, and Invariants.of passes over what cannot attach",
                            model)
                    .isLessThanOrEqualTo(OF_OTHER_MODELS_MAX);
        }
        assertThat(loaded.values().stream().mapToInt(Integer::intValue).sum())
                .as(
                        "Classes and lambdas that the first run loads, by package: %s. Each costs the first test of a JVM about a"
                                + " tenth of a millisecond: load them when they are needed, or raise the limit and say what for",
                        loaded)
                .isLessThanOrEqualTo(CLASSES_MAX);
    }

    private static Map<String, Integer> loadedByFirstRun(Path dir) throws IOException, InterruptedException {
        Path log = dir.resolve("classes");
        Process jvm = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx64m",
                        "-Xlog:class+load:file=classes:none:filecount=0",
                        "-cp",
                        System.getProperty("java.class.path"),
                        FirstRun.class.getName())
                .directory(dir.toFile())
                .redirectErrorStream(true)
                .redirectOutput(dir.resolve("output").toFile())
                .start();
        assertThat(jvm.waitFor(5, TimeUnit.MINUTES))
                .as("the other JVM has ended")
                .isTrue();
        assertThat(jvm.exitValue()).as(Files.readString(dir.resolve("output"))).isZero();
        Map<String, Integer> byPackage = new TreeMap<>();
        for (String line : Files.readAllLines(log)) {
            Matcher m = LOADED.matcher(line);
            if (m.lookingAt() && !line.contains(ColdStartTest.class.getSimpleName())) {
                byPackage.merge(m.group(1), 1, Integer::sum);
            }
        }
        return byPackage;
    }
}
