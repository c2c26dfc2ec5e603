package dev.gfpfuzz.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gfpfuzz.profile.Profiles;
import dev.gfpfuzz.run.End;
import dev.gfpfuzz.run.Outcome;
import dev.gfpfuzz.run.Runner;
import dev.gfpfuzz.schedule.Schedule;
import dev.gfpfuzz.search.RandomWalk;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Random scenarios are readable; the valid ones find nothing in a correct kernel, the others something. */
class ScenarioGeneratorTest {
    @ParameterizedTest
    @EnumSource
    void everySeedIsAScenarioThatIsReadBack(ScenarioGenerator.Mode mode) {
        readBack(mode, 1_000);
    }

    @Tag("slow")
    @ParameterizedTest
    @EnumSource
    void everyOfManySeedsIsAScenarioThatIsReadBack(ScenarioGenerator.Mode mode) {
        readBack(mode, 10_000);
    }

    private static void readBack(ScenarioGenerator.Mode mode, int seeds) {
        Set<String> programs = new TreeSet<>();
        for (long seed = 0; seed < seeds; seed++) {
            Scenario s = ScenarioGenerator.generate(seed, mode);
            String text = ScenarioPrinter.print(s);
            assertThat(ScenarioParser.parse(text, s.name())).isEqualTo(s);
            programs.add(text.substring(text.indexOf("\n\n")));
        }
        assertThat(programs).as("different scenarios").hasSizeGreaterThan(seeds - seeds / 100);
    }

    /** Allocations are randomized, not only interleavings: masks of all kinds, all orders, caches, pools and zones. */
    @ParameterizedTest
    @EnumSource
    void manyMasksOrdersAndObjectsAreAmongThem(ScenarioGenerator.Mode mode) {
        Set<String> kinds = new TreeSet<>();
        Set<String> masks = new TreeSet<>();
        Set<String> orders = new TreeSet<>();
        for (long seed = 0; seed < 1_000; seed++) {
            Scenario s = ScenarioGenerator.generate(seed, mode);
            s.objects().forEach(o -> kinds.add(o.kind()));
            s.tasks().stream()
                    .flatMap(t -> t.operations().stream())
                    .filter(op -> op.verb().equals("alloc"))
                    .forEach(op -> {
                        masks.add(op.args().get(1));
                        orders.add(op.args().get(2));
                    });
        }
        assertThat(kinds).contains("memory", "zone", "dm-bufio").contains("mempool");
        assertThat(masks).hasSizeGreaterThan(20);
        assertThat(orders).containsExactly("0", "1", "2", "3", "4", "5");
    }

    /** Zones have fragmented memory, swap, per-CPU lists, readers, chosen results of compaction, cgroups. */
    @ParameterizedTest
    @EnumSource
    void zonesDifferInMoreThanTheirSize(ScenarioGenerator.Mode mode) {
        Map<String, Set<Integer>> values = new TreeMap<>();
        for (long seed = 0; seed < 1_000; seed++) {
            ScenarioGenerator.generate(seed, mode).objects().stream()
                    .filter(o -> o.kind().equals("zone"))
                    .forEach(o -> o.params()
                            .forEach((name, value) -> values.computeIfAbsent(name, n -> new TreeSet<>())
                                    .add(value)));
        }
        assertThat(values.get("holes")).containsExactly(1, 2, 3, 4);
        assertThat(values.get("swap")).containsExactly(1, 2, 3, 4);
        assertThat(values.get("pcp-batch")).contains(1);
        assertThat(values.get("refill")).containsExactly(1);
        assertThat(values.get("compaction")).containsExactly(0, 2);
        assertThat(values.get("memcg-limit")).hasSize(6);
        assertThat(values.get("memcg-clean")).containsExactly(0, 1, 2);
        assertThat(values.get("memcg-writeback")).containsExactly(0, 1, 2);
    }

    @ParameterizedTest
    @EnumSource
    void aTokenCarriesTheSeed(ScenarioGenerator.Mode mode) {
        for (long seed : new long[] {0, 1, -1, Long.MIN_VALUE}) {
            Reproduction r =
                    new Reproduction(Case.generated(seed, mode, ScenarioGenerator.profile(seed)), Schedule.of(0, 1, 2));
            String token = Token.encode(r);
            assertThat(Token.decode(token, Token.Sources.BUILT_IN)).isEqualTo(r);
            assertThat(token).hasSizeLessThan(80);
        }
    }

    @Test
    void validOnesAreSilentUnderTheDefaultProfile() {
        valid(0, 40, 50);
    }

    /** 40,000 runs; one schedule in 8,700 that breaks something would be missed with probability 0.01. */
    @Tag("slow")
    @Test
    void manyValidOnesAreSilentUnderTheDefaultProfile() {
        valid(1_000, 200, 200);
    }

    private static void valid(long firstSeed, int scenarios, int schedules) {
        for (long seed = firstSeed; seed < firstSeed + scenarios; seed++) {
            Case c = Case.generated(seed, ScenarioGenerator.Mode.VALID, Profiles.V4_17);
            Runner runner = new Runner(c.subject());
            RandomWalk walk = new RandomWalk();
            for (int i = 0; i < schedules; i++) {
                Outcome o = runner.run(walk, i);
                assertThat(o.violation())
                        .as("%s%n%s", Token.encode(c, o.schedule()), ScenarioPrinter.print(c.scenario()))
                        .isNull();
                assertThat(o.end()).isEqualTo(End.FINISHED);
            }
        }
    }

    @Test
    void aBrokenContractIsNoticed() {
        int noticed = 0;
        for (long seed = 0; seed < 100; seed++) {
            Case c = Case.generated(seed, ScenarioGenerator.Mode.CONTRACT_BREAKING, Profiles.V4_17);
            Runner runner = new Runner(c.subject());
            RandomWalk walk = new RandomWalk();
            boolean violated = false;
            for (int i = 0; i < 30 && !violated; i++) {
                violated = runner.run(walk, i).violated();
            }
            noticed += violated ? 1 : 0;
        }
        assertThat(noticed).isGreaterThan(20);
    }
}
