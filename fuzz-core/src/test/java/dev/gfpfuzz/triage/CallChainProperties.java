package dev.gfpfuzz.triage;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gfpfuzz.kernel.Gfp;
import dev.gfpfuzz.model.callers.Attempt;
import dev.gfpfuzz.model.callers.CallSite;
import dev.gfpfuzz.model.callers.Chain;
import dev.gfpfuzz.model.callers.Terminal;
import dev.gfpfuzz.model.callers.Verdict;
import dev.gfpfuzz.profile.Profiles;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** What holds for any call site that can be written down. */
class CallChainProperties {
    private static final int SCHEDULES = 15;

    @Provide
    Arbitrary<List<Attempt>> attempts() {
        Arbitrary<Integer> masks = Arbitraries.of(
                Gfp.GFP_KERNEL,
                Gfp.GFP_NOIO,
                Gfp.GFP_NOWAIT,
                Gfp.GFP_KERNEL | Gfp.NORETRY,
                Gfp.GFP_NOIO | Gfp.NORETRY | Gfp.NOMEMALLOC,
                Gfp.GFP_NOWAIT | Gfp.NORETRY,
                Gfp.GFP_KERNEL | Gfp.RETRY_MAYFAIL);
        Arbitrary<Attempt.Source> sources = Arbitraries.frequency(
                net.jqwik.api.Tuple.of(6, Attempt.Source.BUDDY),
                net.jqwik.api.Tuple.of(2, Attempt.Source.VMALLOC),
                net.jqwik.api.Tuple.of(1, Attempt.Source.CACHE),
                net.jqwik.api.Tuple.of(1, Attempt.Source.RESERVE),
                net.jqwik.api.Tuple.of(1, Attempt.Source.LOCAL));
        return Combinators.combine(sources, masks, Arbitraries.integers().between(0, 3))
                .as(Attempt::new)
                .list()
                .ofMinSize(1)
                .ofMaxSize(4);
    }

    @Property(tries = 60)
    void bugInTheSourceView_isOneInTheEmailView(@ForAll("attempts") List<Attempt> attempts) {
        CallSite site = site(attempts);
        Triage triage = new Triage(new Pressures(List.of(site)), Profiles.V4_17, SCHEDULES, 1);
        if (triage.judge(site, View.SOURCE).verdict() == Verdict.BUG) {
            assertThat(triage.judge(site, View.EMAIL).verdict()).isEqualTo(Verdict.BUG);
            assertThat(site.chains().get(0).lastKeepsNoretry()).isTrue();
        }
    }

    @Property(tries = 60)
    void reserveOrLocalBuffer_isNeverABug(@ForAll("attempts") List<Attempt> attempts) {
        boolean neverFails = attempts.stream()
                .anyMatch(a -> a.source() == Attempt.Source.RESERVE || a.source() == Attempt.Source.LOCAL);
        if (neverFails) {
            CallSite site = site(attempts);
            Triage triage = new Triage(new Pressures(List.of(site)), Profiles.V4_17, SCHEDULES, 1);
            assertThat(triage.judge(site, View.SOURCE).verdict()).isEqualTo(Verdict.OK);
            assertThat(triage.judge(site, View.EMAIL).verdict()).isEqualTo(Verdict.OK);
        }
    }

    private static CallSite site(List<Attempt> attempts) {
        Chain chain = new Chain("", "", Chain.Holds.NOTHING, attempts, Terminal.ERROR, Terminal.ERROR, "the caller");
        CallSite.Email email = new CallSite.Email(Verdict.OK, "", CallSite.Need.REQUIRED, List.of(chain));
        return new CallSite("1", "mine.c", "mine", "", CallSite.Need.REQUIRED, List.of(chain), email, "", "");
    }
}
