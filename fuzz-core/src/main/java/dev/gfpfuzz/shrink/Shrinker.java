package dev.gfpfuzz.shrink;

import dev.gfpfuzz.run.Outcome;
import dev.gfpfuzz.run.Runner;
import dev.gfpfuzz.run.Subject;
import dev.gfpfuzz.scenario.Case;
import dev.gfpfuzz.schedule.Schedule;
import dev.gfpfuzz.step.Symmetry;
import dev.gfpfuzz.step.Violation;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Drives the passes: a stage of them while it helps, and all stages again until a whole cycle brings nothing. Which candidates
 * exist is the passes' business, how they are tried the evaluator's; here is what is taken (the first success, strictly
 * smaller in {@link ShrinkOrder}) and when to stop. Deterministic: the result depends on the arguments without the
 * evaluator.
 */
public final class Shrinker {
    /**
     * Stages of passes. The passes of a stage are tried in one round, in their order: what one of them proposes does not
     * depend on whether those before it succeeded, and the more candidates a round has, the more workers can share it.
     * Parts first, as the order has it; then cheap passes, because a shorter run bounds the search that follows; last what
     * only spaces too large for that search need.
     */
    private static final List<List<ShrinkPass>> STAGES = List.of(
            List.of(new RemoveTasks(), new RemoveOperations()),
            List.of(new RemoveSegments(), new DelaySwitches(), new MergeSegments(), new OrdinaryValues()),
            List.of(new LeastSchedule(), new SmallerSizes(), new RemovePartsAtSmallerSizes()),
            List.of(new LeastEndings(), new RemoveSteps(), new LowerChoices()));

    private final Bug bug;
    private final Limits limits;
    private final Evaluator evaluator;
    private final Predicate<Target> kept;
    private final Set<Target> refused = new LinkedHashSet<>();
    /** Searches made, whether or not they came to an end. */
    private final Set<Question> asked = new LinkedHashSet<>();
    /** By what is left of a target without its names: it has no run that is as short as this, or shorter. */
    private final Map<Object, Long> none = new LinkedHashMap<>();
    /** Whether {@link Target#nameless} tells which targets behave alike. */
    private final boolean anyOrder;

    private final List<String> helped = new ArrayList<>();
    private Failure failure;
    private boolean least;
    private int runs = 1;
    private long steps;
    private long states;

    /** Whether a target has a run up to a length: searching it twice tells nothing new. */
    private record Question(Target target, long cost, int statesMax) {}

    private Shrinker(Bug bug, Failure failure, Limits limits, Evaluator evaluator, Predicate<Target> kept) {
        this.failure = failure;
        this.anyOrder = Symmetry.anyOrderOfTasks(failure.target().subject().initial());
        this.kept = kept;
        this.bug = bug;
        this.limits = limits;
        this.evaluator = evaluator;
    }

    /**
     * Makes a failing run of a scenario smaller, one candidate at a time within {@link Limits#STANDARD}.
     *
     * @throws IllegalArgumentException if the run violates nothing
     */
    public static Shrunk shrink(Case of, Schedule schedule) {
        return shrink(of, schedule, Limits.STANDARD, Evaluator.ONE_BY_ONE);
    }

    /** As above, with limits and an evaluator of the caller's. */
    public static Shrunk shrink(Case of, Schedule schedule, Limits limits, Evaluator evaluator) {
        return shrink(of, schedule, violationOf(of.subject(), schedule), limits, evaluator);
    }

    /**
     * As above, within {@link Limits#STANDARD}, keeping what a caller knows of the bug beyond its skeleton.
     *
     * @param kept whether a smaller scenario is still one of this bug; asked only of scenarios that show it
     */
    public static Shrunk shrink(Case of, Schedule schedule, Predicate<Case> kept) {
        return shrink(of, schedule, violationOf(of.subject(), schedule), Limits.STANDARD, Evaluator.ONE_BY_ONE, kept);
    }

    /**
     * As above.
     *
     * @param what what the run is to show: its violation, or one of its reports. A run goes on after a report, so such a
     *     run is shrunk without exhaustive searches, and may still end in the violation it ends in now
     * @throws IllegalArgumentException if the run does not show it
     */
    public static Shrunk shrink(Case of, Schedule schedule, Violation what, Limits limits, Evaluator evaluator) {
        return shrink(of, schedule, what, limits, evaluator, smaller -> true);
    }

