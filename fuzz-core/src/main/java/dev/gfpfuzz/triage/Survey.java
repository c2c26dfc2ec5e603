package dev.gfpfuzz.triage;

import dev.gfpfuzz.kernel.Gfp;
import dev.gfpfuzz.kernel.KernelEvent;
import dev.gfpfuzz.model.callers.CallEvent;
import dev.gfpfuzz.model.callers.CallSite;
import dev.gfpfuzz.model.callers.Caller;
import dev.gfpfuzz.model.callers.LastMask;
import dev.gfpfuzz.model.callers.Terminal;
import dev.gfpfuzz.model.pagealloc.PageEvent;
import dev.gfpfuzz.model.pagealloc.Throttle;
import dev.gfpfuzz.model.pagealloc.Zone;
import dev.gfpfuzz.profile.Profile;
import dev.gfpfuzz.run.Outcome;
import dev.gfpfuzz.run.Runner;
import dev.gfpfuzz.run.Subject;
import dev.gfpfuzz.scenario.ScenarioCompiler;
import dev.gfpfuzz.schedule.SplitMix64;
import dev.gfpfuzz.search.RandomWalk;
import dev.gfpfuzz.step.Event;
import dev.gfpfuzz.step.Observer;
import dev.gfpfuzz.step.Task;
import dev.gfpfuzz.step.World;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * Counts how runs of call sites end under one kernel's rules. Two surveys with the same schedules and seed execute the
 * same random choices, so that they can be compared run by run.
 */
public final class Survey {
    /** Steps after which a run counts as looping. */
    private static final int STEPS_MAX = 3_000;

    private final List<CallSite> sites;
    private final Pressures pressures;
    private final Profile profile;
    private final int schedules;
    private final long seed;
    private final List<Long> traces = new ArrayList<>();

    /** @param schedules runs per chain and pressure */
    public Survey(List<CallSite> sites, Profile profile, int schedules, long seed) {
        this.sites = List.copyOf(sites);
        this.pressures = new Pressures(sites);
        this.profile = profile;
        this.schedules = schedules;
        this.seed = seed;
    }

    /**
     * How runs ended.
     *
     * @param lost the function returned an error or a wrong result
     * @param undecided the site's operation did not end: it looped, or the machine panicked
     * @param kills OOM kills by the site's own requests
     * @param sleeps times that a request of the site was throttled in {@code wait_iff_congested}
     * @param spurious requests of the site that got NULL although free and reclaimable memory would have satisfied them
     * @param rounds times that a request of the site went to the slow path's retry label
     */
    public record Tally(
            int runs, int lost, int undecided, int kills, int sleeps, int spurious, long rounds, long steps) {
        static final Tally NONE = new Tally(0, 0, 0, 0, 0, 0, 0, 0);

        public double lostPercent() {
            return runs == 0 ? 0 : 100.0 * lost / runs;
        }

        Tally plus(Tally t) {
            return new Tally(
                    runs + t.runs,
                    lost + t.lost,
                    undecided + t.undecided,
                    kills + t.kills,
                    sleeps + t.sleeps,
                    spurious + t.spurious,
                    rounds + t.rounds,
                    steps + t.steps);
        }
    }

    /** All chains of a site under all pressures. */
    public Tally of(CallSite site) {
        return of(site, LastMask.AS_IT_IS, UnaryOperator.identity());
    }

    /**
     * All chains of a site under all pressures.
     *
     * @param last the last allocation's mask
     * @param adapt changes each run before it is executed
     */
    public Tally of(CallSite site, LastMask last, UnaryOperator<Pressures.Run> adapt) {
        Tally all = Tally.NONE;
        for (int p = 0; p < pressures.count(); p++) {
            all = all.plus(of(site, p, last, adapt));
        }
        return all;
    }

    /** Under one pressure, by its number. */
    public Tally of(CallSite site, int pressure, LastMask last, UnaryOperator<Pressures.Run> adapt) {
        Tally all = Tally.NONE;
        for (int c = 0; c < site.chains().size(); c++) {
            Pressures.Run run = adapt.apply(pressures.of(pressure, site, c, View.SOURCE, last, profile));
            all = all.plus(runs(run, SplitMix64.seedOf(seed, pressure)));
        }
        return all;
    }

    public Pressures pressures() {
        return pressures;
    }

    /** A hash of each run so far: which steps, in which order, and the state at the end. */
    List<Long> traces() {
        return List.copyOf(traces);
    }

    private Tally runs(Pressures.Run run, long base) {
        Subject subject =
                new ScenarioCompiler(pressures.vocabulary()).compile(run.what().scenario(), profile, List.of());
        int zone = zoneOf(subject.initial());
        Runner runner = new Runner(subject, STEPS_MAX);
        RandomWalk walk = new RandomWalk();
        Tally all = Tally.NONE;
        for (int i = 0; i < schedules; i++) {
            Watching watching = new Watching(zone);
            World w = subject.initial().copyFor(List.of(watching));
            w.hashTrace();
            Outcome outcome = runner.run(walk, SplitMix64.seedOf(base, i), w);
            traces.add(w.traceHash());
            all = all.plus(watching.tally(outcome.steps()));
        }
        return all;
    }

    private static int zoneOf(World w) {
        for (int i = 0; i < w.partCount(); i++) {
            if (w.look(i) instanceof Zone) {
                return i;
            }
        }
        throw new IllegalArgumentException("The pressure has no zone");
    }

    /** Follows the one task that calls the site. */
    private static final class Watching implements Observer {
        private final int zone;
        private int caller = -1;
        private int ended = Caller.UNDECIDED;
        private int kills;
        private int sleeps;
        private int spurious;
        private int rounds;

        Watching(int zone) {
            this.zone = zone;
        }

        @Override
        public void on(World w, Event event, Task task, long a, long b) {
            if (event == CallEvent.ATTEMPT_STARTED) {
                caller = task.id();
            } else if (event == CallEvent.OPERATION_ENDED) {
                ended = (int) b;
            } else if (task.id() == caller) {
                kills += event == PageEvent.OOM_KILL ? 1 : 0;
                sleeps += event == PageEvent.THROTTLED && a == Throttle.WAIT_IFF_CONGESTED.ordinal() ? 1 : 0;
                rounds += event == PageEvent.RETRIES ? 1 : 0;
                spurious += event == KernelEvent.ALLOC_FAILED && spurious(w, (int) a, (int) b) ? 1 : 0;
            }
        }

        private boolean spurious(World w, int gfp, int order) {
            return Gfp.allowsBlocking(gfp) && w.<Zone>look(zone).anotherRoundCouldDo(order);
        }

        Tally tally(int steps) {
            boolean undecided = ended == Caller.UNDECIDED;
            boolean lost = !undecided && Terminal.values()[ended].lost();
            return new Tally(1, lost ? 1 : 0, undecided ? 1 : 0, kills, sleeps, spurious, rounds, steps);
        }
    }
}
