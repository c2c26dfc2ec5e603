package dev.gfpfuzz.workers.property;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gfpfuzz.property.GfpFuzz;
import dev.gfpfuzz.property.PropertyFailedError;
import dev.gfpfuzz.run.End;
import dev.gfpfuzz.run.Runner;
import dev.gfpfuzz.search.Knowledge;
import dev.gfpfuzz.workers.shard.RawFinding;
import dev.gfpfuzz.workers.shard.ShardResult;
import dev.gfpfuzz.workers.shard.ShardSpec;
import dev.gfpfuzz.workers.shard.ShrinkSpec;
import dev.gfpfuzz.workers.shard.ShrunkFinding;
import dev.gfpfuzz.workers.shard.Target;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CancellationException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Properties in a child JVM: the well-behaved give what the unit test gives, the others are findings. */
@Tag("slow")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PropertyBenchTest {
    private static final String CLASS_PATH =
            System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
    private static final String LOST = "no-lost-freed-buffer";
    private static final int RUNS = 400;

    private final Map<String, Target> targets = new TreeMap<>();
    private PropertyBench bench;

    @BeforeAll
    void start() {
        bench = new PropertyBench(
                new Allowance(64, Duration.ofSeconds(60), Duration.ofSeconds(3), Duration.ofSeconds(60), 32L << 20));
        for (Target t : PropertyTarget.allOf(Misbehaving.class.getName(), CLASS_PATH)) {
            targets.put(t.scenario().replaceAll(".*#", ""), t);
        }
    }

    @AfterAll
    void stop() {
        bench.close();
    }

    @Test
    void sameFindingAsInTheUnitTest_andItsTokenReplaysThere() {
        for (String property : List.of("finds", "findsAmongMany")) {
            ShardResult result = bench.run(shard(property), () -> false);
            RawFinding raw = result.findings().get(0);
            assertThat(raw.invariant()).isEqualTo(LOST);
            assertThat(bench.reproduces(targets.get(property), raw)).isTrue();

            ShrunkFinding shrunk = bench.shrink(
                    new ShrinkSpec(targets.get(property), LOST, raw.skeleton(), raw.schedule()), () -> false);
            assertThat(bench.reproduces(targets.get(property), shrunk)).isTrue();
            assertThat(shrunk.steps()).isLessThan(40);

            assertThatThrownBy(() -> GfpFuzz.scenario("two-readers")
                            .profile("mut_renoio")
                            .assertHolds(LOST))
                    .isInstanceOfSatisfying(
                            PropertyFailedError.class,
                            unit -> assertThat(
                                            unit.run().violation().orElseThrow().skeleton())
                                    .isEqualTo(shrunk.skeleton()));
            assertThatThrownBy(() -> GfpFuzz.replay(shrunk.token())).isInstanceOf(PropertyFailedError.class);
        }
    }

    @Test
    void wellBehaved_holdsInEveryRun_andTheSameShardGivesTheSameResult() {
        ShardResult result = bench.run(shard("holds"), () -> false);
        assertThat(result.findings()).isEmpty();
        assertThat(result.ends().get(End.FINISHED)).isEqualTo(RUNS);
        assertThat(result.steps()).isGreaterThan(RUNS * 20L);
        try (PropertyBench other = new PropertyBench()) {
            assertThat(other.run(shard("holds"), () -> false).digest()).isEqualTo(result.digest());
        }
    }

    @Test
    void itsOwnException_isAFinding_shrunk_andReproduces() {
        ShardResult result = bench.run(shard("throwsItsOwn"), () -> false);
        RawFinding raw = result.findings().get(0);
        assertThat(raw.invariant()).isEqualTo("property-fails");
        assertThat(raw.skeleton())
                .endsWith("java.lang.IllegalStateException in " + Misbehaving.class.getName() + ".throwsItsOwn");
        assertThat(bench.reproduces(targets.get("throwsItsOwn"), raw)).isTrue();
        ShrunkFinding shrunk = bench.shrink(
                new ShrinkSpec(targets.get("throwsItsOwn"), raw.invariant(), raw.skeleton(), raw.schedule()),
                () -> false);
        assertThat(shrunk.contextSwitches()).isBetween(9, 10);
        assertThat(bench.reproduces(targets.get("throwsItsOwn"), shrunk)).isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "hangs, property-hangs, does not return within 3 s",
        "exits, property-exits, calls System.exit in dev.gfpfuzz.workers.property.Misbehaving.exits",
        "exitsLeavingAProcess, property-exits, calls System.exit in dev.gfpfuzz.workers.property.Misbehaving.exits",
        "halts, property-dies, ended with status 9",
        "printsAGigabyte, property-floods, The property printed more than 16 MiB for one run.",
        "printsAGigabyteRaw, property-floods, prints more than 32 MiB and was killed",
        "fillsTheHeap, property-out-of-memory, needs more heap than the 64 MiB it has"
    })
    void misbehaviour_isAFinding_andHarmsNeitherWorkerNorResult(String property, String kind, String what) {
        ShardResult result = bench.run(shard(property), () -> false);
        RawFinding raw = result.findings().stream()
                .filter(f -> f.invariant().equals(kind))
                .findFirst()
                .orElseThrow(() -> new AssertionError(result.findings()));
        assertThat(raw.sentence()).contains(what);
        assertThat(raw.count()).isBetween(1L, kind.equals("property-floods") ? 400L : 3L);
        // What was run is what another property of the same scenario ran.
        ShardResult holds = bench.run(shard("holds"), () -> false);
        assertThat(result.steps()).isEqualTo(holds.steps());
        assertThat(result.ends()).isEqualTo(holds.ends());

        assertThat(bench.reproduces(targets.get(property), raw)).isTrue();
        ShrunkFinding shrunk =
                bench.shrink(new ShrinkSpec(targets.get(property), kind, raw.skeleton(), raw.schedule()), () -> false);
        assertThat(shrunk.invariant()).isEqualTo(kind);
        assertThat(bench.reproduces(targets.get(property), shrunk)).isTrue();
    }

    @Test
    void forgedAnswersAndHalfLines_areOutputAndNothingElse() {
        ShardResult result = bench.run(shard("printsFrames"), () -> false);
        assertThat(result.findings()).isEmpty();
        assertThat(result.ends().get(End.FINISHED)).isEqualTo(RUNS);
    }

    @Test
    void cancelled_killsTheChild_andTheNextShardStartsAnother() {
        assertThatThrownBy(() -> bench.run(shard("hangs"), () -> true)).isInstanceOf(CancellationException.class);
        assertThat(bench.run(shard("holds"), () -> false).findings()).isEmpty();
    }

    @Test
    void wrongClassOrClassPath_isOneSentence(@TempDir Path dir) throws Exception {
        assertThatThrownBy(() -> PropertyTarget.allOf("com.acme.Gone", CLASS_PATH))
                .isInstanceOf(PropertyException.class)
                .hasMessageContaining("Class com.acme.Gone cannot be loaded");
        assertThatThrownBy(() -> PropertyTarget.allOf(PropertyBenchTest.class.getName(), CLASS_PATH))
                .isInstanceOf(PropertyException.class)
                .hasMessageContaining("has no property");
        assertThatThrownBy(() ->
                        PropertyTarget.allOf("com.acme.Gone", dir.resolve("no").toString()))
                .isInstanceOf(PropertyException.class)
                .hasMessageContaining("does not exist");
        assertThatThrownBy(() -> PropertyTarget.allOf("com.acme.Gone", dir.toString()))
                .isInstanceOf(PropertyException.class)
                .hasMessageContaining("cannot be loaded");
        Path file = Files.writeString(dir.resolve("f.txt"), "1");
        Target changed = new PropertyTarget(
                        Misbehaving.class.getName(), "holds", List.of(dir.toString()), "0".repeat(64))
                .toTarget();
        assertThat(Files.exists(file)).isTrue();
        assertThatThrownBy(() -> new PropertyBench().run(shard(changed), () -> false))
                .isInstanceOf(PropertyException.class)
                .hasMessageContaining("does not hold what it did when the campaign was made");
    }

    @Test
    void whatALiarSaysBesides_doesNotReproduce() {
        Target finds = targets.get("finds");
        RawFinding raw = bench.run(shard("finds"), () -> false).findings().get(0);
        ShrunkFinding s = bench.shrink(new ShrinkSpec(finds, LOST, raw.skeleton(), raw.schedule()), () -> false);
        List<Boolean> believed = List.of(
                bench.reproduces(finds, raw(raw, "A lie.", raw.steps())),
                bench.reproduces(finds, raw(raw, raw.sentence(), 7)),
                bench.reproduces(finds, shrunk(s, "A lie.", s.steps())),
                bench.reproduces(finds, shrunk(s, s.sentence(), 7)),
                // Of another profile than this property runs, and its body does not accept it either.
                bench.reproduces(targets.get("holdsUnderItsProfile"), s),
                bench.reproduces(finds, noToken(s)));
        assertThat(believed).containsExactly(false, false, false, false, false, false);
        assertThat(bench.reproduces(finds, raw(raw, raw.sentence(), raw.steps())))
                .isTrue();
        assertThat(bench.reproduces(finds, shrunk(s, s.sentence(), s.steps()))).isTrue();
    }

    /** As after Ctrl-Z and fg: this process and its child stopped for twice the time that a body may take. */
    @Test
    @Tag("slow")
    void aTimeInWhichEverythingStoodStill_isNoHang() throws Exception {
        ShardSpec shard = new ShardSpec(0, targets.get("sleeps"), "random", Knowledge.NONE, 1, 6, Runner.STEPS_MAX);
        bench.run(
                new ShardSpec(0, targets.get("sleeps"), "random", Knowledge.NONE, 1, 1, Runner.STEPS_MAX), () -> false);
        String children = ProcessHandle.current()
                .children()
                .map(child -> String.valueOf(child.pid()))
                .collect(java.util.stream.Collectors.joining(" "));
        String all = children + " " + ProcessHandle.current().pid();
        new ProcessBuilder("sh", "-c", "sleep 2.5; kill -STOP " + all + "; sleep 6; kill -CONT " + all).start();
        assertThat(bench.run(shard, () -> false).findings()).isEmpty();
    }

    private static ShrunkFinding noToken(ShrunkFinding f) {
        return new ShrunkFinding(
                "gfz1no", f.invariant(), false, f.skeleton(), f.sentence(), f.steps(), f.contextSwitches(), f.tasks());
    }

    private static RawFinding raw(RawFinding f, String sentence, int steps) {
        return new RawFinding(
                f.invariant(), false, f.skeleton(), sentence, f.firstRun(), f.count(), f.schedule(), steps);
    }

    private static ShrunkFinding shrunk(ShrunkFinding f, String sentence, int steps) {
        return new ShrunkFinding(
                f.token(), f.invariant(), false, f.skeleton(), sentence, steps, f.contextSwitches(), f.tasks());
    }

    @Test
    void target_survivesTheWayThroughACampaign() {
        Target t = targets.get("finds");
        assertThat(t.isProperty()).isTrue();
        assertThat(PropertyTarget.of(t).toTarget()).isEqualTo(t);
        assertThat(t.scenario()).isEqualTo(Misbehaving.class.getName() + "#finds");
    }

    private ShardSpec shard(String property) {
        return shard(targets.get(property));
    }

    private static ShardSpec shard(Target target) {
        return new ShardSpec(0, target, "random", Knowledge.NONE, 1, RUNS, Runner.STEPS_MAX);
    }
}
