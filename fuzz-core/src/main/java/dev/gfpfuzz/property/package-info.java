/**
 * Properties of runs, without a test engine: the run that a property's body is given, the annotation that says which
 * runs, the plain entry {@link dev.gfpfuzz.property.GfpFuzz}, the search for a run that breaks the property, the store of
 * failures, and the main class of the child process in which a campaign runs a user's properties.
 *
 * <p>Imports everything below it in fuzz-core; of test libraries only the two exceptions of opentest4j, which every engine
 * brings. {@code junit} and {@code jqwik} are built on it. Read {@code GfpFuzz}, then {@code Run}, then {@code
 * PropertySearch}.
 */
@PublicApi
@NullMarked
package dev.gfpfuzz.property;

import dev.gfpfuzz.api.PublicApi;
import org.jspecify.annotations.NullMarked;
