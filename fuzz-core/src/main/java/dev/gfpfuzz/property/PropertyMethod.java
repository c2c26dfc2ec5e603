package dev.gfpfuzz.property;

import dev.gfpfuzz.text.BadInputException;
import java.lang.annotation.Annotation;
import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.Parameter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.opentest4j.AssertionFailedError;

/**
 * A method that states a property, called without its test engine: it has one parameter, of type {@link Run} or {@link
 * Runs}, with {@link Scheduled}. Each call gets a fresh instance of its class; set-up methods of test engines are not
 * called.
 */
final class PropertyMethod {
    private final Method method;
    private final Constructor<?> constructor;
    private final Scheduled scheduled;
    private final boolean takesRuns;

    private final Class<?> type;

    private PropertyMethod(Class<?> type, Method method) {
        this.type = type;
        this.method = method;
        this.scheduled = method.getParameters()[0].getAnnotation(Scheduled.class);
        this.takesRuns = method.getParameterTypes()[0] == Runs.class;
        try {
            constructor = type.getDeclaredConstructor();
        } catch (NoSuchMethodException e) {
            throw new BadInputException(
                    "Class " + type.getName()
                            + " has no constructor without parameters; its properties can be called by their test engine only.");
        }
        constructor.setAccessible(true);
        method.setAccessible(true);
    }

    /** Every property of a class, by name. */
    static List<PropertyMethod> allOf(Class<?> type) {
        List<Method> all = methods(type);
        for (int i = 1; i < all.size(); i++) {
            if (all.get(i).getName().equals(all.get(i - 1).getName())) {
                throw new BadInputException("Class " + type.getName() + " has several properties named "
                        + all.get(i).getName() + "; outside of their test engine names have to tell them apart.");
            }
        }
        return all.stream().map(m -> checked(type, m)).toList();
    }

    /** @throws BadInputException if the class has none of that name; the message names those it has */
    static PropertyMethod named(Class<?> type, String name) {
        List<Method> all = methods(type);
        return all.stream()
                .filter(m -> m.getName().equals(name))
                .findFirst()
                .map(m -> checked(type, m))
                .orElseThrow(() -> BadInputException.unknown(
                        "property of " + type.getSimpleName(),
                        name,
                        all.stream().map(Method::getName).toList()));
    }

    private static List<Method> methods(Class<?> type) {
        List<Method> found = new ArrayList<>();
        Set<String> overridden = new LinkedHashSet<>();
        for (Class<?> c = type; c != null; c = c.getSuperclass()) {
            for (Method m : c.getDeclaredMethods()) {
                String signature = m.getName() + Arrays.toString(m.getParameterTypes());
                if (!m.isBridge()
                        && !m.isSynthetic()
                        && overridden.add(signature)
                        && Stream.of(m.getParameters()).anyMatch(p -> p.isAnnotationPresent(Scheduled.class))) {
                    found.add(m);
                }
            }
        }
        found.sort(Comparator.comparing(Method::getName));
        if (found.isEmpty()) {
            throw new BadInputException(
                    "Class " + type.getName()
                            + " has no property: a property is a method with a parameter of type Run or Runs that has @Scheduled.");
        }
        return found;
    }

    private static PropertyMethod checked(Class<?> type, Method m) {
        Parameter[] parameters = m.getParameters();
        Class<?> takes = parameters[0].getType();
        if (parameters.length != 1
                || takes != Run.class && takes != Runs.class
                || Modifier.isStatic(m.getModifiers())) {
            throw new BadInputException("Property " + m.getDeclaringClass().getName() + "." + m.getName()
                    + " cannot run outside of its test engine: that takes one parameter, of type Run or Runs, and no"
                    + " static method.");
        }
        return new PropertyMethod(type, m);
    }

    /** Which runs a parameter stands for, or null if it is not ours. */
    static @org.jspecify.annotations.Nullable Scheduled on(Parameter p) {
        for (Annotation a : p.getAnnotations()) {
            if (a instanceof Scheduled s && (p.getType() == Run.class || p.getType() == Runs.class)) {
                return s;
            }
        }
        return null;
    }

    String name() {
        return method.getName();
    }

    /** The key of its remembered failures: {@code com.acme.LockProperties#noLostWakeUp}. */
    String id() {
        return idOf(type, method);
    }

    static String idOf(Class<?> type, Method m) {
        return type.getName() + "#" + m.getName();
    }

    /** Class and method as code: {@code LockProperties.class, "noLostWakeUp"}. */
    static String reference(Method m) {
        String name = m.getDeclaringClass().getName();
        int nested = name.lastIndexOf('.') + 1;
        return name.substring(nested).replace('$', '.') + ".class, \"" + m.getName() + "\"";
    }

    String reference() {
        return reference(method);
    }

    Scheduled scheduled() {
        return scheduled;
    }

    boolean takesRuns() {
        return takesRuns;
    }

    /** Calls the method with one run. */
    void judge(Run run) throws Throwable {
        PropertySearch search = new PropertySearch(
                new RunFamily.Single(run.source()), "random", 0, 1, dev.gfpfuzz.run.Runner.STEPS_MAX);
        call(takesRuns ? Runs.of(search).with(run) : run);
    }

    /** @param argument what the method takes */
    void call(Object argument) throws Throwable {
        Object result;
        try {
            result = method.invoke(constructor.newInstance(), argument);
        } catch (InvocationTargetException e) {
            throw e.getCause();
        }
        if (Boolean.FALSE.equals(result)) {
            throw new AssertionFailedError("Property " + name() + " returned false.");
        }
    }
}
