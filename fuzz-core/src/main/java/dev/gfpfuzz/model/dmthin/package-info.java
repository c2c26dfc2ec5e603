/**
 * dm-thin as far as one bug needs it: who holds the pool's root lock while the metadata's cache is destroyed, and who needs
 * that lock while shrinkers run.
 *
 * <table>
 * <caption>C function to class</caption>
 * <tr><td>{@code dm_pool_abort_metadata} (drivers/md/dm-thin-metadata.c)</td><td>{@code AbortMetadata}</td></tr>
 * <tr><td>{@code shrink_slab, thin_map} (mm/vmscan.c, drivers/md/dm-thin.c)</td><td>{@code EvictInode}</td></tr>
 * </table>
 *
 * <p>Imports {@code step} and {@code kernel}. Read {@code AbortMetadata}.
 */
package dev.gfpfuzz.model.dmthin;
