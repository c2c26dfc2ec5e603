/**
 * What every reader of text needs, whatever the text says: the nearest known name, and the error that people see.
 *
 * <p>Imports nothing of the project. Read {@code BadInputException} first.
 */
package dev.gfpfuzz.text;
