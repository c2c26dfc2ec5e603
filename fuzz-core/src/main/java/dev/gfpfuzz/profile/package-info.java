/**
 * A profile is one kernel behaviour: a row that names which variant of each function is used. Versions differ by rows,
 * never by tests inside functions.
 *
 * <p>Imports {@code kernel} and the models' slots. Read {@code Profiles}.
 */
package dev.gfpfuzz.profile;
