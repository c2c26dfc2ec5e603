package dev.gfpfuzz.property;

import dev.gfpfuzz.run.End;
import dev.gfpfuzz.run.Outcome;
import dev.gfpfuzz.run.Runner;
import dev.gfpfuzz.schedule.PayloadReader;
import dev.gfpfuzz.schedule.PayloadWriter;
import dev.gfpfuzz.schedule.Schedule;
import dev.gfpfuzz.schedule.TokenException;
import dev.gfpfuzz.schedule.TokenText;
import dev.gfpfuzz.step.Violation;
import dev.gfpfuzz.text.BadInputException;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The properties of one class, called without their test engine: what the child process of a campaign does. */
public final class PropertyChild {
    /** Name of the finding that a body threw something of its own. */
    public static final String FAILS = "property-fails";
    /** Name of the finding that a body printed without end. */
    public static final String FLOODS = "property-floods";

    private final Class<?> type;
    private final Map<String, PropertyMethod> methods = new TreeMap<>();
    private final Map<String, Executor> executors = new TreeMap<>();

    private PropertyChild(Class<?> type) {
        this.type = type;
        PropertyMethod.allOf(type).forEach(m -> methods.put(m.name(), m));
    }

    /**
     * @throws ClassNotFoundException if there is no such class
     * @throws dev.gfpfuzz.text.BadInputException if it has no property that can be called
     */
    public static PropertyChild of(String className) throws ClassNotFoundException {
        return new PropertyChild(Class.forName(className));
    }

    public List<String> names() {
        return List.copyOf(methods.keySet());
    }

    /** What a property runs, for people. */
    public String title(String method) {
        return executor(method).source().title();
    }

    /**
     * Runs to judge.
     *
     * @param method the property
     * @param strategy as users write it
     * @param seed everything random derives from it; seed of run i as {@code ShardSpec.runSeed} has it
     * @param runs how many
     * @param stepsMax steps after which a run is cut off
     * @param avoid runs for which the body is not called: it hung or ended the process there
     * @param judged from this run on the body is not called any more
     */
    public record Shard(
            String method, String strategy, long seed, long runs, int stepsMax, SortedSet<Long> avoid, long judged) {}

    /** Told about each call of a body. */
    public interface Calls {
        /** @param run number in the shard */
        void begins(long run);

        void ends();

        /** Whether a body was stopped because it printed too much. */
        boolean tooMuchPrinted(Throwable thrown);
    }

    /**
     * All runs of a shard that failed in the same way.
     *
     * @param invariant the broken invariant, or {@link #FAILS} or {@link #FLOODS}
     * @param skeleton its causes; exception and place for a body that threw something of its own
     * @param sentence what happened in the first of them
     * @param run number of the first of them
     * @param steps its steps
     * @param schedule its choices
     */
    public record Failure(
            String invariant, String skeleton, String sentence, long run, long count, int steps, Schedule schedule) {
        Failure counted() {
            return new Failure(invariant, skeleton, sentence, run, count + 1, steps, schedule);
        }
    }

    /**
     * What a shard came to.
     *
     * @param ends how many runs ended in which way
     * @param exercised per invariant, in how many runs its companion situation occurred
     * @param failures in order of their first run
     * @param unlisted runs whose failure had no room in the list
     * @param skipped runs that the property had nothing to say about
     */
    public record Counts(
            long steps,
            Map<End, Long> ends,
            Map<String, Long> exercised,
            List<Failure> failures,
            long unlisted,
            long skipped) {}

    /** Runs a shard. */
    public Counts run(Shard shard, Calls calls) {
        PropertyMethod method = method(shard.method());
        Executor executor = new Executor(executor(shard.method()).source(), shard.stepsMax());
        return new PropertyShard(shard, method, executor, calls).run();
    }

    /** The last run of a shard, without calling a body. */
    public Outcome last(Shard shard) {
        Executor executor = new Executor(executor(shard.method()).source(), shard.stepsMax());
        return new PropertyShard(shard, method(shard.method()), executor, NO_CALLS).last();
    }

    private static final Calls NO_CALLS = new Calls() {
        @Override
        public void begins(long run) {}

        @Override
        public void ends() {}

        @Override
        public boolean tooMuchPrinted(Throwable thrown) {
            return false;
        }
    };

    /** What the property says to one run; null if it holds. */
    public @Nullable Failure judge(String method, Schedule schedule, Calls calls) {
        return judge(method, executor(method).replay(schedule), calls);
    }

    /** As above for the run of a token; null also for a token of something else than the property runs. */
    public @Nullable Failure judge(String method, String token, Calls calls) {
        Reproducible of = Reproducible.of(token, type.getClassLoader());
        return isOf(method, of.source()) ? judge(method, of.run(), calls) : null;
    }

