/**
 * Executes one schedule of a subject and records what happened.
 *
 * <p>Imports {@code step}, {@code schedule}, {@code invariant}. Read {@code Runner} first.
 */
package dev.gfpfuzz.run;
