/**
 * {@code drivers/md/dm-bufio.c}: a cache of disk blocks with a reserve of buffers, one lock a client, and the rule that
 * a task woken for a freed buffer must look for it before it drops the lock.
 *
 * <table>
 * <caption>C function to class (4.17; other variants beside it)</caption>
 * <tr><td>{@code dm_bufio_read, _get, _new}</td><td>{@code NewRead}</td></tr>
 * <tr><td>{@code dm_bufio_prefetch}</td><td>{@code Prefetch}</td></tr>
 * <tr><td>{@code __bufio_new}</td><td>{@code BufioNew}</td></tr>
 * <tr><td>{@code __alloc_buffer_wait_no_callback}</td><td>{@code AllocBufferWaitNoCallback}; 3.2 to 4.9: {@code
 *     AllocBufferWaitNoioUnderLock}; 9ea61cac0 alone: {@code AllocBufferWaitNowait}</td></tr>
 * <tr><td>{@code alloc_buffer}, {@code map_vm_area}</td><td>{@code AllocBuffer}, {@code MapVmArea}</td></tr>
 * <tr><td>{@code __wait_for_free_buffer}</td><td>{@code WaitForFreeBuffer}</td></tr>
 * <tr><td>{@code __get_unclaimed_buffer}</td><td>{@code GetUnclaimedBuffer}</td></tr>
 * <tr><td>{@code __make_buffer_clean}</td><td>{@code MakeBufferClean}</td></tr>
 * <tr><td>{@code __write_dirty_buffer}</td><td>{@code WriteDirtyBuffer}</td></tr>
 * <tr><td>{@code __write_dirty_buffers_async}</td><td>{@code WriteDirtyBuffersAsync}</td></tr>
 * <tr><td>{@code dm_bufio_write_dirty_buffers[_async]}</td><td>{@code WriteDirtyBuffers}</td></tr>
 * <tr><td>{@code __check_watermark}</td><td>{@code CheckWatermark}; 6.1: {@code CheckWatermarkRatio}</td></tr>
 * <tr><td>{@code __get_memory_limit}</td><td>{@code GetMemoryLimit}, over {@code DmBufioModule}</td></tr>
 * <tr><td>{@code dm_bufio_release}</td><td>{@code Release}</td></tr>
 * <tr><td>{@code dm_bufio_mark_buffer_dirty}</td><td>{@code MarkBufferDirty}</td></tr>
 * <tr><td>{@code dm_bufio_forget}</td><td>{@code Forget}</td></tr>
 * <tr><td>{@code dm_bufio_release_move}</td><td>{@code ReleaseMove}</td></tr>
 * <tr><td>{@code work_fn, cleanup_old_buffers, __evict_old_buffers}</td><td>{@code CleanupWork}, {@code
 *     CleanupOldBuffers}, {@code EvictOldBuffers}</td></tr>
 * <tr><td>{@code dm_bufio_shrink_count}</td><td>{@code ShrinkCountUnlocked}; 3.10: {@code ShrinkCountLocked}</td></tr>
 * <tr><td>{@code dm_bufio_shrink_scan, __scan}</td><td>{@code ShrinkScan}; 6.1: {@code ShrinkScanQueued}, {@code
 *     ShrinkWork}</td></tr>
 * <tr><td>{@code __try_evict_buffer}</td><td>{@code TryEvictBuffer}</td></tr>
 * <tr><td>{@code dm_bufio_client_create, _destroy}</td><td>{@code DmBufio}, {@code DmBufioClientDestroy}</td></tr>
 * <tr><td>{@code read_endio, write_endio}</td><td>{@code DmBufioClient.endio}, called by {@code model.block}</td></tr>
 * </table>
 *
 * <p>Imports {@code step}, {@code kernel}, {@code model.pagealloc}, {@code model.block}. Read {@code DmBufioClient}, then {@code
 * AllocBufferWaitNoCallback}.
 */
package dev.gfpfuzz.model.dmbufio;