    /**
     * What a token says of a run, without calling the body; null for one of something else than the property runs, or for
     * what is no token.
     */
    public @Nullable Least told(String method, String token) {
        Reproducible of;
        try {
            of = Reproducible.of(token, type.getClassLoader());
        } catch (TokenException noToken) {
            return null;
        }
        return isOf(method, of.source()) ? asFound(of.run()) : null;
    }

    private boolean isOf(String method, RunSource source) {
        RunSource own = executor(method).source();
        if (own instanceof CaseSource a && source instanceof CaseSource b) {
            return a.theCase().profile().equals(b.theCase().profile())
                    && a.theCase()
                            .origin()
                            .scenario()
                            .equals(b.theCase().origin().scenario());
        }
        return own.equals(source);
    }

    private @Nullable Failure judge(String method, Run run, Calls calls) {
        PropertyMethod m = method(method);
        calls.begins(0);
        Throwable thrown = Falsified.judge(m::judge, run);
        calls.ends();
        return thrown == null ? null : failure(m, run, thrown, calls, 0);
    }

    /**
     * A failure made smaller.
     *
     * @param token replays the least run
     * @param failure what the property says to it
     * @param contextSwitches of the least run
     * @param tasks tasks left in its scenario; of a model of the user's own, all
     */
    public record Least(String token, Failure failure, int contextSwitches, int tasks) {}

    /** The least run that fails as this one does; null if the property holds for this one. */
    public @Nullable Least shrink(String method, Schedule schedule, Calls calls) {
        PropertyMethod m = method(method);
        Run run = executor(method).replay(schedule);
        PropertyBody body = r -> {
            calls.begins(0);
            try {
                m.judge(r);
            } finally {
                calls.ends();
            }
        };
        Throwable thrown = Falsified.judge(body, run);
        if (thrown == null) {
            return null;
        }
        Falsified least = calls.tooMuchPrinted(thrown)
                ? new Falsified(run, thrown, "")
                : new Falsified(run, thrown, "").shrunk(body);
        return least(m, least.run(), least.thrown(), calls);
    }

    /** A run as it is, for a failure that cannot be judged again: the body hangs or ends the process. */
    public Least asFound(String method, Schedule schedule) {
        return asFound(executor(method).replay(schedule));
    }

    private static Least asFound(Run run) {
        return least(run, new Failure("", "", "", 0, 1, run.outcome().steps(), run.schedule()));
    }

    private static Least least(PropertyMethod m, Run run, Throwable thrown, Calls calls) {
        return least(run, failure(m, run, thrown, calls, 0));
    }

    private static Least least(Run run, Failure failure) {
        int tasks = run.scenario()
                .map(s -> s.tasks().size())
                .orElseGet(() -> run.executor().subject().initial().taskCount());
        return new Least(run.token(), failure, run.outcome().contextSwitches(), tasks);
    }

    /** Names a failure: the same for the same broken invariant in a unit test and in a campaign. */
    static Failure failure(PropertyMethod m, Run run, Throwable thrown, Calls calls, long number) {
        int steps = run.outcome().steps();
        if (thrown instanceof PropertyFailedError e && e.run().violation().isPresent()) {
            Violation v = e.run().violation().get();
            return new Failure(v.invariant(), v.skeleton(), v.sentence(), number, 1, steps, run.schedule());
        }
        if (calls.tooMuchPrinted(thrown)) {
            return new Failure(FLOODS, m.id(), String.valueOf(thrown.getMessage()), number, 1, steps, run.schedule());
        }
        String what = thrown.getClass().getName() + " in " + Falsified.place(thrown);
        String sentence = "Property " + m.name() + " throws " + what + ".";
        return new Failure(FAILS, m.id() + ": " + what, sentence, number, 1, steps, run.schedule());
    }

    /** Where a body called {@code System.exit}, from the stack of its thread; empty if it did not. */
    public static String exitedAt(StackTraceElement[] stack) {
        boolean exits = false;
        for (StackTraceElement e : stack) {
            if (e.getClassName().equals("java.lang.Runtime") || e.getClassName().equals("java.lang.System")) {
                exits |= e.getMethodName().equals("exit");
            } else if (exits) {
                return e.getClassName() + "." + e.getMethodName();
            }
        }
        return "";
    }

    /** A schedule as text, for a command or an answer. */
    public static String text(Schedule schedule) {
        return TokenText.wrap(new PayloadWriter().end(schedule));
    }

    public static Schedule schedule(String text) {
        return new PayloadReader(TokenText.unwrap(text)).end();
    }

    private PropertyMethod method(String name) {
        PropertyMethod m = methods.get(name);
        return m != null ? m : PropertyMethod.named(type, name);
    }

    private Executor executor(String method) {
        return executors.computeIfAbsent(method, m -> {
            if (Sources.of(method(m).scheduled()) instanceof RunFamily.Single single) {
                return new Executor(single.source(), Runner.STEPS_MAX);
            }
            throw new BadInputException("Property " + m + " is about generated scenarios, which only a unit test runs;"
                    + " a campaign has --generate for that.");
        });
    }
}
