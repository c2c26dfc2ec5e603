package dev.gfpfuzz.step;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class AudienceTest {
    private enum Bell implements Event {
        RINGS,
        STOPS;

        @Override
        public String describe(World w, Task task, long a, long b) {
            return "hears the bell";
        }
    }

    /** Its first constant has the ordinal of the bell's. */
    private enum Horn implements Event {
        SOUNDS,
        ECHOES,
        FADES,
        DIES;

        @Override
        public String describe(World w, Task task, long a, long b) {
            return "hears the horn";
        }
    }

    private record Ear(String name, @Nullable List<Event> hears) implements Observer {
        @Override
        public void on(World w, Event event, Task task, long a, long b) {}
    }

    private record Eye(String name) implements Observer {
        @Override
        public void afterStep(World w, Task task) {}
    }

    private static final Audience AUDIENCE = new Audience(List.of(
            new Ear("horn", List.of(Horn.SOUNDS, Horn.ECHOES)),
            new Eye("eye"),
            new Ear("all", null),
            new Ear("bell", List.of(Bell.RINGS, Bell.RINGS)),
            new Ear("both", List.of(Bell.RINGS, Horn.SOUNDS)),
            new Ear("none", List.of()),
            new Ear("more", null)));

    private static String heardBy(Event event) {
        return String.join(
                " ",
                Arrays.stream(AUDIENCE.hearers(event))
                        .map(o -> ((Ear) o).name())
                        .toList());
    }

    @Test
    void thoseWhoAskedAndThoseWhoHearEverythingInTheirOrder() {
        assertEquals("horn all both more", heardBy(Horn.SOUNDS));
        assertEquals(
                "all bell both more", heardBy(Bell.RINGS), "with the ordinal of the one before, and asked for twice");
        assertEquals("horn all more", heardBy(Horn.ECHOES));
    }

    @Test
    void whatNobodyAskedForIsHeardByThoseWhoHearEverything() {
        assertEquals("all more", heardBy(Bell.STOPS), "with the ordinal of one that is asked for");
        assertEquals("all more", heardBy(Horn.FADES), "with a greater ordinal than all that are");
        assertEquals("all more", heardBy(Horn.DIES), "with a greater one still");
    }

    @Test
    void anAudienceOfNobody() {
        assertEquals(0, new Audience(List.of()).hearers(Bell.RINGS).length);
    }
}
