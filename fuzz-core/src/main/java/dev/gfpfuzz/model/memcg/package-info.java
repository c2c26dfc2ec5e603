/**
 * Memory cgroups as far as charging goes: one limit, and the small reclaim on its behalf, which frees the clean pages of one
 * file and may wait for those under writeback. A zone's {@code __GFP_ACCOUNT} requests, the precharge of a task move and the
 * pages of {@code ext4_writepages} all go through it.
 *
 * <table>
 * <caption>C function to class</caption>
 * <tr><td>{@code try_charge} (mm/memcontrol.c)</td><td>{@code TryCharge}</td></tr>
 * <tr><td>{@code memcg_kmem_charge} (mm/memcontrol.c)</td><td>{@code model.pagealloc.MemcgKmemCharge}</td></tr>
 * <tr><td>{@code uncharge_page} (mm/memcontrol.c)</td><td>{@code Uncharge}</td></tr>
 * <tr><td>{@code try_to_free_mem_cgroup_pages} (mm/vmscan.c)</td><td>{@code TryToFreeMemCgroupPages}</td></tr>
 * <tr><td>{@code shrink_page_list} (mm/vmscan.c), for a cgroup's limit</td><td>{@code MemcgShrinkPageList}</td></tr>
 * <tr><td>{@code ext4_writepages} (fs/ext4/inode.c)</td><td>{@code Ext4Writepages}</td></tr>
 * </table>
 *
 * <p>Imports {@code step}, {@code kernel}, {@code model.block}. Read {@code Memcg} first.
 */
package dev.gfpfuzz.model.memcg;
