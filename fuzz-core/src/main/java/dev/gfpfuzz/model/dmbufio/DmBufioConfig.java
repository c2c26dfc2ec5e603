package dev.gfpfuzz.model.dmbufio;

import dev.gfpfuzz.kernel.Ticks;

/**
 * A client's fixed numbers.
 *
 * @param reservedBuffers {@code dm_bufio_client_create}'s reserve, 0..8 buffers
 * @param buffersMax numbers available for buffers, reserve included, 1..16
 * @param limitBuffers the client's share of the cache at the start: buffers above which the watermark evicts
 * @param minimumBuffers {@code c->minimum_buffers}: what the share never falls below; 8 in the kernel
 * @param retainBuffers {@code get_retain_buffers}: cached buffers that reclaim and cleanup leave alone
 * @param maxAgeSeconds {@code dm_bufio_max_age}: how long the cleanup leaves a buffer alone
 * @param cleanups how many times the cleanup work runs, every 30 seconds; the kernel's never ends
 * @param ioErrors whether completions may report an error
 * @param vmalloc whether blocks are vmalloc areas, which need a page table
 * @param noSleep {@code DM_BUFIO_CLIENT_NO_SLEEP}: the lock is a spinlock where the row knows that
 * @param loop whether the device is a loop device, which needs memory to complete I/O
 */
public record DmBufioConfig(
        int reservedBuffers,
        int buffersMax,
        int limitBuffers,
        int minimumBuffers,
        int retainBuffers,
        int maxAgeSeconds,
        int cleanups,
        boolean ioErrors,
        boolean vmalloc,
        boolean noSleep,
        boolean loop) {
    long maxAgeTicks() {
        return Ticks.seconds(maxAgeSeconds);
    }
}
