package dev.gfpfuzz.property;

import java.lang.reflect.Method;
import java.util.stream.Stream;

/** Annotations for tests, written where Java lets one write them. */
final class Annotations {
    private Annotations() {}

    static Scheduled scheduled(String name) {
        return method(name).getParameters()[0].getAnnotation(Scheduled.class);
    }

    static Method method(String name) {
        return Stream.of(Annotations.class.getDeclaredMethods())
                .filter(m -> m.getName().equals(name))
                .findFirst()
                .orElseThrow();
    }

    static void twoReaders(@Scheduled(scenario = "two-readers") Run run) {}

    static void mutant(@Scheduled(scenario = "two-readers", profile = "mut_renoio") Run run) {}

    static void mutantRuns(@Scheduled(scenario = "two-readers", profile = "mut_renoio", schedules = 500) Runs runs) {}

    static void nothing(@Scheduled Run run) {}

    static void model(@Scheduled(model = TwoLocks.class) Run run) {}
}
