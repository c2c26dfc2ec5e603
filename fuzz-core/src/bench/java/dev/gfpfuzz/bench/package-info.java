/** Benchmarks: schedules and states per second. Results and how to read them: {@code docs/benchmarks.md}. */
package dev.gfpfuzz.bench;
