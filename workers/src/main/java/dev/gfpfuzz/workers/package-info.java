/**
 * The half of a campaign that runs on every machine: the wire protocol, its codec, and the actor that runs a shard.
 *
 * <p>May import {@code fuzz-core}, Akka and Kryo; knows nothing of the coordinator.
 */
package dev.gfpfuzz.workers;
