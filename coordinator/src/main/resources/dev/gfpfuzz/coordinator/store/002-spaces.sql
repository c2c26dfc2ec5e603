-- What the exhaustive search of a target came to. A target without a row was not searched yet.
CREATE TABLE space (
  target BIGINT NOT NULL PRIMARY KEY,
  verdict TEXT NOT NULL,     -- HOLDS, VIOLATED, INCONCLUSIVE
  states BIGINT NOT NULL,
  transitions BIGINT NOT NULL,
  depth BIGINT NOT NULL,
  bound_reached TEXT NOT NULL,
  reductions TEXT NOT NULL,  -- separated by '; '
  exercised TEXT NOT NULL,   -- invariants, separated by spaces
  vacuous TEXT NOT NULL,
  sentence TEXT NOT NULL,    -- what is violated, else empty
  invariant TEXT NOT NULL,   -- of the counterexample, empty if there is none
  skeleton TEXT NOT NULL,
  choices TEXT NOT NULL,
  steps BIGINT NOT NULL,
  checksum BIGINT NOT NULL
);
