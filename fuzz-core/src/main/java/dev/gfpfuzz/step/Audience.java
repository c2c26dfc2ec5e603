package dev.gfpfuzz.step;

import java.util.ArrayList;
import java.util.List;

/**
 * The observers of a family of worlds, sorted by what they want to hear: most override one of the methods only and care
 * for few events.
 */
final class Audience {
    final Observer[] all;
    /** Those who override {@link Observer#afterStep}. */
    final Observer[] steppers;
    /** What each of them watches. */
    final long[] watched;
    /**
     * Those who override {@link Observer#on}, by the ordinal of the event: a coarse sieve, as events of different enums
     * share ordinals. The last is for all greater ordinals.
     */
    private final Observer[][] hearers;

    Audience(List<? extends Observer> observers) {
        all = observers.toArray(Observer[]::new);
        steppers = overriding("afterStep", World.class, Task.class).toArray(Observer[]::new);
        watched = new long[steppers.length];
        for (int i = 0; i < steppers.length; i++) {
            watched[i] = steppers[i].watches();
        }
        List<Observer> hearing = overriding("on", World.class, Event.class, Task.class, long.class, long.class);
        hearers = new Observer[greatestOrdinal(hearing) + 2][];
        for (int i = 0; i < hearers.length; i++) {
            int ordinal = i;
            hearers[i] = hearing.stream().filter(o -> hears(o, ordinal)).toArray(Observer[]::new);
        }
    }

    /** Those who may care for an event. */
    Observer[] hearers(Event event) {
        return hearers[Math.min(((Enum<?>) event).ordinal(), hearers.length - 1)];
    }

    private static int greatestOrdinal(List<Observer> hearing) {
        int greatest = -1;
        for (Observer o : hearing) {
            List<? extends Event> events = o.hears();
            if (events != null) {
                for (Event e : events) {
                    greatest = Math.max(greatest, ((Enum<?>) e).ordinal());
                }
            }
        }
        return greatest;
    }

    private static boolean hears(Observer o, int ordinal) {
        List<? extends Event> events = o.hears();
        return events == null || events.stream().anyMatch(e -> ((Enum<?>) e).ordinal() == ordinal);
    }

    private List<Observer> overriding(String method, Class<?>... parameters) {
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
        return found;
    }
}
