/**
 * The worker: a thin actor around {@code workers.shard.Workbench}. It asks for work, has it done on a thread of its own,
 * and says what came of it.
 *
 * <p>Imports {@code protocol}, {@code shard}, {@code codec}, Akka. Read {@code WorkerActor}.
 */
@NullMarked
package dev.gfpfuzz.workers.worker;

import org.jspecify.annotations.NullMarked;
