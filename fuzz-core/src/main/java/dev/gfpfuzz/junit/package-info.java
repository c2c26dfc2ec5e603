/**
 * Properties of runs as JUnit Jupiter tests, without jqwik.
 *
 * <p>Imports {@code property} and JUnit Jupiter. Read {@code ScheduledTest}.
 */
@PublicApi
@NullMarked
package dev.gfpfuzz.junit;

import dev.gfpfuzz.api.PublicApi;
import org.jspecify.annotations.NullMarked;
