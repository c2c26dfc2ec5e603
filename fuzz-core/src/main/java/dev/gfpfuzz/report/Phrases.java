package dev.gfpfuzz.report;

import dev.gfpfuzz.kernel.Gfp;
import dev.gfpfuzz.kernel.KernelEvent;
import dev.gfpfuzz.model.dmbufio.BufioEvent;
import dev.gfpfuzz.report.Story.Act;
import dev.gfpfuzz.report.Story.Step;
import dev.gfpfuzz.step.Event;
import dev.gfpfuzz.step.MachineEvent;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Says in few words what a step did: neighbouring events that are one thing to a reader become one clause. */
final class Phrases {
    private Phrases() {}

    /**
     * A clause.
     *
     * @param function the kernel function whose doing it is
     * @param text of which the task is the subject
     * @param firstAct index of its first event in the step
     * @param lastAct index of its last event
     */
    record Clause(String function, String text, int firstAct, int lastAct) {
        /** The clause for what happens several times in a row. */
        Clause until(int newLastAct, int times) {
            return new Clause(function, text + ", " + times + " times", firstAct, newLastAct);
        }
    }

    /** The step's clauses in order. */
    static List<Clause> of(Step step) {
        List<Clause> out = new ArrayList<>();
        List<Act> acts = step.acts();
        int i = 0;
        while (i < acts.size()) {
            Clause clause = longest(acts, i);
            int times = 1;
            Clause next = clause;
            while (next.lastAct() + 1 < acts.size() && saysTheSame(clause, longest(acts, next.lastAct() + 1))) {
                next = longest(acts, next.lastAct() + 1);
                times++;
            }
            out.add(times == 1 ? clause : clause.until(next.lastAct(), times));
            i = next.lastAct() + 1;
        }
        return out;
    }

    private static boolean saysTheSame(Clause one, Clause other) {
        return one.text().equals(other.text()) && one.function().equals(other.function());
    }

    private static Clause longest(List<Act> acts, int i) {
        Act act = acts.get(i);
        int n = reclaimEnd(acts, i);
        if (n > 0) {
            return new Clause(act.function(), reclaim(acts.subList(i, i + n)), i, i + n - 1);
        }
        String text = i + 1 < acts.size() ? pair(act, acts.get(i + 1)) : null;
        return text == null
                ? new Clause(act.function(), single(act), i, i)
                : new Clause(act.function(), text, i, i + 1);
    }

    /** How many events from {@code i} on are the end of a reclaim: shrinker called, shrinker done, reclaim left, no page. */
    private static int reclaimEnd(List<Act> acts, int i) {
        Event[] end = {
            KernelEvent.SHRINKER_ENTERED,
            KernelEvent.SHRINKER_LEFT,
            KernelEvent.DIRECT_RECLAIM_LEFT,
            KernelEvent.ALLOC_FAILED
        };
        int from = acts.get(i).event() == end[0] ? 0 : 1;
        int n = end.length - from;
        if (i + n > acts.size()) {
            return 0;
        }
        for (int k = 0; k < n; k++) {
            if (acts.get(i + k).event() != end[from + k]) {
                return 0;
            }
        }
        return n;
    }

    private static String reclaim(List<Act> acts) {
        Act first = acts.get(0);
        long pages = acts.get(acts.size() - 2).a();
        String yield = pages == 0 ? "nothing" : pages(pages);
        return first.event() == KernelEvent.SHRINKER_ENTERED
                ? single(first) + ", which frees " + yield + ", and gets no page"
                : single(first) + ", reclaims " + yield + ", gets no page";
    }

    /** What two neighbours are together, or null. */
    private static @Nullable String pair(Act act, Act next) {
        if (act.event() == KernelEvent.ALLOC_REQUESTED) {
            String asks = single(act);
            return next.event() == KernelEvent.ALLOC_SUCCEEDED
                    ? asks + ", gets it"
                    : next.event() == KernelEvent.ALLOC_FAILED
                            ? asks + ", gets none"
                            : next.event() == KernelEvent.DIRECT_RECLAIM_ENTERED
                                    ? asks + ", enters direct reclaim"
                                    : null;
        }
        if (act.event() == KernelEvent.DIRECT_RECLAIM_LEFT && next.event() == KernelEvent.ALLOC_FAILED) {
            return "reclaims " + (act.a() == 0 ? "nothing" : pages(act.a())) + ", gets no page";
        }
        if (act.event() == MachineEvent.LOCK_ACQUIRED && next.event() == BufioEvent.WAIT_ENDS) {
            return "retakes " + act.text().replaceFirst("takes ", "") + " after its sleep: "
                    + (next.b() == 1 ? "a buffer is free" : "no buffer is free");
        }
        if (act.event() == KernelEvent.SHRINKER_ENTERED && next.event() == KernelEvent.SHRINKER_LEFT) {
            return single(act) + (next.b() <= 0 ? ", which frees nothing" : ", which frees " + next.b());
        }
        if (act.kind() == ActKind.TAKES && next.event() == BufioEvent.BUFFER_LINKED) {
            return act.text() + ", links it for its block";
        }
        if (act.event() == BufioEvent.WAIT_BEGINS && next.event() == KernelEvent.WAIT_QUEUED) {
            return "finds no buffer, " + next.text();
        }
        return null;
    }

    private static String single(Act act) {
        if (act.event() == KernelEvent.ALLOC_REQUESTED) {
            return "asks for " + (act.b() == 0 ? "a page" : "2^" + act.b() + " pages") + " (" + mask((int) act.a())
                    + ")";
        }
        if (act.event() == KernelEvent.ALLOC_FAILED) {
            return "gets no page";
        }
        if (act.event() == KernelEvent.DIRECT_RECLAIM_ENTERED) {
            return "enters direct reclaim (" + mask((int) act.a()) + ")";
        }
        if (act.event() == KernelEvent.DIRECT_RECLAIM_LEFT) {
            return "reclaims " + (act.a() == 0 ? "nothing" : pages(act.a()));
        }
        if (act.event() == KernelEvent.SHRINKER_ENTERED) {
            return act.text().replaceFirst(" with .*", "");
        }
        return act.text();
    }

    private static String pages(long n) {
        return n + (n == 1 ? " page" : " pages");
    }

    /** The mask's first name; {@code …} stands for the modifiers. */
    static String mask(int gfp) {
        String full = Gfp.toString(gfp);
        int bar = full.indexOf('|');
        return bar < 0 ? full : full.substring(0, bar) + "|…";
    }
}
