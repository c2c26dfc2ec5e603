package dev.gfpfuzz.triage;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gfpfuzz.Figure;
import dev.gfpfuzz.invariant.NoNoretryLoss;
import dev.gfpfuzz.invariant.NoSleepInAtomic;
import dev.gfpfuzz.model.callers.CallSite;
import dev.gfpfuzz.model.callers.CallSites;
import dev.gfpfuzz.model.callers.Verdict;
import dev.gfpfuzz.profile.Profiles;
import dev.gfpfuzz.run.Outcome;
import dev.gfpfuzz.run.Runner;
import dev.gfpfuzz.scenario.Reproduction;
import dev.gfpfuzz.scenario.Token;
import dev.gfpfuzz.schedule.TokenException;
import dev.gfpfuzz.shrink.Shrinker;
import dev.gfpfuzz.shrink.Shrunk;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** At full size: the sites that are well stay so, and the others' failures replay from their tokens. */
class TriageSurvivalTest {
    private static final int DEFAULT_SCHEDULES = 2_000;
    private static final int NIGHTLY_SCHEDULES = 100_000;

    /** Sites that lose nothing for want of another flag in the source view. */
    private static final Set<String> FAILING = Set.of(
            "2", "4", "6", "8", "10", "18", "30", "37", "39", "40", "42", "47", "51", "53", "58", "62", "63", "65",
            "+6", "+7");

    static List<CallSite> well() {
        return CallSites.all().stream().filter(s -> !FAILING.contains(s.n())).toList();
    }

    static List<CallSite> failing() {
        return CallSites.all().stream().filter(s -> FAILING.contains(s.n())).toList();
    }

    private static Judgement judge(CallSite site, int schedules) {
        return new Triage(new Pressures(CallSites.all()), Profiles.V4_17, schedules, 1).judge(site, View.SOURCE);
    }

    @ParameterizedTest
    @MethodSource("well")
    @Tag("slow")
    void well_survivesTheDefaultBudget(CallSite site) {
        assertThat(judge(site, DEFAULT_SCHEDULES).verdict()).isEqualTo(Verdict.OK);
    }

    @ParameterizedTest
    @MethodSource("well")
    @Tag("nightly")
    void well_survivesAHundredThousand(CallSite site) {
        Judgement j = judge(site, NIGHTLY_SCHEDULES);
        int runs = j.rates().stream().mapToInt(Judgement.Rate::runs).sum();
        Figure.print(
                getClass(),
                "./gfpfuzz triage --site %s --schedules %d: %s in %,d runs",
                site.n(),
                NIGHTLY_SCHEDULES,
                j.verdict(),
                runs);
        assertThat(j.verdict()).isEqualTo(Verdict.OK);
    }

    @ParameterizedTest
    @MethodSource("failing")
    @Tag("slow")
    void failing_hasATokenThatReplays(CallSite site) throws TokenException {
        Judgement j = judge(site, DEFAULT_SCHEDULES);
        if (j.verdict() == Verdict.DEGRADED) {
            assertThat(j.evidence()).as("the function fails, and nobody loses").isNull();
            return;
        }
        replays(j.evidence(), NoNoretryLoss.NAME);
    }

    @Test
    void sleepInAtomicContext_hasATokenThatReplays() throws TokenException {
        replays(judge(CallSites.numbered("6"), 1).sleeps(), NoSleepInAtomic.NAME);
    }

    private static void replays(Judgement.Evidence e, String invariant) throws TokenException {
        Shrunk shrunk = Shrinker.shrink(e.what(), e.schedule());
        String token = Token.encode(shrunk.reduced(), shrunk.schedule());
        Reproduction r = Token.decode(token, Token.Sources.BUILT_IN);
        Outcome o = new Runner(r.theCase().subject()).replay(r.schedule());
        assertThat(o.violated()).as(token).isTrue();
        assertThat(o.violation().invariant()).isEqualTo(invariant);
    }
}
