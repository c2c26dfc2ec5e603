/**
 * Users of mempools that got the rules of pools wrong once: small models of the code around the pool, each with the shape
 * before and after its fix.
 *
 * <table>
 * <caption>C function to class</caption>
 * <tr><td>{@code crypt_alloc_buffer} (drivers/md/dm-crypt.c)</td><td>{@code CryptAllocBuffer}</td></tr>
 * <tr><td>{@code dm_kcopyd_copy, split_job, do_work} (drivers/md/dm-kcopyd.c)</td><td>{@code KcopydCopy, KcopydWorker}</td></tr>
 * <tr><td>{@code bio_post_read_processing} (fs/ext4/readpage.c)</td><td>{@code PostRead}</td></tr>
 * <tr><td>{@code rpc_malloc}, {@code call_allocate} (net/sunrpc)</td><td>{@code RpcCall, RpcWorker}</td></tr>
 * <tr><td>{@code md_write_start, md_update_sb} (drivers/md/md.c)</td><td>{@code MdWrite, MdThread}</td></tr>
 * <tr><td>{@code bio_alloc_bioset, bio_alloc_rescue} (block/bio.c)</td><td>{@code MapWithSplits, Rescuer}</td></tr>
 * <tr><td>{@code start_copy} (drivers/md/dm-snap.c)</td><td>{@code SnapshotWrite, JobCompleter}</td></tr>
 * <tr><td>{@code swap_writepage, clone_bio, clone_endio} (mm/page_io.c, drivers/md/dm.c)</td><td>{@code SwapWritepage,
 * JobCompleter}</td></tr>
 * <tr><td>{@code sbq_wake_up} (lib/sbitmap.c)</td><td>{@code SbqWakeUp}</td></tr>
 * </table>
 *
 * <p>Imports {@code step}, {@code kernel}, {@code model.mempool}. Read {@code PostRead} first, the smallest; {@code
 * PoolUserVariants} lists the shapes.
 */
package dev.gfpfuzz.model.poolusers;
