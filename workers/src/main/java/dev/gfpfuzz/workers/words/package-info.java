/**
 * Pieces of sentences for whoever writes any outside the models: why a file cannot be used, a word for a shell.
 *
 * <p>Imports nothing of the project.
 */
@NullMarked
package dev.gfpfuzz.workers.words;

import org.jspecify.annotations.NullMarked;
