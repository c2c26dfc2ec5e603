package dev.gfpfuzz.jqwik;

import dev.gfpfuzz.property.FailureStore;
import dev.gfpfuzz.property.Run;
import dev.gfpfuzz.property.Runs;
import dev.gfpfuzz.property.Scheduled;
import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.Method;
import java.lang.reflect.Parameter;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import net.jqwik.api.Reporter;
import net.jqwik.api.lifecycle.AroundPropertyHook;
import net.jqwik.api.lifecycle.AroundTryHook;
import net.jqwik.api.lifecycle.PropagationMode;
import net.jqwik.api.lifecycle.PropertyExecutionResult;
import net.jqwik.api.lifecycle.PropertyExecutor;
import net.jqwik.api.lifecycle.PropertyLifecycleContext;
import net.jqwik.api.lifecycle.TryExecutionResult;
import net.jqwik.api.lifecycle.TryExecutor;
import net.jqwik.api.lifecycle.TryLifecycleContext;

/**
 * Around each property that has a parameter with {@link Scheduled}: refuses a jqwik that this project may not be used
 * with, remembers the run that falsified the property, forgets it when the property holds, and counts how the runs ended.
 * jqwik's own file of failures is lost whole when anything in it cannot be read; this one loses a line.
 */
public final class GfpFuzzHook implements AroundPropertyHook, AroundTryHook {
    /** What jqwik's report calls how runs ended. */
    static final String ENDS = "runs end";

    @Override
    public boolean appliesTo(Optional<AnnotatedElement> element) {
        return element.isEmpty() || !(element.get() instanceof Method m) || isOurs(m);
    }

    @Override
    public PropagationMode propagateTo() {
        return PropagationMode.ALL_DESCENDANTS;
    }

    private static boolean isOurs(Method m) {
        for (Parameter p : m.getParameters()) {
            if (p.isAnnotationPresent(Scheduled.class)) {
                return true;
            }
        }
        return false;
    }

    @Override
    public PropertyExecutionResult aroundProperty(PropertyLifecycleContext context, PropertyExecutor property)
            throws Throwable {
        if (!isOurs(context.targetMethod())) {
            return property.execute();
        }
        JqwikVersion.check();
        Class<?> type = context.containerClass();
        Current entered = Current.enter(
                FailureStore.of(type.getName() + "#" + context.targetMethod().getName()), type.getClassLoader());
        try {
            PropertyExecutionResult result = property.execute();
            remember(entered.store(), result);
            report(entered, context.reporter());
            return result;
        } finally {
            Current.leave();
        }
    }

    /** In one line, and without jqwik's statistics: those keep a list of all values, and load a locale to print them. */
    private static void report(Current property, Reporter reporter) {
        if (!property.ends().isEmpty()) {
            StringBuilder line = new StringBuilder();
            for (Map.Entry<String, Integer> e : property.ends().entrySet()) {
                line.append(line.length() == 0 ? "" : ", ")
                        .append(e.getKey())
                        .append(' ')
                        .append(e.getValue());
            }
            reporter.publishValue(ENDS, line.toString());
        }
    }

    private static void remember(FailureStore store, PropertyExecutionResult result) {
        if (result.status() == PropertyExecutionResult.Status.SUCCESSFUL) {
            store.tokens().forEach(store::forget);
        } else if (result.status() == PropertyExecutionResult.Status.FAILED) {
            result.falsifiedParameters().stream()
                    .flatMap(List::stream)
                    .flatMap(GfpFuzzHook::run)
                    .findFirst()
                    .ifPresent(run -> store.remember(run.token()));
        }
    }

    private static Stream<Run> run(Object parameter) {
        if (parameter instanceof Runs runs) {
            return runs.failed().stream();
        }
        return parameter instanceof Run run ? Stream.of(run) : Stream.empty();
    }

    @Override
    public TryExecutionResult aroundTry(TryLifecycleContext context, TryExecutor executor, List<Object> parameters) {
        TryExecutionResult result = executor.execute(parameters);
        for (Object parameter : parameters) {
            if (parameter instanceof Run run) {
                Current.ended(end(run));
            }
        }
        return result;
    }

    private static String end(Run run) {
        return run.violation()
                .map(v -> "breaking " + v.invariant())
                .orElseGet(() -> run.outcome()
                        .end()
                        .name()
                        .toLowerCase(java.util.Locale.ROOT)
                        .replace('_', ' '));
    }
}