    private static Shrunk shrink(
            Case of, Schedule schedule, Violation what, Limits limits, Evaluator evaluator, Predicate<Case> kept) {
        Target target = new CaseTarget(of);
        Bug bug = Bug.of(what, replay(target, schedule));
        Shrinker s = new Shrinker(
                bug, reproduce(target, schedule, bug), limits, evaluator, t -> kept.test(((CaseTarget) t).of()));
        ShrunkRun run = s.run();
        return new Shrunk(((CaseTarget) s.failure.target()).of(), run);
    }

    /**
     * Makes a failing run of a user's own model smaller: its schedule, as the model has no parts that could be removed.
     *
     * @param model builds a subject; called for every candidate, always with the same result
     * @throws IllegalArgumentException if the run violates nothing
     */
    public static ShrunkRun shrink(Supplier<Subject> model, Schedule schedule) {
        return shrink(model, schedule, Limits.STANDARD, Evaluator.ONE_BY_ONE);
    }

    /** As above, with limits and an evaluator of the caller's. */
    public static ShrunkRun shrink(Supplier<Subject> model, Schedule schedule, Limits limits, Evaluator evaluator) {
        Target target = new SubjectTarget(model);
        Bug bug = Bug.of(violationOf(model.get(), schedule), replay(target, schedule));
        return new Shrinker(bug, reproduce(target, schedule, bug), limits, evaluator, t -> true).run();
    }

    private static Violation violationOf(Subject subject, Schedule schedule) {
        Outcome outcome = new Runner(subject).replay(schedule);
        if (outcome.violation() == null) {
            throw new IllegalArgumentException("The schedule of " + subject.name() + " violates nothing (the run ends "
                    + outcome.end() + " after " + outcome.steps()
                    + " steps), so there is nothing to shrink. Shrink a run that ends VIOLATED.");
        }
        return outcome.violation();
    }

    private static Outcome replay(Target target, Schedule schedule) {
        return new Runner(target.subject()).replay(schedule);
    }

    private static Failure reproduce(Target target, Schedule schedule, Bug bug) {
        Subject subject = target.subject();
        Outcome outcome = new Runner(subject).replay(schedule);
        if (!bug.isIn(outcome)) {
            throw new IllegalArgumentException("The schedule of " + subject.name() + " does not show "
                    + bug.invariant() + " (" + bug.skeleton() + "): the run ends " + outcome.end() + " after "
                    + outcome.steps() + " steps.");
        }
        return Candidate.replayOf(target, subject, outcome.schedule(), bug);
    }

    private ShrunkRun run() {
        Measure before = failure.measure();
        boolean helps = failure.outcome().schedule().circle() == null; // the way to a circle is a shortest one as it is
        while (helps && withinLimits()) {
            helps = false;
            for (List<ShrinkPass> stage : STAGES) {
                while (withinLimits() && round(stage)) {
                    helps = true;
                }
            }
        }
        return new ShrunkRun(failure.outcome(), before, failure.measure(), least, withinLimits(), runs, states, helped);
    }

    private boolean withinLimits() {
        return runs < limits.runs() && steps < limits.steps() && states < limits.states();
    }

    /** What came of the candidates of a round. */
    private enum Came {
        SMALLER,
        /** The first success was of a target that the caller does not keep: it will not be proposed again. */
        REFUSED,
        NOTHING
    }

    /** Candidates, in the order of the passes that propose them. */
    private static final class Proposed {
        private final List<ShrinkPass> passes = new ArrayList<>();
        private final List<List<Candidate>> candidates = new ArrayList<>();

        void add(ShrinkPass pass, List<Candidate> of) {
            passes.add(pass);
            candidates.add(of);
        }

        List<Candidate> all() {
            return Proposals.concatenated(candidates);
        }

        /** The name of the pass that proposes a candidate of {@link #all}. */
        String pass(int number) {
            int pass = 0;
            for (int left = number; left >= candidates.get(pass).size(); pass++) {
                left -= candidates.get(pass).size();
            }
            return passes.get(pass).name();
        }
    }

