/**
 * A user's own properties as a campaign's targets. They run in a child JVM with the user's class path, a heap and a time
 * limit of its own; one that hangs, ends the process or prints without end is a finding, and harms no worker.
 *
 * <p>Imports {@code fuzz-core}; no Akka, no Kryo. Read {@code PropertyTarget}, then {@code PropertyBench}, then {@code
 * PropertyJvm}.
 */
@NullMarked
package dev.gfpfuzz.workers.property;

import org.jspecify.annotations.NullMarked;
