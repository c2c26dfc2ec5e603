/**
 * The rules of a campaign, pure: what it searches, how it is cut into shards, what a result adds, when two findings are
 * one. No Akka, no database, no clock: a unit test replays a campaign from its events. So are the rules by which the subtrees
 * of one exhaustive search are leased ({@code SubtreeBook}).
 *
 * <p>Imports {@code fuzz-core}, {@code workers.shard} and {@code workers.protocol}. Read {@code CampaignSpec}, then {@code CampaignState}.
 */
@NullMarked
package dev.gfpfuzz.coordinator.campaign;

import org.jspecify.annotations.NullMarked;
