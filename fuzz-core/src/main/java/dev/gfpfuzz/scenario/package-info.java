/**
 * A scenario is one page: shared objects, tasks as short programs of kernel operations, expectations. Here are its data
 * ({@link dev.gfpfuzz.scenario.Scenario}), the words it may use ({@link dev.gfpfuzz.scenario.Vocabulary}), its text form
 * ({@link dev.gfpfuzz.scenario.ScenarioParser}), the built-in and the generated ones, and how it becomes a world. With a
 * profile and what a shrinker took out it is a {@link dev.gfpfuzz.scenario.Case}, with a schedule a {@link
 * dev.gfpfuzz.scenario.Token}.
 *
 * <p>Imports {@code step}, {@code kernel}, {@code model.*}, {@code profile}, {@code invariant}, {@code run}, {@code
 * schedule}, {@code text}. Read {@code Scenario}, then {@code Vocabulary}.
 */
package dev.gfpfuzz.scenario;
