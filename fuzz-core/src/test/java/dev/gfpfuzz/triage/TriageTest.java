package dev.gfpfuzz.triage;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gfpfuzz.model.callers.CallSite;
import dev.gfpfuzz.model.callers.CallSites;
import dev.gfpfuzz.model.callers.Verdict;
import dev.gfpfuzz.profile.Profiles;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class TriageTest {
    private final Triage triage = new Triage(new Pressures(CallSites.all()), Profiles.V4_17, 400, 1);

    @Test
    void email_isReproducedRowByRow() {
        Map<String, String> wrong = new TreeMap<>();
        for (CallSite s : CallSites.all()) {
            Judgement j = triage.judge(s, View.EMAIL);
            if (s.inEmail() && !j.agrees()) {
                wrong.put(s.n(), j.verdict().toString());
            }
        }
        assertThat(wrong).isEmpty();
    }

    @Test
    void source_differsWhereItShould() {
        Map<String, List<String>> byVerdict = new TreeMap<>();
        for (CallSite s : CallSites.all()) {
            Verdict v = triage.judge(s, View.SOURCE).verdict();
            if (v != Verdict.OK) {
                byVerdict
                        .computeIfAbsent(v.name(), k -> new java.util.ArrayList<>())
                        .add(s.n());
            }
        }
        assertThat(byVerdict.toString())
                .isEqualTo("{BUG=[2, 6, 8, 10, 18, 30, 37, 39, 40, 42, 47, 58, 63, 65, +6],"
                        + " BUG_CONDITIONAL=[4], CALLER_DECIDES=[53], DEGRADED=[62], FAILS_ANYWAY=[51, +7]}");
    }
}
