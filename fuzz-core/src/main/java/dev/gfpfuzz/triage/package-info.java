/**
 * The triage of 18 June 2018 recomputed by running it: every call site of a catalogue against every kind of pressure,
 * with the counterfactual runs that tell a flag's fault from a shortage.
 *
 * <p>Imports {@code scenario}, {@code model.callers}, {@code run}, {@code schedule}, {@code search}. Read {@code Triage}.
 */
package dev.gfpfuzz.triage;
