package dev.gfpfuzz.step;

import java.util.ArrayList;
import java.util.List;

/** The observers of a family of worlds, sorted by what they want to hear: most override one of the methods only. */
final class Audience {
    final Observer[] all;
    /** Those who override {@link Observer#on}. */
    final Observer[] hearers;
    /** Those who override {@link Observer#afterStep}. */
    final Observer[] steppers;

    Audience(List<? extends Observer> observers) {
        all = observers.toArray(Observer[]::new);
        hearers = overriding("on", World.class, Event.class, Task.class, long.class, long.class);
        steppers = overriding("afterStep", World.class, Task.class);
    }

    List<Observer> all() {
        return List.of(all);
    }

    private Observer[] overriding(String method, Class<?>... parameters) {
        List<Observer> found = new ArrayList<>();
        for (Observer o : all) {
            try {
                if (o.getClass().getMethod(method, parameters).getDeclaringClass() != Observer.class) {
                    found.add(o);
                }
            } catch (NoSuchMethodException e) {
                throw new AssertionError(e);
            }
        }
        return found.toArray(Observer[]::new);
    }
}