    /** Whether a pass of the stage made the failure smaller. */
    private boolean round(List<ShrinkPass> stage) {
        Came came = Came.REFUSED;
        while (came == Came.REFUSED) {
            Proposed first = new Proposed();
            Proposed twins = new Proposed();
            Set<Object> beingSearched = new LinkedHashSet<>();
            for (ShrinkPass pass : stage) {
                if (!(least && pass.choicesOnly())) {
                    List<Candidate> later = new ArrayList<>();
                    List<Candidate> open = withoutAnswered(pass.candidates(new Round(failure, bug, limits)));
                    first.add(pass, withoutTwins(open, beingSearched, later));
                    twins.add(pass, later);
                }
            }
            came = attempt(first);
            if (came == Came.NOTHING && withinLimits()) {
                came = attempt(withoutAnswered(twins));
            }
        }
        return came == Came.SMALLER;
    }

    private Came attempt(Proposed proposed) {
        List<Candidate> candidates = proposed.all();
        List<Attempt> attempts = candidates.isEmpty() ? List.of() : evaluator.untilFirst(candidates);
        for (int i = 0; i < candidates.size(); i++) {
            Attempt a = attempts.get(i);
            runs += a.runs();
            steps += a.steps();
            states += a.states();
            if (a.failure() != null && refuses(a.failure().target())) {
                return Came.REFUSED;
            }
            if (a.failure() != null) {
                failure = a.failure();
                least = a.searched();
                helped.add(proposed.pass(i));
                return Came.SMALLER;
            }
            if (a.states() > 0 || a.searched()) {
                Candidate c = candidates.get(i);
                remember(c, a.searched());
                least |= a.searched() && c.target().equals(failure.target());
            }
        }
        return Came.NOTHING;
    }

    /** Whether another target than the one at hand is none that the caller keeps. */
    private boolean refuses(Target target) {
        if (target.equals(failure.target()) || kept.test(target)) {
            return false;
        }
        refused.add(target);
        return true;
    }

    /** The candidates without searches that were made before. Those over the choices make none and stay unmade. */
    private List<Candidate> withoutAnswered(List<Candidate> candidates) {
        if (candidates instanceof Proposals) {
            return candidates;
        }
        List<Candidate> open = new ArrayList<>();
        for (Candidate c : candidates) {
            Candidate rest = withoutAnswered(c);
            if (rest != null) {
                open.add(rest);
            }
        }
        return open;
    }

    /** The candidate without a search that was made before; null if nothing is left to try. */
    private @Nullable Candidate withoutAnswered(Candidate c) {
        if (refused.contains(c.target()) || hasNone(c)) {
            return null;
        }
        List<Plan> open = new ArrayList<>(c.plans());
        open.removeIf(plan -> plan instanceof Plan.Search search && asked.contains(question(c, search)));
        return open.isEmpty() ? null : new Candidate(c.target(), open, c.bug(), c.below(), c.stepsMax());
    }

    private boolean hasNone(Candidate c) {
        Long length = none.get(nameless(c));
        return length != null && LeastRun.costBelow(c.below(), c.target()) <= length;
    }

    /**
     * The candidates without those that will be searched as others are which come before: nearly always the answer to one is
     * that to the other. If it is not, because a search gave up, they have their turn when all others have failed.
     *
     * @param beingSearched without their names; those of the candidates are added
     * @param twins receives those left out
     */
    private List<Candidate> withoutTwins(List<Candidate> candidates, Set<Object> beingSearched, List<Candidate> twins) {
        if (candidates instanceof Proposals) {
            return candidates;
        }
        List<Candidate> first = new ArrayList<>();
        for (Candidate c : candidates) {
            boolean searched = c.plans().stream().anyMatch(plan -> plan instanceof Plan.Search);
            (!searched || beingSearched.add(nameless(c)) ? first : twins).add(c);
        }
        return first;
    }

    private Proposed withoutAnswered(Proposed proposed) {
        Proposed open = new Proposed();
        for (int i = 0; i < proposed.passes.size(); i++) {
            open.add(proposed.passes.get(i), withoutAnswered(proposed.candidates.get(i)));
        }
        return open;
    }

    private void remember(Candidate c, boolean complete) {
        for (Plan plan : c.plans()) {
            if (plan instanceof Plan.Search search) {
                Question q = question(c, search);
                asked.add(q);
                if (complete && !c.sameParts()) {
                    none.merge(nameless(c), q.cost(), Math::max);
                }
            }
        }
    }

    private Object nameless(Candidate c) {
        return anyOrder ? c.target().nameless() : c.target();
    }

    private static Question question(Candidate c, Plan.Search search) {
        return new Question(c.target(), LeastRun.costBelow(c.below(), c.target()), search.statesMax());
    }
}
