/**
 * Call sites of the page allocator as data for one interpreter: a chain of attempts, and what becomes of the operation
 * when all have failed. The catalogue of the June 2018 triage (Linux 4.18-rc) is the resource {@code callsites.txt}.
 *
 * <p>Imports {@code step}, {@code kernel}, {@code model.pagealloc}. Read {@code CallSite}, then {@code CallChain} (the
 * interpreter's frame); {@code CallSiteParser} documents the catalogue's format.
 */
package dev.gfpfuzz.model.callers;
