package dev.gfpfuzz;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The house rules that a program can check. Each message names the file, the line and what to do instead. */
class TidyTest {

    private static final int LINES_MAX = 400;

    /** Longer files, each with the reason why splitting it would hurt the reader. Path from the repository's root. */
    private static final Map<String, String> LONG_FILES = Map.of(
            "fuzz-core/src/main/java/dev/gfpfuzz/step/World.java",
            "the state and what steps do to it share every field; a third of the lines say what callers may rely on",
            "fuzz-core/src/main/java/dev/gfpfuzz/model/pagealloc/Zone.java",
            "the kernel's struct zone: most functions of the allocator read or change several of its lists and counters");

    /** Files of fuzz-core that may use a banned word: path, then the word as in {@link #BANNED}, then the reason. */
    private static final List<Excuse> EXCUSES = List.of(
            new Excuse(
                    "fuzz-core/src/main/java/dev/gfpfuzz/property/FailureStore.java",
                    "java.nio.file",
                    "what unit tests remember between runs; read before and written after, never during a run"),
            new Excuse(
                    "fuzz-core/src/main/java/dev/gfpfuzz/profile/Profiles.java",
                    "Map.of(",
                    "Profile copies its variants into a TreeMap, so these are never walked themselves"));

    private static final Pattern VAGUE_NAME =
            Pattern.compile("(?:.+(?:Manager|Helper|Util|Utils|Impl|Data|Info))|(?:Abstract\\p{Upper}.*)");
    private static final Pattern TYPE_DECLARATION =
            Pattern.compile("(?<![.\\w])(?:class|interface|enum|record)\\s+(\\p{Upper}\\w*)");

    /** What breaks "same token, same trace" or does not belong in fuzz-core. The fix may be read alone. */
    private static final List<Banned> BANNED = List.of(
            new Banned(
                    "System.currentTimeMillis", "take the time from the world's Ticks; wall time belongs to callers"),
            new Banned("System.nanoTime", "take the time from the world's Ticks; wall time belongs to callers"),
            new Banned("Instant.now", "take the time from the world's Ticks; wall time belongs to callers"),
            new Banned("identityHashCode", "number the objects yourself: identity hashes differ in every run"),
            new Banned("Math.random", "draw through the schedule, so that a token replays it"),
            new Banned("new Random(", "draw through the schedule or the project's own seeded generator"),
            new Banned("ThreadLocalRandom", "draw through the schedule or the project's own seeded generator"),
            new Banned("randomUUID", "derive the name from the seed"),
            new Banned("HashMap", "use LinkedHashMap, TreeMap or EnumMap: a HashMap is walked in the order of hashes"),
            new Banned("IdentityHashMap", "use LinkedHashMap: this one is walked in the order of identity hashes"),
            new Banned("ConcurrentHashMap", "use ConcurrentSkipListMap, or LinkedHashMap in one thread"),
            new Banned("HashSet", "use LinkedHashSet, TreeSet or EnumSet: a HashSet is walked in the order of hashes"),
            new Banned("Set.of(", "use List.of or EnumSet: Set.of is walked in another order in every JVM"),
            new Banned("Set.copyOf(", "use List.copyOf or EnumSet: Set.copyOf is walked in another order in every JVM"),
            new Banned("Map.of(", "fill a LinkedHashMap or EnumMap: Map.of is walked in another order in every JVM"),
            new Banned("Map.ofEntries(", "fill a LinkedHashMap: this one is walked in another order in every JVM"),
            new Banned(
                    "Map.copyOf(", "use Collections.unmodifiableMap: a copyOf is walked in another order in every JVM"),
            new Banned("Collectors.toSet(", "use toCollection(LinkedHashSet::new)"),
            new Banned("java.io.Serializable", "write the state as plain longs, or as text"),
            new Banned("java.nio.file", "take a Reader or a String; files belong to the coordinator"));

    @Test
    void everyPackageSaysWhatItIs() {
        var packages = new TreeMap<String, Boolean>();
        for (SourceFile file : SourceFile.all()) {
            if (file.isMain()) {
                packages.merge(file.directory(), file.simpleName().equals("package-info"), Boolean::logicalOr);
            }
        }
        var violations = new ArrayList<String>();
        packages.forEach((directory, described) -> {
            if (!described) {
                violations.add(directory + ": no package-info.java. Add one: what the package is, what it may import, "
                        + "and the file to read first.");
            }
        });
        report(violations);
    }

    @Test
    void namesSayWhatAThingIs() {
        check(TidyTest::vagueNames);
    }

    @Test
    void filesCanBeReadInOneSitting() {
        check(file -> tooLong(file, LONG_FILES));
        for (String path : LONG_FILES.keySet()) {
            assertThat(SourceFile.all())
                    .as("LONG_FILES names %s, which is not longer than %d lines: take it off the list", path, LINES_MAX)
                    .anyMatch(file -> file.path().equals(path) && file.lines() > LINES_MAX);
        }
    }

