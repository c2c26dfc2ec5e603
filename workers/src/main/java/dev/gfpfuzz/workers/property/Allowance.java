package dev.gfpfuzz.workers.property;

import java.time.Duration;

/**
 * What a child may use.
 *
 * @param heapMegabytes its heap
 * @param start until it is ready
 * @param body for one call of a property's body
 * @param answer for everything between two calls of a body
 * @param outputBytes that it may print past its own count, from one command to the next
 */
public record Allowance(int heapMegabytes, Duration start, Duration body, Duration answer, long outputBytes) {
    /** What is enough for any property that makes sense. */
    public static final Allowance STANDARD =
            new Allowance(512, Duration.ofSeconds(60), Duration.ofSeconds(10), Duration.ofSeconds(120), 64L << 20);
}
