package dev.gfpfuzz.property;

import dev.gfpfuzz.scenario.ScenarioGenerator;
import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Which runs a parameter of type {@link Run} or {@link Runs} stands for: a scenario or a model, a profile, a strategy, a
 * budget. Exactly one of {@link #scenario}, {@link #text}, {@link #model} and {@link #generated} is given.
 *
 * <pre>{@code
 * @ScheduledTest                                     // or jqwik: @Property, and @ForAll before @Scheduled
 * void noBufferIsLost(@Scheduled(scenario = "two-readers", profile = "v4_17") Run run) {
 *     run.mustHold("no-lost-freed-buffer");
 * }
 * }</pre>
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.PARAMETER)
public @interface Scheduled {
    /** Name of a built-in scenario. */
    String scenario() default "";

    /** A scenario in its text form. */
    String text() default "";

    /** A model of the user's own. */
    Class<? extends Model> model() default Model.class;

    /** Generated scenarios, a new one every 50 runs; under jqwik every try. One value. */
    ScenarioGenerator.Mode[] generated() default {};

    /** Name of a built-in profile; means nothing to a model of the user's own. */
    String profile() default "v4_17";

    /** How schedules are picked, as on the command line: {@code pct:depth=3}. */
    String strategy() default "portfolio";

    /**
     * How many runs: for a {@link Run} under JUnit Jupiter so many calls of the body, for {@link Runs} so many in one
     * call. A {@link Run} under jqwik is one run per try, and jqwik counts the tries.
     */
    int schedules() default 1000;

    /** Everything random derives from it; the same seed, the same runs. jqwik brings its own instead. */
    long seed() default 0;

    /** Steps after which a run is cut off, 1..20,000. */
    int stepsMax() default 20_000;

    /** Runs to try first, always: failures that were fixed and must not come back. */
    String[] tokens() default {};
}
