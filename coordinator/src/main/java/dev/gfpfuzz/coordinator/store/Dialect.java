package dev.gfpfuzz.coordinator.store;

import java.sql.Connection;
import java.sql.SQLException;

/** What two databases do differently. */
interface Dialect {
    /** Settings of a fresh connection. */
    void configure(Connection connection) throws SQLException;

    /** Number of the last migration applied; 0 for an empty database. */
    int version(Connection connection) throws SQLException;

    /** Records that number, in the transaction of the migration. */
    void setVersion(Connection connection, int version) throws SQLException;

    /** Whether the database finds nothing wrong with its own structure. */
    boolean sound(Connection connection) throws SQLException;
}
