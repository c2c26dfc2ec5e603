/**
 * What was chosen: the sequence of choices of one run, the counter-based generator that random strategies draw from, and
 * how a token becomes text. What a token says beside its schedule is {@code scenario.Token}'s.
 *
 * <p>Imports {@code text} only. Read {@code Schedule} first.
 */
@PublicApi
package dev.gfpfuzz.schedule;

import dev.gfpfuzz.api.PublicApi;
