/**
 * How the packages that users may build on are marked.
 *
 * <p>Imports nothing of the project. Read {@code PublicApi}.
 */
package dev.gfpfuzz.api;
