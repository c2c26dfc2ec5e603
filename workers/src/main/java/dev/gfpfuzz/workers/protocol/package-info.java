/**
 * What the coordinator and the workers say to each other: a record per message.
 *
 * <pre>
 *   worker                                coordinator
 *     | -- Hello(worker, version, build, ref)> |   refused with Goodbye when the versions or builds differ
 *     | -- WantWork(worker, last) -----------> |   both again every few seconds while there is nothing to do
 *     | <------------- Lease(lease, job) ----- |   at once, or as soon as there is work
 *     | -- Working(worker, lease) -----------> |   every few seconds; renews the lease
 *     | -- ShardDone / ShrinkDone /            |
 *     |    SpaceSearched / SubtreeSearched /  |
 *     |    JobFailed ------------------------> |   names the lease; one that ran out counts for nothing
 *     | -- WantWork(worker, last) -----------> |
 *     | <------------- Cancel(lease) --------- |   the campaign stops: the job is dropped, nothing is sent
 *     | -- Leaving(worker, sentence) --------> |   the worker was asked to stop; its leases go back
 *     | <------------- Goodbye(why, sentence)- |   the worker ends
 * </pre>
 *
 * <p>Any message may be lost or come twice: a worker that asks for work although it holds a lease has lost the answer,
 * a lease that is not renewed runs out, and a shard is counted once whatever arrives. Messages do not know how they are encoded; see {@code workers.codec}.
 *
 * <p>Imports {@code workers.shard}. Read {@code ToCoordinator} and {@code ToWorker}.
 */
@NullMarked
package dev.gfpfuzz.workers.protocol;

import org.jspecify.annotations.NullMarked;
