package dev.gfpfuzz.coordinator.store;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/** SQLite with a write-ahead log: readers ({@code status}) never wait for the campaign, nor it for them. */
final class SqliteDialect implements Dialect {
    /** "gfpf": what {@code file campaign.db} shows. */
    private static final int APPLICATION_ID = 0x67667066;

    @Override
    public void configure(Connection connection) throws SQLException {
        try (Statement s = connection.createStatement()) {
            s.execute("PRAGMA busy_timeout = 10000");
            s.execute("PRAGMA journal_mode = WAL");
            s.execute("PRAGMA synchronous = FULL");
            s.execute("PRAGMA cell_size_check = ON");
        }
    }

    @Override
    public int version(Connection connection) throws SQLException {
        try (Statement s = connection.createStatement();
                ResultSet r = s.executeQuery("PRAGMA user_version")) {
            return r.next() ? r.getInt(1) : 0;
        }
    }

    @Override
    public void setVersion(Connection connection, int version) throws SQLException {
        try (Statement s = connection.createStatement()) {
            s.execute("PRAGMA user_version = " + version);
            s.execute("PRAGMA application_id = " + APPLICATION_ID);
        }
    }

    @Override
    public boolean sound(Connection connection) throws SQLException {
        try (Statement s = connection.createStatement();
                ResultSet r = s.executeQuery("PRAGMA integrity_check(1)")) {
            return r.next() && r.getString(1).equals("ok");
        }
    }
}
