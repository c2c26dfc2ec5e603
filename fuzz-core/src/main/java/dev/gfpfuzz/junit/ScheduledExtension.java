package dev.gfpfuzz.junit;

import dev.gfpfuzz.property.PropertyTest;
import java.lang.reflect.Method;
import java.lang.reflect.Parameter;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.ExtensionConfigurationException;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.InvocationInterceptor;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.junit.jupiter.api.extension.ReflectiveInvocationContext;
import org.junit.platform.commons.support.ReflectionSupport;

/** Calls a test once for each run. Other parameters are resolved by others, once. */
public final class ScheduledExtension implements ParameterResolver, InvocationInterceptor {
    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext extension) {
        return PropertyTest.scheduled(parameter.getParameter()) != null;
    }

    /** Null: the parameter gets its values when the test is called. */
    @Override
    public @Nullable Object resolveParameter(ParameterContext parameter, ExtensionContext extension) {
        return null;
    }

    @Override
    public void interceptTestMethod(
            Invocation<Void> invocation, ReflectiveInvocationContext<Method> context, ExtensionContext extension)
            throws Throwable {
        Method method = context.getExecutable();
        Parameter[] parameters = method.getParameters();
        int ours = -1;
        for (int i = 0; i < parameters.length; i++) {
            if (PropertyTest.scheduled(parameters[i]) != null) {
                if (ours >= 0) {
                    throw new ExtensionConfigurationException(
                            "Test " + method.getName() + " has two parameters with @Scheduled; it takes one.");
                }
                ours = i;
            }
        }
        if (ours < 0) {
            throw new ExtensionConfigurationException("Test " + method.getName()
                    + " has no parameter of type Run or Runs with @Scheduled; a @ScheduledTest needs one.");
        }
        Object[] arguments = context.getArguments().toArray();
        Optional<Object> target = context.getTarget();
        int index = ours;
        invocation.skip();
        PropertyTest.check(extension.getRequiredTestClass(), method, parameters[ours], argument -> {
            arguments[index] = argument;
            ReflectionSupport.invokeMethod(method, target.orElse(null), arguments);
        });
    }
}
