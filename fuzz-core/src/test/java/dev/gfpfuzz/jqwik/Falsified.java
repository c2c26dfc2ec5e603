package dev.gfpfuzz.jqwik;

import dev.gfpfuzz.property.PropertyFailedError;
import net.jqwik.api.lifecycle.AroundPropertyHook;
import net.jqwik.api.lifecycle.PropertyExecutionResult;
import net.jqwik.api.lifecycle.PropertyExecutor;
import net.jqwik.api.lifecycle.PropertyLifecycleContext;

/** Around a property that must not hold: some run breaks an invariant. */
final class Falsified implements AroundPropertyHook {
    @Override
    public PropertyExecutionResult aroundProperty(PropertyLifecycleContext context, PropertyExecutor property) {
        PropertyExecutionResult result = property.execute();
        boolean broken =
                result.throwable().filter(PropertyFailedError.class::isInstance).isPresent();
        return broken
                ? result.mapToSuccessful()
                : result.mapToFailed("The property was to be falsified by a run that breaks an invariant, and ended "
                        + result.status() + " after " + result.countTries() + " tries: " + result.throwable());
    }
}
