package dev.gfpfuzz.triage;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gfpfuzz.kernel.Gfp;
import dev.gfpfuzz.model.callers.CallSite;
import dev.gfpfuzz.model.callers.CallSites;
import dev.gfpfuzz.model.callers.Chain;
import dev.gfpfuzz.model.callers.Verdict;
import dev.gfpfuzz.profile.Profiles;
import dev.gfpfuzz.triage.Judgement.Remark;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class TriageTest {
    private static final int SCHEDULES = 300;
    private static final List<String> SIXTEEN =
            List.of("2", "4", "8", "10", "18", "30", "37", "39", "40", "42", "43", "51", "58", "62", "63", "65");

    private static final Map<String, Judgement> EMAIL = new TreeMap<>();
    private static final Map<String, Judgement> SOURCE = new TreeMap<>();

    @BeforeAll
    static void judge() {
        Triage triage = new Triage(new Pressures(CallSites.all()), Profiles.V4_17, SCHEDULES, 1);
        for (CallSite s : CallSites.all()) {
            EMAIL.put(s.n(), triage.judge(s, View.EMAIL));
            SOURCE.put(s.n(), triage.judge(s, View.SOURCE));
        }
    }

    private static List<String> those(Map<String, Judgement> judged, Verdict verdict) {
        return CallSites.all().stream()
                .map(CallSite::n)
                .filter(n -> judged.get(n).verdict() == verdict)
                .toList();
    }

    private static List<String> remarked(Remark remark) {
        return CallSites.all().stream()
                .filter(CallSite::inEmail)
                .map(CallSite::n)
                .filter(n -> SOURCE.get(n).remarks().contains(remark))
                .toList();
    }

    @Test
    void email_isReproducedRowByRow() {
        List<String> ofTheEmail = those(EMAIL, Verdict.BUG).stream()
                .filter(n -> !n.startsWith("+"))
                .toList();
        assertThat(ofTheEmail).isEqualTo(SIXTEEN);
        for (CallSite s : CallSites.all()) {
            assertThat(!s.inEmail() || EMAIL.get(s.n()).agrees()).as(s.n()).isTrue();
        }
        assertThat(those(EMAIL, Verdict.UNCLEAR).stream().filter(n -> !n.startsWith("+")))
                .containsExactly("9", "53");
    }

    @Test
    void source_differsWhereItShould() {
        assertThat(those(SOURCE, Verdict.BUG))
                .containsExactly("2", "6", "8", "10", "18", "30", "37", "39", "40", "42", "47", "58", "63", "65", "+6");
        assertThat(those(SOURCE, Verdict.BUG_CONDITIONAL)).containsExactly("4");
        assertThat(those(SOURCE, Verdict.DEGRADED)).containsExactly("62");
        assertThat(those(SOURCE, Verdict.FAILS_ANYWAY)).containsExactly("51", "+7");
        assertThat(those(SOURCE, Verdict.CALLER_DECIDES)).containsExactly("53");
    }

    @Test
    void source_saysWhyItIsNotTheEmailsVerdict() {
        for (CallSite s : CallSites.all()) {
            Judgement j = SOURCE.get(s.n());
            assertThat(Disagreement.why(j).isEmpty()).as(s.n()).isEqualTo(j.agrees() || !s.inEmail());
        }
        assertThat(Disagreement.why(SOURCE.get("4"))).startsWith("only with can_use_virtual_dma != 2");
        assertThat(Disagreement.why(SOURCE.get("43"))).startsWith("nobody loses anything");
        assertThat(Disagreement.why(SOURCE.get("51"))).contains("fail without the flag too, which is inert here");
        assertThat(Disagreement.why(SOURCE.get("62"))).startsWith("the connection goes on over TCP");
    }

    @Test
    void place_thatTheEmailOverlooks_isTheBug() {
        assertThat(SOURCE.get("6").chains())
                .extracting(Judgement.ChainVerdict::verdict)
                .containsExactly(Verdict.OK, Verdict.BUG);
        assertThat(SOURCE.get("4").chains())
                .extracting(Judgement.ChainVerdict::verdict)
                .containsExactly(Verdict.OK, Verdict.BUG_CONDITIONAL);
    }

    @Test
    void remarks_areWhatTheRunsShow() {
        assertThat(remarked(Remark.INERT))
                .containsExactly("7", "9", "27", "31", "33", "45", "46", "51", "52", "59", "60", "61");
        assertThat(remarked(Remark.CONFLICTING)).containsExactly("16", "17", "49");
        assertThat(remarked(Remark.SLEEPS_IN_ATOMIC)).containsExactly("6");
        assertThat(SOURCE.get("6").sleeps().sentence()).contains("with the spinlock s.cmm_lock held");
    }

    @Test
    void spuriousFailures_happenToThoseWhoMaySleepOnly() {
        for (CallSite s : CallSites.all()) {
            Judgement j = SOURCE.get(s.n());
            int spurious = j.rates().stream().mapToInt(Judgement.Rate::spurious).sum();
            assertThat(spurious > 0 && j.remarks().contains(Remark.INERT))
                    .as(s.n())
                    .isFalse();
        }
        assertThat(SOURCE.get("42").rates())
                .anySatisfy(r -> assertThat(r.spurious()).isPositive());
    }

    @Test
    void rates_addUp() {
        for (Judgement j : SOURCE.values()) {
            for (Judgement.Rate r : j.rates()) {
                assertThat(r.runs()).isEqualTo(SCHEDULES);
                assertThat(r.violated()).isLessThanOrEqualTo(r.lost());
                assertThat(r.attempts().get(0).asked()).isEqualTo(SCHEDULES);
                for (int i = 1; i < r.attempts().size(); i++) {
                    assertThat(r.attempts().get(i).asked())
                            .isEqualTo(r.attempts().get(i - 1).failed());
                }
            }
        }
    }

    @Test
    void verdict_changesWithWhatHappensAfterTheFailure() {
        assertThat(verdictOf("2", Chain::withVmalloc)).as("2 with a fallback").isEqualTo(Verdict.OK);
        assertThat(verdictOf("39", c -> c.withLastMask(Gfp.NORETRY, Gfp.RETRY_MAYFAIL)))
                .as("39 as in v6.1")
                .isEqualTo(Verdict.OK);
        assertThat(verdictOf("64", c -> c.withLastMask(0, Gfp.NORETRY)))
                .as("64 with the flag kept")
                .isEqualTo(Verdict.BUG);
        assertThat(verdictOf("18", c -> c.withLastMask(Gfp.DIRECT_RECLAIM, 0)))
                .as("18 without direct reclaim")
                .isEqualTo(Verdict.FAILS_ANYWAY);
        assertThat(verdictOf("18", c -> c)).as("18 as it is").isEqualTo(Verdict.BUG);
    }

    /** The verdict on a site whose chains are changed, in a catalogue of its own. */
    private static Verdict verdictOf(String n, UnaryOperator<Chain> change) {
        CallSite s = CallSites.numbered(n);
        List<Chain> chains = new ArrayList<>(s.chains().stream().map(change).toList());
        CallSite changed = new CallSite(
                s.n(), s.path(), s.function(), s.policy(), s.need(), chains, s.email(), s.note(), s.fate());
        return new Triage(new Pressures(List.of(changed)), Profiles.V4_17, SCHEDULES, 1)
                .judge(changed, View.SOURCE)
                .verdict();
    }
}
