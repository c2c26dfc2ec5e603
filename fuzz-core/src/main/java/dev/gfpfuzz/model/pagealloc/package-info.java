/**
 * The page allocator behind a model: the interface that every user of pages sees, and the <em>oracle allocator</em>,
 * whose answers are any that the kernel's rules allow for the mask.
 *
 * <p>Imports {@code step} and {@code kernel}. Read {@code PageAllocator} first.
 */
package dev.gfpfuzz.model.pagealloc;
