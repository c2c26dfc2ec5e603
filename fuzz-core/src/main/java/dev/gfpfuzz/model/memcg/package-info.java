/**
 * Memory cgroups as far as one bug needs them: charging against a limit, and what reclaim for it does with pages under
 * writeback. The pages are those of one file.
 *
 * <table>
 * <caption>C function to class</caption>
 * <tr><td>{@code try_charge} (mm/memcontrol.c)</td><td>{@code TryCharge}</td></tr>
 * <tr><td>{@code uncharge_page} (mm/memcontrol.c)</td><td>{@code Uncharge}</td></tr>
 * <tr><td>{@code shrink_page_list} (mm/vmscan.c), for a cgroup's limit</td><td>{@code MemcgShrinkPageList}</td></tr>
 * <tr><td>{@code ext4_writepages} (fs/ext4/inode.c)</td><td>{@code Ext4Writepages}</td></tr>
 * </table>
 *
 * <p>Imports {@code step}, {@code kernel}, {@code model.block}. Read {@code Memcg} first.
 */
package dev.gfpfuzz.model.memcg;
