/**
 * A campaign in the browser, while it runs: the report as it stands, and how far the campaign is, told as it changes.
 *
 * <p>Reads the store as {@code status} does and never the running process, so that looking cannot disturb. Imports {@code
 * campaign}, {@code report} and the JDK's HTTP server. Read {@code Dashboard}.
 */
@NullMarked
package dev.gfpfuzz.coordinator.dashboard;

import org.jspecify.annotations.NullMarked;
