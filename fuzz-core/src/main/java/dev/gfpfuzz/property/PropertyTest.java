package dev.gfpfuzz.property;

import java.lang.reflect.Method;
import java.lang.reflect.Parameter;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.opentest4j.AssertionFailedError;

/**
 * A property as a unit test, whatever the engine: remembered failures first, then the search, then the shrinker; the
 * shrunk token is remembered.
 */
public final class PropertyTest {
    private final Scheduled scheduled;
    private final Method method;
    private final FailureStore store;

    private PropertyTest(Scheduled scheduled, Class<?> type, Method method) {
        this.scheduled = scheduled;
        this.method = method;
        this.store = FailureStore.of(PropertyMethod.idOf(type, method));
    }

    /** Calls the test's method. */
    @FunctionalInterface
    public interface Call {
        /** @param argument a {@link Run} or {@link Runs}, as the method's parameter asks */
        void with(Object argument) throws Throwable;
    }

    /** Which runs a parameter stands for, or null if it is none of ours. */
    public static @Nullable Scheduled scheduled(Parameter parameter) {
        return PropertyMethod.on(parameter);
    }

    /**
     * Checks the property.
     *
     * @param type the test's class, which may have inherited the method
     * @param parameter the method's parameter with {@link Scheduled}
     * @throws Throwable what a failed test throws: the text ends with the token and the line that replays it
     */
    public static void check(Class<?> type, Method method, Parameter parameter, Call call) throws Throwable {
        Scheduled scheduled = PropertyMethod.on(parameter);
        if (scheduled == null) {
            throw new IllegalArgumentException(parameter + " is no Run or Runs with @Scheduled");
        }
        new PropertyTest(scheduled, type, method).check(parameter.getType() == Runs.class, call);
    }

    private void check(boolean takesRuns, Call call) throws Throwable {
        PropertySearch search = PropertySearch.of(scheduled);
        PropertyBody body = takesRuns ? run -> call.with(Runs.of(search).with(run)) : call::with;
        ClassLoader loader = method.getDeclaringClass().getClassLoader();
        Falsified known = search.firstOf(List.of(scheduled.tokens()), "a run that @Scheduled names", loader, body);
        if (known != null) {
            throw known.error(PropertyMethod.reference(method));
        }
        for (String token : store.tokens()) {
            Falsified again = search.formerly(token, "a run that failed before", loader, body);
            if (again != null) {
                throw again.error(PropertyMethod.reference(method));
            }
            store.forget(token);
        }
        if (takesRuns) {
            checkRuns(search, body, call);
        } else {
            fail(search.first(body), body);
        }
    }

    private void checkRuns(PropertySearch search, PropertyBody body, Call call) throws Throwable {
        Runs runs = Runs.of(search);
        try {
            call.with(runs);
        } catch (RuntimeException | Error thrown) {
            Run failed = runs.failed().orElse(null);
            if (failed == null) {
                throw thrown;
            }
            fail(new Falsified(failed, thrown, runs.toString()), body);
        }
    }

    private void fail(@Nullable Falsified falsified, PropertyBody body) throws Throwable {
        if (falsified == null) {
            return;
        }
        Falsified shrunk = falsified.shrunk(body);
        store.remember(shrunk.run().token());
        Throwable error = shrunk.error(PropertyMethod.reference(method));
        if (error instanceof AssertionFailedError && error.getCause() == null) {
            error.setStackTrace(shrunk.thrown().getStackTrace());
        }
        throw error;
    }
}