    @Test
    void fuzzCoreIsDeterministicAndTouchesNoFile() {
        var used = new LinkedHashSet<Excuse>();
        check(file -> banned(file, EXCUSES, used));
        assertThat(EXCUSES)
                .as("EXCUSES with nothing to excuse any more: take them off the list")
                .allMatch(used::contains);
    }

    @Test
    void jqwikAndJUnitStayInTheirPackages() {
        check(TidyTest::testLibraries);
    }

    @Test
    void fuzzCoreKnowsNeitherAkkaNorKryo() {
        check(TidyTest::clusterLibraries);
    }

    @Test
    void nightlyTestsPrintWhatTheyMeasured() {
        check(TidyTest::silentFigures);
    }

    // ---- the rules must be able to fail

    @ParameterizedTest
    @CsvSource({
        "PageManager, true",
        "GfpUtil, true",
        "FrameImpl, true",
        "AbstractFrame, true",
        "Abstraction, false",
        "Frame, false",
        "package-info, false"
    })
    void vagueNames_areFoundInFileNames(String name, boolean vague) {
        assertThat(vagueNames(sample(name, "")).isEmpty()).isEqualTo(!vague);
    }

    @Test
    void vagueNames_areFoundInNestedTypes() {
        assertThat(vagueNames(sample("Frame", "class Frame {\n  record TaskInfo(int id) {}\n}\n")))
                .singleElement()
                .asString()
                .startsWith("fuzz-core/src/main/java/dev/gfpfuzz/step/Frame.java:2: ");
    }

    @Test
    void tooLong_beginsAfterTheLimit() {
        assertThat(tooLong(sample("Frame", "\n".repeat(LINES_MAX)), Map.of())).isEmpty();
        assertThat(tooLong(sample("Frame", "\n".repeat(LINES_MAX + 1)), Map.of()))
                .hasSize(1);
    }

    @Test
    void banned_findsEveryBannedWordInCodeAndInNoCommentOrLiteral() {
        for (Banned word : BANNED) {
            String use = word.text() + " x";
            assertThat(banned(sample("Frame", "\n" + use), List.of(), new LinkedHashSet<>()))
                    .as(word.text())
                    .singleElement()
                    .asString()
                    .contains("Frame.java:2: '" + word.text() + "'");
            String quoted = "// %1$s\n/* %1$s\n%1$s */ String s = \"\\\" %1$s\"; String t = \"\"\"\n  \" %1$s\"\"\";";
            assertThat(banned(sample("Frame", quoted.formatted(use)), List.of(), new LinkedHashSet<>()))
                    .isEmpty();
        }
        assertThat(banned(sample("Frame", "new LinkedHashMap<>()"), List.of(), new LinkedHashSet<>()))
                .isEmpty();
    }

    @Test
    void banned_isExcusedByFileAndWord() {
        SourceFile file = sample("Frame", "new HashSet<>(); Math.random();");
        var used = new LinkedHashSet<Excuse>();
        assertThat(banned(file, List.of(new Excuse(file.path(), "HashSet", "never walked")), used))
                .singleElement()
                .asString()
                .contains("'Math.random'");
        assertThat(used).hasSize(1);
    }

    @Test
    void libraries_areFoundOutsideTheirPackages() {
        assertThat(testLibraries(sample("Frame", "import net.jqwik.api.Property;")))
                .hasSize(1);
        assertThat(testLibraries(sample("Frame", "import static org.junit.jupiter.api.Assertions.fail;")))
                .hasSize(1);
        assertThat(clusterLibraries(sample("Frame", "import akka.actor.typed.Behavior;")))
                .hasSize(1);
        assertThat(clusterLibraries(sample("Frame", "com.esotericsoftware.kryo.Kryo k;")))
                .hasSize(1);
        assertThat(clusterLibraries(sample("Frame", "// akka.actor\nint akka;")))
                .isEmpty();
    }

    @Test
    void silentFigures_areFoundWhereATestIsNightly() {
        String nightly = "@Tag(\"nightly\")\nvoid measures() {}";
        assertThat(silentFigures(sample("FrameTest", nightly))).hasSize(1);
        assertThat(silentFigures(sample("FrameTest", nightly + "\nFigure.print(getClass(), \"\");")))
                .isEmpty();
        assertThat(silentFigures(sample("FrameTest", "void measures() {}"))).isEmpty();
    }

    // ---- the rules

