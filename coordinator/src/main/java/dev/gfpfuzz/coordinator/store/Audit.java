package dev.gfpfuzz.coordinator.store;

import java.util.List;

/**
 * What replaying the ledger against the results has shown.
 *
 * @param transactions rows of the ledger
 * @param counted results acknowledged and not taken back, each of which is there once
 * @param takenBack results taken back when a worker was expelled
 * @param problems what does not agree, a sentence each; empty when the accounts are exact
 */
public record Audit(long transactions, long counted, long takenBack, List<String> problems) {
    public Audit {
        problems = List.copyOf(problems);
    }
}
