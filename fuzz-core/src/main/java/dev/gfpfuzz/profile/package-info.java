/**
 * A profile is one kernel behaviour: a row that names which variant of each function is used. Versions differ by rows,
 * never by tests inside functions.
 *
 * <p>Imports {@code kernel}, {@code text} and the models' slots. Read {@code Profiles}, then {@code ProfileParser} for the
 * form in which users write their own.
 */
package dev.gfpfuzz.profile;
