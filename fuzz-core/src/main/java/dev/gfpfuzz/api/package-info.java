/**
 * How what users may build on is marked.
 *
 * <p>Imports nothing of the project. Read {@code PublicApi}.
 */
package dev.gfpfuzz.api;
