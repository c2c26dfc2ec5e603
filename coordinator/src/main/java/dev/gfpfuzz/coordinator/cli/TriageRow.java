package dev.gfpfuzz.coordinator.cli;

import dev.gfpfuzz.model.callers.CallSite;
import dev.gfpfuzz.scenario.Token;
import dev.gfpfuzz.shrink.Shrinker;
import dev.gfpfuzz.shrink.Shrunk;
import dev.gfpfuzz.triage.Judgement;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * A judgement with the token of its evidence, shrunk.
 *
 * @param token empty without a failing run, or when the site is of a user's own catalogue, which no token can carry
 */
record TriageRow(Judgement judgement, String token) {
    static TriageRow of(Judgement j, boolean builtIn) {
        if (j.evidence() == null || !builtIn) {
            return new TriageRow(j, "");
        }
        Shrunk shrunk = Shrinker.shrink(j.evidence().what(), j.evidence().schedule());
        return new TriageRow(j, Token.encode(shrunk.reduced(), shrunk.schedule()));
    }

    /** Remarks for people, or nothing. */
    String remarks() {
        return judgement.remarks().isEmpty()
                ? ""
                : "  ["
                        + judgement.remarks().stream()
                                .map(r -> r.name().toLowerCase(Locale.ROOT).replace('_', ' '))
                                .collect(Collectors.joining(", "))
                        + "]";
    }

    Documents.TriageRow document() {
        CallSite s = judgement.site();
        return new Documents.TriageRow(
                s.n(),
                s.path(),
                s.function(),
                s.policy(),
                judgement.verdict().name(),
                s.inEmail() ? s.email().verdict().name() : null,
                judgement.agrees(),
                token.isEmpty() ? null : token,
                judgement.evidence() == null ? null : judgement.evidence().sentence(),
                judgement.evidence() == null
                                || judgement.evidence().counterfactual().isEmpty()
                        ? null
                        : judgement.evidence().counterfactual(),
                s.note().isEmpty() ? null : s.note(),
                judgement.remarks().stream().map(Enum::name).toList(),
                judgement.rates());
    }
}
