/**
 * Campaigns on actors: the coordinator, which leases work and merges results, and the way to run a whole campaign in one
 * JVM without opening a socket; and exhaustive searches whose subtrees are leased ({@code LeasedSubtrees}). The rules are
 * in {@code campaign}; here messages become events.
 *
 * <p>Imports everything of the coordinator but {@code cli}. Read {@code Campaigns}, the entrance, then
 * {@code CoordinatorActor}.
 */
@NullMarked
package dev.gfpfuzz.coordinator.actor;

import org.jspecify.annotations.NullMarked;
