package dev.gfpfuzz.property;

import dev.gfpfuzz.profile.Profile;
import dev.gfpfuzz.scenario.Scenario;
import dev.gfpfuzz.scenario.ScenarioGenerator;
import dev.gfpfuzz.scenario.ScenarioParser;
import dev.gfpfuzz.text.BadInputException;
import org.jspecify.annotations.Nullable;

/**
 * The entry for plain code, in any test engine or none:
 *
 * <pre>{@code
 * GfpFuzz.scenario("two-readers").profile("v4_17").schedules(10_000).assertHolds();
 * GfpFuzz.model(TicketLock.class).assertHolds(run -> assertThat(run.outcome().steps()).isLessThan(200));
 * GfpFuzz.replay("gfz1...");
 * }</pre>
 *
 * <p>Names are checked when they are used, and a wrong one is told with those that are known.
 */
public final class GfpFuzz {
    private final @Nullable String builtIn;
    private final @Nullable Scenario own;
    private final @Nullable Class<? extends Model> model;
    private final ScenarioGenerator.@Nullable Mode generated;
    private Profile profile = Sources.profile("v4_17");
    private String strategy = "portfolio";
    private int schedules = 1000;
    private long seed;
    private int stepsMax = dev.gfpfuzz.run.Runner.STEPS_MAX;

    private GfpFuzz(
            @Nullable String builtIn,
            @Nullable Scenario own,
            @Nullable Class<? extends Model> model,
            ScenarioGenerator.@Nullable Mode generated) {
        this.builtIn = builtIn;
        this.own = own;
        this.model = model;
        this.generated = generated;
    }

    /** Runs of a built-in scenario. */
    public static GfpFuzz scenario(String name) {
        return new GfpFuzz(name, null, null, null);
    }

    /** Runs of a scenario of one's own. */
    public static GfpFuzz scenario(Scenario scenario) {
        return new GfpFuzz(null, scenario, null, null);
    }

    /** Runs of a scenario in its text form. */
    public static GfpFuzz text(String scenario) {
        return scenario(ScenarioParser.parse(scenario, "text"));
    }

    /** Runs of a model of one's own. */
    public static GfpFuzz model(Class<? extends Model> model) {
        return new GfpFuzz(null, null, model, null);
    }

    /** Runs of generated scenarios, a new one every 50. */
    public static GfpFuzz generated(ScenarioGenerator.Mode mode) {
        return new GfpFuzz(null, null, null, mode);
    }

    /** A built-in profile; {@code v4_17} unless said otherwise. */
    public GfpFuzz profile(String name) {
        return profile(Sources.profile(name));
    }

    public GfpFuzz profile(Profile row) {
        profile = row;
        return this;
    }

    /** How schedules are picked, {@code pct:depth=3}; {@code portfolio} unless said otherwise. */
    public GfpFuzz strategy(String text) {
        strategy = text;
        return this;
    }

    /** The budget; 1000 unless said otherwise. */
    public GfpFuzz schedules(int runs) {
        schedules = runs;
        return this;
    }

    /** Everything random derives from it; 0 unless said otherwise. */
    public GfpFuzz seed(long value) {
        seed = value;
        return this;
    }

    /** Steps after which a run is cut off, 1..20,000. */
    public GfpFuzz stepsMax(int steps) {
        stepsMax = steps;
        return this;
    }

    /**
     * No invariant is broken in any run of the budget.
     *
     * @throws PropertyFailedError shrunk and explained, if one is
     */
    public void assertHolds() {
        assertHolds(PropertyBody.HOLDS);
    }

    /** These invariants are broken in no run of the budget; see {@link Run#mustHold(String, String...)}. */
    public void assertHolds(String invariant, String... more) {
        assertHolds(run -> run.mustHold(invariant, more));
    }

    /** The body accepts each run of the budget. */
    public void assertHolds(PropertyBody body) {
        Falsified falsified = search().first(body);
        if (falsified != null) {
            sneak(falsified.shrunk(body).error(""));
        }
    }

    /** The same runs, for the caller to go through. */
    public Runs runs() {
        return Runs.of(search());
    }

    private PropertySearch search() {
        return new PropertySearch(family(), strategy, seed, schedules, stepsMax);
    }

    private RunFamily family() {
        if (generated != null) {
            return new RunFamily.Generated(generated, profile);
        }
        if (model != null) {
            return new RunFamily.Single(new ModelSource(model));
        }
        return new RunFamily.Single(
                own != null ? Sources.own(own, profile) : Sources.builtIn(String.valueOf(builtIn), profile));
    }

    /** The shortest form: no invariant is broken in 1000 runs of a built-in scenario under v4_17. */
    public static void assertHolds(String scenario, int schedules) {
        scenario(scenario).schedules(schedules).assertHolds();
    }

    /**
     * Runs what a token says, and fails as it did then: the line that a failure's text ends with. Paste it into a test;
     * when it passes, the bug is gone.
     *
     * @return the run, if it breaks nothing any more
     * @throws PropertyFailedError if an invariant is broken
     * @throws BadInputException if the token is damaged, or of something that is not here
     */
    public static Run replay(String token) {
        Run run = Reproducible.of(token, loader(GfpFuzz.class)).run();
        if (run.violation().isPresent()) {
            throw new PropertyFailedError(run);
        }
        return run;
    }

    /**
     * As {@link #replay(String)}, and lets a property's body judge the run.
     *
     * @param property class of the property
     * @param method its method, with one parameter of type {@link Run} or {@link Runs}
     */
    public static Run replay(Class<?> property, String method, String token) throws Throwable {
        PropertyMethod judge = PropertyMethod.named(property, method);
        Run run = Reproducible.of(token, loader(property)).run(judge.scheduled().stepsMax());
        judge.judge(run);
        return run;
    }

    private static ClassLoader loader(Class<?> fallback) {
        ClassLoader context = Thread.currentThread().getContextClassLoader();
        return context != null ? context : fallback.getClassLoader();
    }

    /** Throws anything as it is: a body's exception is the test's. */
    @SuppressWarnings("unchecked")
    private static <T extends Throwable> void sneak(Throwable t) throws T {
        throw (T) t;
    }
}
