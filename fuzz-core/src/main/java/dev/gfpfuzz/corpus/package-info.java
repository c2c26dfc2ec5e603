/**
 * The historic bugs: each is a scenario ({@code bug-ID}) whose expectations name the shapes, and each shape is a profile
 * row of its own. Here they are listed with their origin, and run: the shape before the fix must be found, the one after
 * it must stay silent.
 *
 * <p>Imports {@code scenario}, {@code profile}, {@code search}, {@code shrink}. Read {@code Bug}, then {@code CorpusRun}.
 */
package dev.gfpfuzz.corpus;
