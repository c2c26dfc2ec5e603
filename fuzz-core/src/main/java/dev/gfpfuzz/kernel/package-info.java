/**
 * The vocabulary that all models share and that behaves as the kernel's: allocation flags ({@link
 * dev.gfpfuzz.kernel.Gfp}), task flags, locks, wait queues, and {@link dev.gfpfuzz.kernel.Slot}, by which a profile
 * names the variant of each function.
 *
 * <p>Imports {@code step} only. Read {@code Mutex} and {@code WaitQueue} first.
 */
package dev.gfpfuzz.kernel;
