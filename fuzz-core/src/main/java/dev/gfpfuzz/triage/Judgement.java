package dev.gfpfuzz.triage;

import dev.gfpfuzz.model.callers.Attempt;
import dev.gfpfuzz.model.callers.CallSite;
import dev.gfpfuzz.model.callers.Terminal;
import dev.gfpfuzz.model.callers.Verdict;
import dev.gfpfuzz.scenario.Case;
import dev.gfpfuzz.schedule.Schedule;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the runs say about a call site.
 *
 * @param verdict the judgement in the view taken
 * @param agrees whether it is the e-mail's own
 * @param chains the judgement on each of the site's places
 * @param evidence the first failing run, or null if none failed
 * @param sleeps the first run that sleeps where sleeping is forbidden, or null
 * @param rates how often the operation was lost, by chain and pressure
 * @param remarks what else was seen: inert or conflicting flags, sleeping masks in atomic context
 */
public record Judgement(
        CallSite site,
        View view,
        Verdict verdict,
        boolean agrees,
        List<ChainVerdict> chains,
        @Nullable Evidence evidence,
        @Nullable Evidence sleeps,
        List<Rate> rates,
        List<Remark> remarks) {
    public Judgement {
        chains = List.copyOf(chains);
        rates = List.copyOf(rates);
        remarks = List.copyOf(remarks);
    }

    /**
     * One of a site's places.
     *
     * @param chain its name, possibly empty
     * @param when the configuration in which it runs; empty if always
     * @param end what the function returns when all attempts failed
     * @param visible what that is for the user-visible caller
     * @param who who sees it
     */
    public record ChainVerdict(
            String chain, String when, Verdict verdict, Terminal end, Terminal visible, String who) {}

    /**
     * A failing run.
     *
     * @param sentence the violation's
     * @param cure what the same schedule came to without the flag, or null where nobody asked
     */
    public record Evidence(
            Case what,
            Schedule schedule,
            String sentence,
            @Nullable Cure cure) {}

    /** What a failing schedule comes to with another mask on the last allocation. */
    public enum Cure {
        WITHOUT_FLAG("ends well without the flag"),
        MAYFAIL("ends well with RETRY_MAYFAIL"),
        NONE("fails without the flag too");

        private final String words;

        Cure(String words) {
            this.words = words;
        }

        /** "ends well without the flag": what the same schedule does. */
        public String words() {
            return words;
        }
    }

    /**
     * How often a chain failed under one pressure.
     *
     * @param chain the chain's name, possibly empty
     * @param pressure the scenario's name
     * @param runs schedules executed
     * @param lost runs in which the function lost the operation
     * @param violated runs in which a required operation was lost for whom the view asks about, the flag still set
     * @param spurious runs in which a request got NULL although free and reclaimable memory would have satisfied it
     * @param attempts how often each attempt failed
     */
    public record Rate(
            String chain, String pressure, int runs, int lost, int violated, int spurious, List<AttemptRate> attempts) {
        public Rate {
            attempts = List.copyOf(attempts);
        }

        /** Runs in which the function lost the operation, of a hundred. */
        public double lostPercent() {
            return 100.0 * lost / runs;
        }
    }

    /**
     * How often one attempt of a chain failed.
     *
     * @param order page order; that of all pages together for VMALLOC
     * @param asked runs that came to it
     * @param failed runs in which it failed
     */
    public record AttemptRate(Attempt.Source source, int order, int asked, int failed) {}

    /** Something about the masks of a site that needs no failing run. */
    public enum Remark {
        /** No attempt that carries NORETRY may reclaim: the flag does nothing. */
        INERT,
        /** One mask has two of NORETRY, RETRY_MAYFAIL and NOFAIL. */
        CONFLICTING,
        /** A mask that may sleep where sleeping is forbidden. */
        SLEEPS_IN_ATOMIC
    }

    /** The chain and pressure under which the operation is lost most often, in percent. */
    public double worstPercent() {
        return rates.stream().mapToDouble(Rate::lostPercent).max().orElse(0);
    }
}
