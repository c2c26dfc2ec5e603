/**
 * A user's properties in a process of their own, for campaigns: what they print, how long they take, whether they end the
 * process is their business and no worker's. {@code ChildMain} reads commands from its standard input, one a line, and
 * answers in lines of its standard output that are told apart from whatever else is printed there.
 *
 * <p>Started by the module workers, with the user's class path. Imports {@code property} and what that imports. Read
 * {@code ChildMain}, then {@code Line}.
 */
@NullMarked
package dev.gfpfuzz.property.child;

import org.jspecify.annotations.NullMarked;
