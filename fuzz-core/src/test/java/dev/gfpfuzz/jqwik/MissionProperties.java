package dev.gfpfuzz.jqwik;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gfpfuzz.model.callers.CallSite;
import dev.gfpfuzz.model.callers.CallSites;
import dev.gfpfuzz.property.GfpFuzz;
import dev.gfpfuzz.property.PropertyFailedError;
import dev.gfpfuzz.property.Runs;
import dev.gfpfuzz.property.Scheduled;
import dev.gfpfuzz.scenario.Scenario;
import dev.gfpfuzz.scenario.ScenarioGenerator.Mode;
import dev.gfpfuzz.scenario.ScenarioParser;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.lifecycle.AddLifecycleHook;

/**
 * The three questions of the e-mail of 18 June 2018 as properties over scenarios that nobody has written, each in both
 * directions: where the answer is yes, and where it has to be no or the property would be vacuous.
 */
class MissionProperties {
    private static final String LOST = "no-lost-freed-buffer";
    private static final String KILLS = "mayfail-never-kills";
    private static final String NORETRY_LOSS = "no-noretry-loss";
    /** Enough for every last attempt, so that nobody waits for ever; any other attempt may fail all the same. */
    private static final int PAGES_MIN = 48;

    // ---- after dm-bufio dropped its lock to allocate, a freed buffer is not lost

    @Property(tries = 12)
    void freedBuffer_isNeverLost(
            @ForAll @Scheduled(generated = Mode.VALID, schedules = 250, strategy = "random") Runs runs) {
        runs.mustHold(LOST);
    }

    @Property(tries = 400, shrinking = ShrinkingMode.OFF)
    @AddLifecycleHook(Falsified.class)
    void freedBuffer_isLost_whenTheLockIsDroppedAgain(
            @ForAll @Scheduled(generated = Mode.VALID, profile = "mut_renoio", schedules = 250, strategy = "random")
                    Runs runs) {
        runs.mustHold(LOST);
    }

    @Example
    void freedBuffer_isLost_inASmallScenario_afterShrinking() {
        assertThatThrownBy(() -> GfpFuzz.generated(Mode.VALID)
                        .profile("mut_renoio")
                        .schedules(20_000)
                        .assertHolds(LOST))
                .isInstanceOfSatisfying(PropertyFailedError.class, e -> {
                    Scenario least = e.run().scenario().orElseThrow();
                    assertThat(least.tasks()).hasSize(2);
                    assertThat(e.run().outcome().steps()).isLessThan(60);
                    assertThatThrownBy(() -> GfpFuzz.replay(e.run().token())).isInstanceOf(PropertyFailedError.class);
                });
    }

    // ---- RETRY_MAYFAIL never kills at orders up to 3

    @Property(tries = 20)
    void mayfail_neverKills(
            @ForAll @Scheduled(generated = Mode.VALID, schedules = 250, strategy = "random") Runs runs) {
        runs.mustHold(KILLS);
    }

    @Property(tries = 400, shrinking = ShrinkingMode.OFF)
    @AddLifecycleHook(Falsified.class)
    void mayfail_kills_whereTheBitMeantRepeat(
            @ForAll @Scheduled(generated = Mode.VALID, profile = "v4_11", schedules = 250, strategy = "random")
                    Runs runs) {
        runs.mustHold(KILLS);
    }

    @Example
    void mayfail_kills_inASmallScenario_afterShrinking() {
        assertThatThrownBy(() -> GfpFuzz.generated(Mode.VALID)
                        .profile("v4_11")
                        .schedules(20_000)
                        .assertHolds(KILLS))
                .isInstanceOfSatisfying(PropertyFailedError.class, e -> {
                    Scenario least = e.run().scenario().orElseThrow();
                    assertThat(least.tasks()).hasSize(1);
                    assertThat(least.tasks().get(0).operations()).hasSizeLessThanOrEqualTo(2);
                    assertThatThrownBy(() -> GfpFuzz.replay(e.run().token())).isInstanceOf(PropertyFailedError.class);
                });
    }

    // ---- NORETRY fails without a fallback exactly where nothing catches it

    @Property(tries = 200)
    void noretry_losesNothing_withAReserve_aLocalBuffer_orALastAttemptWithoutTheFlag(
            @ForAll("sitesWithFallback") CallSite site, @ForAll("pages") int pages) {
        for (int chain = 1; chain <= site.chains().size(); chain++) {
            GfpFuzz.scenario(call(site, chain, pages)).schedules(60).assertHolds(NORETRY_LOSS);
        }
    }

    @Property
    void noretry_losesAnOperation_whereTheErrorIsPassedOn_orTheFlagIsKept(@ForAll("sitesWithout") CallSite site) {
        assertThatThrownBy(() -> {
                    for (int chain = 1; chain <= site.chains().size(); chain++) {
                        GfpFuzz.scenario(call(site, chain, PAGES_MIN))
                                .schedules(200)
                                .assertHolds(NORETRY_LOSS);
                    }
                })
                .as(site.n() + " " + site.policy())
                .isInstanceOfSatisfying(PropertyFailedError.class, e -> {
                    assertThat(e.run().violation().orElseThrow().invariant()).isEqualTo(NORETRY_LOSS);
                    assertThat(e.run().scenario().orElseThrow().tasks()).hasSize(1);
                });
    }

    @Provide
    Arbitrary<CallSite> sitesWithFallback() {
        return sites("RESERVE_", "LOCAL_BUFFER", "SMALLER_DROP", "VMALLOC_DROP", "WAIT_RETRY");
    }

    @Provide
    Arbitrary<CallSite> sitesWithout() {
        return sites("PROPAGATE_ENOMEM", "SMALLER_KEEP", "VMALLOC_KEEP");
    }

    @Provide
    Arbitrary<Integer> pages() {
        return Arbitraries.integers().between(PAGES_MIN, 64);
    }

    /** Whose operation somebody needs, and would miss: at some sites the caller's caller does it in another way. */
    private static Arbitrary<CallSite> sites(String... policies) {
        return Arbitraries.of(CallSites.all().stream()
                .filter(s -> s.need() == CallSite.Need.REQUIRED)
                .filter(s -> s.chains().stream().anyMatch(c -> c.visible().lost()))
                .filter(s -> List.of(policies).stream().anyMatch(s.policy()::startsWith))
                .toList());
    }

    private static Scenario call(CallSite site, int chain, int pages) {
        int number = CallSites.all().indexOf(site) + 1;
        return parsed("""
                memory m pages=%d
                caller s chain=%d site=%d

                task caller
                  call s

                task rival
                  p = alloc m GFP_NOWAIT 0
                  free m p
                """.formatted(pages, chain, number));
    }

    private static Scenario parsed(String body) {
        return ScenarioParser.parse("scenario asked\n  Asked by a property.\n\n" + body, "property");
    }
}
