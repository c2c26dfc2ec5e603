/**
 * A scenario is one page: shared objects, tasks as short programs of kernel operations, expectations. Here are its data
 * ({@link dev.gfpfuzz.scenario.Scenario}), the words it may use ({@link dev.gfpfuzz.scenario.Vocabulary}), its text form,
 * and how it becomes a world.
 *
 * <p>Imports {@code step}, {@code kernel}, {@code model.*}, {@code profile}, {@code invariant}, {@code run}. Read {@code
 * Scenario}, then {@code Vocabulary}.
 */
package dev.gfpfuzz.scenario;
