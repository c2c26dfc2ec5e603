/**
 * The half of a campaign that runs once: what to search, what was found, where it is kept, and the command line.
 *
 * <p>May import {@code workers} and {@code fuzz-core}.
 */
package dev.gfpfuzz.coordinator;
