package dev.gfpfuzz.coordinator.actor;

import java.util.ArrayDeque;
import java.util.Deque;

/** Steps per second over the last few seconds. */
final class Rate {
    private static final double WINDOW_SECONDS = 5;

    private record Sample(double seconds, long steps) {}

    private final Deque<Sample> samples = new ArrayDeque<>();

    /** The rate up to now, 0 while there is nothing to compare with. */
    double of(double seconds, long steps) {
        samples.addLast(new Sample(seconds, steps));
        while (seconds - samples.getFirst().seconds() > WINDOW_SECONDS) {
            samples.removeFirst();
        }
        Sample first = samples.getFirst();
        return seconds > first.seconds() ? (steps - first.steps()) / (seconds - first.seconds()) : 0;
    }
}
