/**
 * What a campaign leaves behind for people and for CI systems: the self-contained HTML report, JUnit XML, SARIF.
 *
 * <p>Written from a campaign's summary alone; every finding is executed again for its explanation. Imports {@code
 * campaign} and fuzz-core. Read {@code CampaignReport}.
 */
package dev.gfpfuzz.coordinator.report;
