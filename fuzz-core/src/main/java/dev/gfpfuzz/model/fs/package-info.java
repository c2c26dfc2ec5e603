/**
 * A filesystem as far as the bugs of memory reclaim need one: a lock that its callers hold while they allocate, and that
 * whoever writes to one of its files needs; and dirty pages, for whose writing it must allocate.
 *
 * <table>
 * <caption>C function to class</caption>
 * <tr><td>{@code inode_lock}, {@code inode_unlock} (include/linux/fs.h)</td><td>{@code InodeLock}, {@code
 * InodeUnlock}</td></tr>
 * <tr><td>{@code do_writepages} (mm/page-writeback.c)</td><td>{@code DoWritepages}</td></tr>
 * <tr><td>a filesystem's {@code writepages}</td><td>{@code Writepages}</td></tr>
 * <tr><td>{@code vfs_fsync} (fs/sync.c), {@code generic_shutdown_super} (fs/super.c)</td><td>{@code
 * SyncFilesystem}</td></tr>
 * </table>
 *
 * <p>Imports {@code step}, {@code kernel}, {@code model.pagealloc}. Read {@code Filesystem} first.
 */
package dev.gfpfuzz.model.fs;
