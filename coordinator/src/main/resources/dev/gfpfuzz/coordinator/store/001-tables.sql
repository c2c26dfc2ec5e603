-- The campaign's own texts: 'spec', and 'secret', from which audits and canaries follow.
CREATE TABLE campaign (
  name TEXT NOT NULL PRIMARY KEY,
  content TEXT NOT NULL,
  checksum BIGINT NOT NULL
);

-- A shard without a row is pending.
CREATE TABLE shard (
  shard BIGINT NOT NULL PRIMARY KEY,
  state TEXT NOT NULL,       -- counted, given-up
  schedules BIGINT NOT NULL,
  steps BIGINT NOT NULL,
  ends TEXT NOT NULL,        -- FINISHED=19988 VIOLATED=12
  exercised TEXT NOT NULL,   -- no-deadlock=20000 no-lost-freed-buffer=14211
  unlisted BIGINT NOT NULL,
  learned TEXT NOT NULL,     -- numbers, none for strategies that do not learn; behind ';' the kinds of runs
  sentence TEXT NOT NULL,    -- why it was given up
  digest BIGINT NOT NULL,    -- over the result, its raw findings included
  worker TEXT NOT NULL,      -- who ran it
  audited BIGINT NOT NULL,   -- 1: the coordinator ran it, too
  checksum BIGINT NOT NULL
);

CREATE TABLE raw_finding (
  shard BIGINT NOT NULL,
  n BIGINT NOT NULL,
  invariant TEXT NOT NULL,
  report BIGINT NOT NULL,
  skeleton TEXT NOT NULL,
  sentence TEXT NOT NULL,
  first_run BIGINT NOT NULL,
  runs BIGINT NOT NULL,
  choices TEXT NOT NULL,     -- the schedule: numbers
  steps BIGINT NOT NULL,
  PRIMARY KEY (shard, n)
);

CREATE TABLE shrunk (
  target BIGINT NOT NULL,
  raw_invariant TEXT NOT NULL,
  raw_skeleton TEXT NOT NULL,
  token TEXT NOT NULL,
  invariant TEXT NOT NULL,
  report BIGINT NOT NULL,
  skeleton TEXT NOT NULL,
  sentence TEXT NOT NULL,
  steps BIGINT NOT NULL,
  context_switches BIGINT NOT NULL,
  tasks BIGINT NOT NULL,
  original_token TEXT NOT NULL,
  failure TEXT NOT NULL,     -- why it could not be shrunk, else empty
  checksum BIGINT NOT NULL,
  PRIMARY KEY (target, raw_invariant, raw_skeleton)
);

-- Running time, one row per process that ran the campaign.
CREATE TABLE sitting (
  sitting BIGINT NOT NULL PRIMARY KEY,
  nanos BIGINT NOT NULL,
  checksum BIGINT NOT NULL
);

-- The planted bug, searched in front of a shard.
CREATE TABLE canary (
  shard BIGINT NOT NULL PRIMARY KEY,
  found BIGINT NOT NULL,
  remark TEXT NOT NULL,
  checksum BIGINT NOT NULL
);

-- Workers whose results did not hold.
CREATE TABLE expelled (
  n BIGINT NOT NULL PRIMARY KEY,
  worker TEXT NOT NULL,
  sentence TEXT NOT NULL,
  checksum BIGINT NOT NULL
);

-- What was counted and taken back, one row per transaction that did; only ever appended to.
CREATE TABLE ledger (
  n BIGINT NOT NULL PRIMARY KEY,
  entries TEXT NOT NULL,     -- +7:00c3f1aa90b1e2d4 (shard 7 counted with this digest), -7 (taken back)
  chain BIGINT NOT NULL,     -- over the row before, too
  checksum BIGINT NOT NULL
);
