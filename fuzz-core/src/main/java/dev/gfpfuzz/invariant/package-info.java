/**
 * Properties, one class each: kind, source, the check, the failure sentence. Observers only: they never steer, and what
 * they must remember about a run is a ghost part of the world, so that exhaustive search sees it. A {@code
 * Counterfactual} compares a run that has ended with others that follow its schedule.
 *
 * <p>Imports {@code step}, {@code kernel}, {@code model.*}. Read {@code Invariant}, then {@code NoLostFreedBuffer};
 * {@code Invariants} lists them all.
 */
package dev.gfpfuzz.invariant;
