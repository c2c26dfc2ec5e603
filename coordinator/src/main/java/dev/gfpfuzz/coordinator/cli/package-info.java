/**
 * The command line: one class per command, what they share beside them.
 *
 * <p>Results go to standard output, exactly one document with {@code --json}; progress, logs and errors to standard error.
 * Exit codes are {@code ExitCode}'s; JSON documents are the records of {@code Documents}, described in
 * {@code docs/json.md}.
 *
 * <p>Imports everything. Read {@code Main}, then {@code ReplayCommand}.
 */
package dev.gfpfuzz.coordinator.cli;
