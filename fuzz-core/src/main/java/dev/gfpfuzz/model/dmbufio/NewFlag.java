package dev.gfpfuzz.model.dmbufio;

/** {@code drivers/md/dm-bufio.c, v4.17, enum new_flag}: how a buffer is asked for. */
public enum NewFlag {
    /** {@code dm_bufio_new}: the caller will fill it, nothing is read. */
    FRESH,
    /** {@code dm_bufio_read}. */
    READ,
    /** {@code dm_bufio_get}: only if it is cached. */
    GET,
    /** {@code dm_bufio_prefetch}: start reading, do not wait, do not sleep for a buffer. */
    PREFETCH
}
