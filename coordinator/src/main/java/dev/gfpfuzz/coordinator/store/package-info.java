/**
 * The durable campaign: a database in which what has happened is kept, and from which the state is folded again.
 *
 * <pre>
 * DIR/campaign.db        SQLite, write-ahead log (campaign.db-wal and -shm belong to it while it is open)
 * DIR/campaign.store     instead of it: the address of a PostgreSQL database, and the campaign's schema in it
 * DIR/lock               locked while a process runs the campaign; its content says which one
 *
 * campaign  key='spec'   the spec as text ({@link dev.gfpfuzz.coordinator.store.SpecText})
 * campaign  key='secret' what audits and canaries follow from
 * shard     7 | counted  | 20000 schedules, 1203344 steps, ends, exercised, digest | worker | checksum
 * raw_finding 7 | 0      | no-lost-freed-buffer, skeleton, first run 11, 52 runs, schedule | covered by shard 7's digest
 * shrunk    0 | no-lost-freed-buffer | skeleton | token, sentence, steps, original token | checksum
 * space     0 | HOLDS    | 5949 states, transitions, depth, situations met | checksum
 * sitting   3 | 61.2 s of running time | checksum
 * canary    4 | found | checksum
 * expelled  1 | worker | sentence | checksum
 * ledger    9 | +7:00c3f1aa90b1e2d4 +8:... | chain over the row before | checksum
 * </pre>
 *
 * <p>The shard table is the queue: a shard is pending unless a row that verifies says that it is counted or given up.
 * Rows of pending shards would say nothing that the spec does not say, and a row that is lost thereby becomes pending work
 * again instead of a wrong total. A shard's row and its findings are written in one transaction, several shards at a time,
 * and the transaction is on the disk ({@code synchronous=FULL}) before the coordinator counts them.
 *
 * <p><b>What {@code kill -9} can lose:</b> shards that were running, results that had arrived and were not yet saved, the
 * running time since the last save (below a second). They are run again and give the same results. <b>What it cannot:</b>
 * anything counted; a result half. Two rows of one shard cannot exist.
 *
 * <p>The ledger says which shards were counted, transaction by transaction. Whoever opens a campaign replays it against the
 * results; docs/accounting.md tells what follows.
 *
 * <p>A text never stands alone: every row carries a checksum over all of its columns, and a row that does not verify is
 * never used.
 *
 * <p>Imports {@code campaign} and JDBC; works without a cluster. Read {@code CampaignStore}, then {@code JdbcStore}.
 */
@NullMarked
package dev.gfpfuzz.coordinator.store;

import org.jspecify.annotations.NullMarked;
