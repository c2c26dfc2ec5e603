/**
 * What lies below a cache of disk blocks, as far as the models above need it: who completes submitted I/O, and what that
 * takes. A plain disk completes in interrupt context and needs nothing; a loop device completes through a kernel thread
 * that must allocate memory first.
 *
 * <table>
 * <caption>C function to class</caption>
 * <tr><td>{@code loop_queue_work}, {@code lo_rw_aio} (drivers/block/loop.c)</td><td>{@code LoopWorker}</td></tr>
 * <tr><td>a disk's interrupt</td><td>{@code DiskInterrupt}</td></tr>
 * </table>
 *
 * <p>Imports {@code step}, {@code kernel}, {@code model.fs}, {@code model.pagealloc}. Read {@code RequestSource} first.
 */
package dev.gfpfuzz.model.block;
