/**
 * Block cgroups as far as one bug needs them: a group that is looked up and created under the queue's spinlock, where an
 * allocation may not sleep.
 *
 * <table>
 * <caption>C function to class</caption>
 * <tr><td>{@code blkg_conf_prep, blkg_lookup_check, blkg_create} (block/blk-cgroup.c)</td><td>{@code BlkgConfPrep}</td></tr>
 * <tr><td>{@code struct request_queue}: {@code queue_lock}, {@code blkg_list}</td><td>{@code RequestQueue}</td></tr>
 * </table>
 *
 * <p>Imports {@code step}, {@code kernel}, {@code model.pagealloc}. Read {@code BlkgConfPrep}.
 */
package dev.gfpfuzz.model.blkcg;
