package dev.gfpfuzz.coordinator.store;

import java.sql.Connection;
import java.sql.SQLException;

/** What two databases do differently. */
interface Dialect {
    /** A fresh connection to the campaign's database, ready for use. */
    Connection connect() throws SQLException;

    /** Number of the last migration applied; 0 for an empty database. */
    int version(Connection connection) throws SQLException;

    /** Records that number, in the transaction of the migration. */
    void setVersion(Connection connection, int version) throws SQLException;

    /** Sees to it that what was deleted cannot be read from the files any more. */
    void forget(Connection connection) throws SQLException;

    /** How many bytes the campaign's files take, 0 where that is somebody else's business. */
    long bytes();

    /** Whether an error says that the database's files are damaged. */
    boolean damaged(SQLException e);

    /** Whether the database finds nothing wrong with its own structure. */
    boolean sound(Connection connection) throws SQLException;
}
