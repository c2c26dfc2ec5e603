/**
 * {@code mm/mempool.c}: a reserve of elements that guarantees progress. An allocation asks the page allocator first, takes
 * from the reserve next, and sleeps at most five seconds at a time for a freed element last.
 *
 * <table>
 * <caption>C function to class (4.17; other variants beside it)</caption>
 * <tr><td>{@code mempool_create}</td><td>{@code MempoolCreate}</td></tr>
 * <tr><td>{@code mempool_alloc}</td><td>{@code MempoolAlloc}; linux-next's bulk rewrite: {@code
 *     MempoolAllocBulk}</td></tr>
 * <tr><td>{@code mempool_alloc_from_pool} (linux-next)</td><td>{@code MempoolAllocFromPool}</td></tr>
 * <tr><td>{@code mempool_free}</td><td>{@code MempoolFree}</td></tr>
 * <tr><td>{@code mempool_resize}</td><td>{@code MempoolResize}</td></tr>
 * <tr><td>{@code mempool_destroy}</td><td>{@code MempoolDestroy}</td></tr>
 * </table>
 *
 * <p>Imports {@code step}, {@code kernel}, {@code model.pagealloc}. Read {@code Mempool}, then {@code MempoolAlloc}.
 */
package dev.gfpfuzz.model.mempool;
