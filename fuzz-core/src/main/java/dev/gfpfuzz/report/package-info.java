/**
 * What a run was, told to people: the verdict, the swim lanes (text and SVG), why each task is blocked, the rule that was
 * broken and its cause, and how to replay.
 *
 * <p>{@code Recording} watches one run and yields a {@code Story}, which is data; everything else renders stories and
 * changes nothing. Texts are the same on every machine.
 *
 * <p>Imports everything below except {@code search}. Read {@code Explanation}, then {@code Story}.
 */
package dev.gfpfuzz.report;
