/**
 * What was chosen: the sequence of choices of one run, the counter-based generator that random strategies draw from, and
 * the token by which people pass a run around.
 *
 * <p>Imports nothing of the project but itself. Read {@code Schedule} first.
 */
@PublicApi
package dev.gfpfuzz.schedule;

import dev.gfpfuzz.api.PublicApi;
