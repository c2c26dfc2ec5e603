/**
 * Runs one shard, purely: the same {@link dev.gfpfuzz.workers.shard.ShardSpec} gives the same
 * {@link dev.gfpfuzz.workers.shard.ShardResult}, whoever runs it, however often.
 *
 * <p>Imports {@code fuzz-core} only: no Akka, no Kryo, no clock. Read {@code ShardSpec}, then {@code ShardRunner}.
 */
@NullMarked
package dev.gfpfuzz.workers.shard;

import org.jspecify.annotations.NullMarked;
