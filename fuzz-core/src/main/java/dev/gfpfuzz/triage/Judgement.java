package dev.gfpfuzz.triage;

import dev.gfpfuzz.model.callers.CallSite;
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
 * @param evidence the first failing run, or null if none failed
 * @param rates how often the operation was lost, by chain and pressure
 * @param remarks what else was seen: inert or conflicting flags, sleeping masks in atomic context
 */
public record Judgement(
        CallSite site,
        View view,
        Verdict verdict,
        boolean agrees,
        @Nullable Evidence evidence,
        List<Rate> rates,
        List<Remark> remarks) {
    public Judgement {
        rates = List.copyOf(rates);
        remarks = List.copyOf(remarks);
    }

    /**
     * A failing run.
     *
     * @param sentence the violation's
     * @param counterfactual what the same schedule came to without the flag, or empty where nobody asked
     */
    public record Evidence(Case what, Schedule schedule, String sentence, String counterfactual) {}

    /**
     * How often a chain failed under one pressure.
     *
     * @param chain the chain's name, possibly empty
     * @param pressure the scenario's name
     * @param runs schedules executed
     * @param lost runs in which the function lost the operation
     * @param violated runs in which a required operation was lost for whom the view asks about, the flag still set
     */
    public record Rate(String chain, String pressure, int runs, int lost, int violated) {}

    /** Something about the masks of a site that needs no failing run. */
    public enum Remark {
        /** No attempt that carries NORETRY may reclaim: the flag does nothing. */
        INERT,
        /** One mask has two of NORETRY, RETRY_MAYFAIL and NOFAIL. */
        CONFLICTING,
        /** A mask that may sleep where sleeping is forbidden. */
        SLEEPS_IN_ATOMIC
    }
}
