/**
 * Campaigns over several machines: the address and the keys of a node, the settings of its actor system, and the worker
 * that joins a coordinator, leaves it, and comes back when the network failed. Akka Cluster knows who is there and who is
 * gone; the messages are those of one JVM.
 *
 * <p>Imports {@code protocol}, {@code codec}, {@code worker}, Akka. Read {@code WorkerNode}, then {@code node.conf}, where
 * each setting says why it is what it is.
 */
@NullMarked
package dev.gfpfuzz.workers.cluster;

import org.jspecify.annotations.NullMarked;
