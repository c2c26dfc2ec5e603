package dev.gfpfuzz.coordinator.store;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.sqlite.SQLiteConfig;

/** SQLite with a write-ahead log: readers ({@code status}) never wait for the campaign, nor it for them. */
final class SqliteDialect implements Dialect {
    /** "gfpf": what {@code file campaign.db} shows. */
    private static final int APPLICATION_ID = 0x67667066;

    private static final int SQLITE_CORRUPT = 11;
    private static final int SQLITE_NOTADB = 26;

    private final Path file;
    private final boolean readOnly;
    /** Whether nobody changes the file meanwhile: then it is read without the log that readers must be able to make. */
    private final boolean still;

    /** @param readOnly whether the files must not be changed; not even a log that a killed process left is cleared away */
    SqliteDialect(Path file, boolean readOnly) {
        this(file, readOnly, false);
    }

    private SqliteDialect(Path file, boolean readOnly, boolean still) {
        this.file = file;
        this.readOnly = readOnly;
        this.still = still;
    }

    /** To be read by somebody who may write neither the file nor beside it; it has no log, and nobody writes it now. */
    static SqliteDialect still(Path file) {
        return new SqliteDialect(file, true, true);
    }

    @Override
    public Connection connect() throws SQLException {
        SQLiteConfig config = new SQLiteConfig();
        config.setReadOnly(readOnly);
        Connection connection = config.createConnection(
                "jdbc:sqlite:" + (still ? file.toUri() + "?immutable=1" : file.toAbsolutePath()));
        try (Statement s = connection.createStatement()) {
            if (readOnly) {
                s.execute("PRAGMA busy_timeout = 10000");
                return connection;
            }
            s.execute("PRAGMA busy_timeout = 10000");
            s.execute("PRAGMA journal_mode = WAL");
            s.execute("PRAGMA synchronous = FULL");
            s.execute("PRAGMA cell_size_check = ON");
            s.execute("PRAGMA secure_delete = ON");
            return connection;
        } catch (SQLException e) {
            connection.close();
            throw e;
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

    /** Overwritten on deletion already; the log may still have it. */
    @Override
    public void forget(Connection connection) throws SQLException {
        try (Statement s = connection.createStatement()) {
            s.execute("PRAGMA wal_checkpoint(TRUNCATE)");
        }
    }

    @Override
    public long bytes() {
        long bytes = 0;
        for (String part : CampaignDirectory.PARTS) {
            bytes += CampaignDirectory.beside(file, part).toFile().length();
        }
        return bytes;
    }

    @Override
    public boolean damaged(SQLException e) {
        int primary = e.getErrorCode() & 0xFF;
        return primary == SQLITE_CORRUPT || primary == SQLITE_NOTADB;
    }

    @Override
    public boolean sound(Connection connection) throws SQLException {
        try (Statement s = connection.createStatement();
                ResultSet r = s.executeQuery("PRAGMA integrity_check(1)")) {
            return r.next() && r.getString(1).equals("ok");
        }
    }
}
