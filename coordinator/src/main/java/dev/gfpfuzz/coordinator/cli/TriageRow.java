package dev.gfpfuzz.coordinator.cli;

import dev.gfpfuzz.model.callers.Attempt.Source;
import dev.gfpfuzz.model.callers.CallSite;
import dev.gfpfuzz.model.callers.Verdict;
import dev.gfpfuzz.scenario.Token;
import dev.gfpfuzz.shrink.Shrinker;
import dev.gfpfuzz.shrink.Shrunk;
import dev.gfpfuzz.triage.Disagreement;
import dev.gfpfuzz.triage.Judgement;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A judgement with the tokens of its evidence, shrunk.
 *
 * @param token of the failing run; empty without one, or when the site is of a user's own catalogue, which no token can
 *     carry
 * @param sleepToken of the run that sleeps in atomic context, likewise
 */
record TriageRow(Judgement judgement, String token, String sleepToken) {
    static TriageRow of(Judgement j, boolean builtIn) {
        return new TriageRow(j, token(j.evidence(), builtIn), token(j.sleeps(), builtIn));
    }

    private static String token(Judgement.@Nullable Evidence e, boolean builtIn) {
        if (e == null || !builtIn) {
            return "";
        }
        Shrunk shrunk = Shrinker.shrink(e.what(), e.schedule());
        return Token.encode(shrunk.reduced(), shrunk.schedule());
    }

    CallSite site() {
        return judgement.site();
    }

    /** The e-mail's verdict, or nothing for sites that it omits. */
    String emailVerdict() {
        return site().inEmail() ? site().email().verdict().name() : "";
    }

    /** Remarks for people, or nothing: "flag inert, sleeps in atomic". */
    String remarks() {
        return judgement.remarks().stream()
                .map(r -> switch (r) {
                    case INERT -> "flag inert";
                    case CONFLICTING -> "flags conflict";
                    case SLEEPS_IN_ATOMIC -> "sleeps in atomic context";
                })
                .collect(Collectors.joining(", "));
    }

    /** Who sees the loss, or null where nothing is lost. */
    @Nullable
    String seenBy() {
        return judgement.verdict() == Verdict.OK
                ? null
                : judgement.chains().stream()
                        .filter(c -> c.verdict() == judgement.verdict())
                        .map(Judgement.ChainVerdict::who)
                        .filter(who -> !who.isEmpty())
                        .findFirst()
                        .orElse(null);
    }

    /** How often requests of each order failed, all chains and pressures together; vmalloc apart. */
    List<Documents.OrderRate> orders() {
        Map<Integer, int[]> counts = new TreeMap<>();
        for (Judgement.Rate rate : judgement.rates()) {
            for (Judgement.AttemptRate a : rate.attempts()) {
                if (a.source() == Source.BUDDY) {
                    int[] c = counts.computeIfAbsent(a.order(), order -> new int[2]);
                    c[0] += a.asked();
                    c[1] += a.failed();
                }
            }
        }
        return counts.entrySet().stream()
                .map(e -> new Documents.OrderRate(e.getKey(), e.getValue()[0], e.getValue()[1]))
                .toList();
    }

    /** "order 0 12 %, order 3 55 %": of the requests of each order, how many failed. */
    String ordersText() {
        return orders().stream()
                .filter(o -> o.asked() > 0)
                .map(o -> String.format(Locale.ROOT, "%d: %.0f %%", o.order(), 100.0 * o.failed() / o.asked()))
                .collect(Collectors.joining(", "));
    }

    Documents.TriageRow document() {
        CallSite s = site();
        Judgement.Evidence e = judgement.evidence();
        return new Documents.TriageRow(
                s.n(),
                s.path(),
                s.function(),
                s.policy(),
                judgement.verdict().name(),
                s.inEmail() ? emailVerdict() : null,
                judgement.agrees(),
                orNull(Disagreement.why(judgement)),
                seenBy(),
                orNull(token),
                e == null ? null : e.sentence(),
                e == null || e.cure() == null ? null : e.cure().words(),
                orNull(sleepToken),
                orNull(s.note()),
                judgement.remarks().stream().map(Enum::name).toList(),
                judgement.chains(),
                orders(),
                judgement.rates());
    }

    private static @Nullable String orNull(String text) {
        return text.isEmpty() ? null : text;
    }
}
