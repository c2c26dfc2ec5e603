package dev.gfpfuzz.step;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The observers of a family of worlds, sorted by what they want to hear and see: most override one of the methods only,
 * care for few events, and watch few parts.
 */
final class Audience {
    /** Most observers: sets of them are one long. */
    static final int MAX = Long.SIZE;

    private static final ClassValue<Boolean> SEES = overriding("afterStep", World.class, Task.class);
    private static final ClassValue<Boolean> HEARS =
            overriding("on", World.class, Event.class, Task.class, long.class, long.class);

    final Observer[] all;
    /** For each component, numbered as the bits of {@link World#touched()}: those who watch it, a bit each. */
    final long[] watchers = new long[World.PARTS_MAX + World.TASKS_MAX];
    /** Those who want to see a part whenever it was touched, not only when it changed. */
    private long always;
    /** By the ordinal of the event, which events of different enums share. The last is for all greater ordinals. */
    private final Row[] rows;

    /** Who hears an event; a list of those that share an ordinal. Its last entry has no event: it is for all others. */
    private record Row(
            @Nullable Event event,
            Observer[] hearers,
            @Nullable Row next) {}

    Audience(List<? extends Observer> observers) {
        if (observers.size() > MAX) {
            throw new IllegalArgumentException(observers.size() + " observers; a world has at most " + MAX);
        }
        all = observers.toArray(new Observer[0]);
        for (int i = 0; i < all.length; i++) {
            if (SEES.get(all[i].getClass())) {
                addWatcher(i, all[i]);
            }
        }
        List<Observer> ofAll = new ArrayList<>();
        Map<Event, List<Observer>> ofEach = hearers(ofAll);
        int greatest = -1;
        for (Event e : ofEach.keySet()) {
            greatest = Math.max(greatest, ordinal(e));
        }
        rows = new Row[greatest + 2];
        Arrays.fill(rows, new Row(null, ofAll.toArray(new Observer[0]), null));
        ofEach.forEach((e, hearers) -> {
            int at = ordinal(e);
            rows[at] = new Row(e, hearers.toArray(new Observer[0]), rows[at]);
        });
    }

    /**
     * Who hears each event that somebody asked for, in their order.
     *
     * @param ofAll receives those who hear every event
     */
    private Map<Event, List<Observer>> hearers(List<Observer> ofAll) {
        Map<Event, List<Observer>> ofEach = new LinkedHashMap<>();
        for (Observer o : all) {
            if (!HEARS.get(o.getClass())) {
                continue;
            }
            List<? extends Event> asked = o.hears();
            if (asked == null) {
                ofAll.add(o);
                ofEach.values().forEach(hearers -> hearers.add(o));
            } else {
                for (Event e : new LinkedHashSet<>(asked)) {
                    ofEach.computeIfAbsent(e, first -> new ArrayList<>(ofAll)).add(o);
                }
            }
        }
        return ofEach;
    }

    private void addWatcher(int number, Observer o) {
        long bit = 1L << number;
        for (int i = 0; i < watchers.length; i++) {
            watchers[i] |= (o.watches() >>> i & 1) != 0 ? bit : 0;
        }
        always |= o.changesOnly() ? 0 : bit;
    }

    /** Those who care for an event. */
    Observer[] hearers(Event event) {
        Row row = rows[Math.min(ordinal(event), rows.length - 1)];
        while (row.event != event && row.next != null) {
            row = row.next;
        }
        return row.hearers;
    }

    private static int ordinal(Event event) {
        return ((Enum<?>) event).ordinal();
    }

    /** Who wants to see the end of a step that touched these components, a bit each; bit i is number i of {@link #all}. */
    long due(long touched, Part[] parts) {
        long due = 0;
        for (long rest = touched; rest != 0; rest &= rest - 1) {
            int i = Long.numberOfTrailingZeros(rest);
            due |= i < World.PARTS_MAX ? watchers[i] & (parts[i].unread | always) : watchers[i];
        }
        return due;
    }

    /** Whether observers of a class do more than nothing in a method; looked up once, as an audience is made for every run. */
    private static ClassValue<Boolean> overriding(String method, Class<?>... parameters) {
        return new ClassValue<>() {
            @Override
            protected Boolean computeValue(Class<?> type) {
                try {
                    return type.getMethod(method, parameters).getDeclaringClass() != Observer.class;
                } catch (NoSuchMethodException e) {
                    throw new AssertionError(e);
                }
            }
        };
    }
}