    private static List<String> vagueNames(SourceFile file) {
        var violations = new ArrayList<String>();
        if (VAGUE_NAME.matcher(file.simpleName()).matches()
                && !file.simpleName().equals("package-info")) {
            violations.add(file.at(0) + ": '" + file.simpleName() + "' says nothing about the domain. " + NAME_FIX);
        }
        Matcher types = TYPE_DECLARATION.matcher(file.code());
        while (types.find()) {
            String name = types.group(1);
            if (!name.equals(file.simpleName()) && VAGUE_NAME.matcher(name).matches()) {
                violations.add(file.at(types.start()) + ": '" + name + "' says nothing about the domain. " + NAME_FIX);
            }
        }
        return violations;
    }

    private static final String NAME_FIX = "Use the word that the kernel or the field has for it; "
            + "Manager, Helper, Util, Impl, Data, Info and Abstract are no such words.";

    private static List<String> tooLong(SourceFile file, Map<String, String> allowed) {
        if (file.lines() <= LINES_MAX || allowed.containsKey(file.path())) {
            return List.of();
        }
        return List.of(file.path() + ":" + LINES_MAX + ": the file has " + file.lines() + " lines, more than "
                + LINES_MAX + ". Move one concept into a file of its own, or add it to LONG_FILES in TidyTest with a "
                + "reason.");
    }

    private static List<String> banned(SourceFile file, List<Excuse> excuses, Set<Excuse> used) {
        var violations = new ArrayList<String>();
        if (!file.isIn("fuzz-core/src/main")) {
            return violations;
        }
        for (Banned word : BANNED) {
            Matcher matcher = word.pattern().matcher(file.code());
            while (matcher.find()) {
                var excuse = excuses.stream()
                        .filter(e -> e.path().equals(file.path()) && e.text().equals(word.text()))
                        .findFirst();
                excuse.ifPresent(used::add);
                if (excuse.isEmpty()) {
                    violations.add(file.at(matcher.start()) + ": '" + word.text() + "' in fuzz-core. Instead: "
                            + word.fix() + ". If it does no harm here, add the file to EXCUSES in TidyTest.");
                }
            }
        }
        return violations;
    }

    private static List<String> silentFigures(SourceFile file) {
        if (!file.text().contains("@Tag(\"nightly\")") || file.code().contains("Figure.print(")) {
            return List.of();
        }
        return List.of(file.path() + ":1: a nightly test says nothing. Print what it measured with Figure.print, which"
                + " adds the command.");
    }

    private static List<String> testLibraries(SourceFile file) {
        if (!file.isMain() || file.isIn("fuzz-core/src/main/java/dev/gfpfuzz/jqwik")) {
            return List.of();
        }
        String fix = "The runnable jar has no test library. Move it to dev.gfpfuzz.jqwik or dev.gfpfuzz.junit";
        var violations = new ArrayList<>(uses(file, "net.jqwik", fix + " in fuzz-core."));
        if (!file.isIn("fuzz-core/src/main/java/dev/gfpfuzz/junit")) {
            violations.addAll(uses(file, "org.junit", fix + " in fuzz-core."));
        }
        return violations;
    }

    private static List<String> clusterLibraries(SourceFile file) {
        if (!file.isIn("fuzz-core/src")) {
            return List.of();
        }
        String fix = "Users have fuzz-core on their test classpath and nothing else. Move it to the module workers.";
        var violations = new ArrayList<>(uses(file, "akka", fix));
        violations.addAll(uses(file, "com.esotericsoftware", fix));
        return violations;
    }

    /** The places in the code that name something in this package or below it. */
    private static List<String> uses(SourceFile file, String packageName, String fix) {
        var violations = new ArrayList<String>();
        Matcher matcher = Pattern.compile("(?<![.\\w])" + Pattern.quote(packageName) + "\\.\\w")
                .matcher(file.code());
        while (matcher.find()) {
            violations.add(file.at(matcher.start()) + ": '" + packageName + "' is used here. " + fix);
        }
        return violations;
    }

    private static void check(java.util.function.Function<SourceFile, List<String>> rule) {
        report(SourceFile.all().stream()
                .flatMap(file -> rule.apply(file).stream())
                .toList());
    }

    private static void report(List<String> violations) {
        if (!violations.isEmpty()) {
            fail("%d to tidy up:%n%s", violations.size(), String.join(System.lineSeparator(), violations));
        }
    }

    private static SourceFile sample(String name, String text) {
        return SourceFile.of("fuzz-core/src/main/java/dev/gfpfuzz/step/" + name + ".java", text);
    }

    /** A word that may not occur in fuzz-core's code, and the sentence that says what to do instead. */
    private record Banned(String text, String fix) {
        Pattern pattern() {
            String start = Character.isJavaIdentifierPart(text.charAt(0)) ? "(?<!\\w)" : "";
            String end = Character.isJavaIdentifierPart(text.charAt(text.length() - 1)) ? "(?!\\w)" : "";
            return Pattern.compile(start + Pattern.quote(text) + end);
        }
    }

    /** One file that may use one banned word, and why that does no harm. */
    private record Excuse(String path, String text, String reason) {}
}
