/**
 * Who picks: strategies, one small file each behind a three-method contract, and the exhaustive searches.
 *
 * <p>Imports {@code step}, {@code schedule}, {@code run}; knows no model. Read {@code Strategy}, then {@code RandomWalk}.
 */
package dev.gfpfuzz.search;
