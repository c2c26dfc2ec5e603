package dev.gfpfuzz;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Who may know whom. A package that does not exist yet breaks no rule. */
class LayersTest {

    private static final JavaClasses OURS = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("dev.gfpfuzz");

    private static final String AKKA = "akka..";
    private static final String KRYO = "com.esotericsoftware..";

    static Stream<Layer> layers() {
        return Stream.of(
                // fuzz-core, from the machine upwards
                core("step", "the machine knows no model and none of its users", others("step")),
                core("kernel", "the kernel's vocabulary is built on the machine alone", others("step", "kernel")),
                core(
                        "model",
                        "a model does not know who runs, searches or judges it; ask the world for a choice instead",
                        others("step", "kernel", "model", "profile")),
                core(
                        "profile",
                        "a profile is a row of function variants and nothing else",
                        others("step", "kernel", "model", "profile")),
                core("scenario", "a scenario says what is run, not how it is searched", "search", "shrink", "report"),
                core(
                        "invariant",
                        "an invariant observes and never steers",
                        "scenario",
                        "schedule",
                        "run",
                        "search",
                        "shrink",
                        "report"),
                core(
                        "schedule",
                        "a schedule is a list of choices and knows no model",
                        "model",
                        "invariant",
                        "run",
                        "search",
                        "shrink",
                        "report"),
                core(
                        "run",
                        "a run executes any world, whatever it models; scenarios, search and reports use it",
                        "model",
                        "profile",
                        "scenario",
                        "search",
                        "shrink",
                        "report"),
                core(
                        "search",
                        "a strategy works for every model, so it sees choices and outcomes only",
                        "kernel",
                        "model",
                        "profile",
                        "shrink",
                        "report"),
                core("shrink", "a shrinker works on any failing run, whoever found it", "search", "report"),
                core("report", "a report tells what happened and searches nothing", "search"),
                core("property", "a property is stated without a test engine"),
                core("junit", "the JUnit entry is used without jqwik, too", "jqwik"),
                // workers
                layer("workers", "one direction: coordinator, workers, fuzz-core", "dev.gfpfuzz.coordinator.."),
                layer("workers.shard", "running a shard is pure; the actor around it is thin", AKKA, KRYO),
                layer("workers.protocol", "messages do not know how they are encoded or handled", KRYO)
                        .and("dev.gfpfuzz.workers.codec..", "dev.gfpfuzz.workers.worker.."),
                layer("workers.worker", "only the codec knows Kryo", KRYO),
                // coordinator
                layer("coordinator", "only the codec in the module workers knows Kryo", KRYO),
                layer("coordinator.campaign", "the rules of a campaign are pure and replayed by unit tests", AKKA)
                        .and("java.sql..", "dev.gfpfuzz.workers.worker..")
                        .and(coordinator("actor", "store", "report", "dashboard", "cli")),
                layer("coordinator.store", "the store works without a cluster", AKKA)
                        .and(coordinator("actor", "report", "dashboard", "cli")),
                layer("coordinator.report", "a report is written from the store alone", AKKA)
                        .and(coordinator("actor", "cli")),
                layer("coordinator.actor", "commands start actors, not the other way round")
                        .and(coordinator("cli")),
                layer("coordinator.dashboard", "commands start the dashboard, not the other way round")
                        .and(coordinator("cli")));
    }

    @ParameterizedTest
    @MethodSource("layers")
    void layerKnowsOnlyWhatIsBelowIt(Layer layer) {
        layer.rule().check(OURS);
    }

    @Test
    void fuzzCoreIsKnownByNoFrameworkAndKnowsNone() {
        noClasses()
                .that(resideInAnyPackage(others()))
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "dev.gfpfuzz.workers..", "dev.gfpfuzz.coordinator..", AKKA, KRYO, "org.slf4j..", "java.sql..")
                .because("users have fuzz-core on their test classpath and nothing else")
                .allowEmptyShould(true)
                .check(OURS);
    }

    @Test
    void packagesFormNoCircle() {
        slices().matching("dev.gfpfuzz.(*)..")
                .should()
                .beFreeOfCycles()
                .because("a reader starts at 'step' and meets each package after those it builds on")
                .allowEmptyShould(true)
                .check(OURS);
    }

    @Test
    void twoRunsInOneJvmShareNothingMutable() {
        fields().that()
                .areDeclaredInClassesThat(resideInAnyPackage(others()))
                .and()
                .areStatic()
                .should()
                .beFinal()
                .because("state belongs to the world of one run: two runs in one JVM must not meet")
                .allowEmptyShould(true)
                .check(OURS);
    }

    @Test
    void theClassesOfAllModulesAreSeen() {
        // Otherwise every rule above would hold of nothing.
        assertThat(OURS).anyMatch(type -> type.getPackageName().startsWith("dev.gfpfuzz.step"));
    }

    @Test
    void aRuleCanFail() {
        var tests = new ClassFileImporter().importClasses(LayersTest.class, SourceFile.class);
        ArchRule rule = noClasses().should().dependOnClassesThat().resideInAnyPackage("java.nio.file..");
        assertThatThrownBy(() -> rule.check(tests)).hasMessageContaining("SourceFile.java");
    }

    private static Layer core(String name, String because, String... forbidden) {
        var packages = new ArrayList<String>();
        for (String each : forbidden) {
            packages.add(each.contains(".") ? each : "dev.gfpfuzz." + each + "..");
        }
        if (!name.equals("junit")) {
            packages.add("dev.gfpfuzz.junit..");
            packages.add("dev.gfpfuzz.jqwik..");
            if (!name.equals("property")) {
                packages.add("dev.gfpfuzz.property..");
            }
        }
        return new Layer("dev.gfpfuzz." + name, because, packages);
    }

    private static Layer layer(String name, String because, String... forbidden) {
        return new Layer("dev.gfpfuzz." + name, because, List.of(forbidden));
    }

    private static String[] coordinator(String... names) {
        return Stream.of(names)
                .map(name -> "dev.gfpfuzz.coordinator." + name + "..")
                .toArray(String[]::new);
    }

    /** The packages of fuzz-core except these. */
    private static String[] others(String... except) {
        return Stream.of(
                        "step",
                        "kernel",
                        "model",
                        "profile",
                        "scenario",
                        "invariant",
                        "schedule",
                        "run",
                        "search",
                        "shrink",
                        "report",
                        "property",
                        "jqwik",
                        "junit")
                .filter(name -> !List.of(except).contains(name))
                .map(name -> "dev.gfpfuzz." + name + "..")
                .toArray(String[]::new);
    }

    /** A package with everything below it, and the packages that it must not know. */
    record Layer(String name, String because, List<String> forbidden) {

        Layer and(String... more) {
            return new Layer(
                    name,
                    because,
                    Stream.concat(forbidden.stream(), Stream.of(more)).toList());
        }

        ArchRule rule() {
            return noClasses()
                    .that()
                    .resideInAPackage(name + "..")
                    .should()
                    .dependOnClassesThat()
                    .resideInAnyPackage(forbidden.toArray(String[]::new))
                    .because(because)
                    .allowEmptyShould(true);
        }

        @Override
        public String toString() {
            return name;
        }
    }
}
