package dev.gfpfuzz.model.dmbufio;

/**
 * A client's fixed numbers.
 *
 * @param reservedBuffers {@code dm_bufio_client_create}'s reserve, 0..8 buffers
 * @param buffersMax numbers available for buffers, reserve included, 1..16
 * @param limitBuffers {@code __get_memory_limit}: buffers above which the watermark evicts
 * @param retainBuffers {@code get_retain_buffers}: cached buffers that reclaim leaves alone
 * @param ioErrors whether completions may report an error
 */
public record DmBufioConfig(
        int reservedBuffers, int buffersMax, int limitBuffers, int retainBuffers, boolean ioErrors) {}
