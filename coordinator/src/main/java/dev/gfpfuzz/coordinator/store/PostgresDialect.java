package dev.gfpfuzz.coordinator.store;

import dev.gfpfuzz.coordinator.campaign.CampaignException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Properties;
import java.util.concurrent.locks.LockSupport;

/**
 * PostgreSQL: each campaign has a schema of its own in the database that the URL names. Who runs a campaign holds an
 * advisory lock of its schema's name, so that two machines cannot run one campaign. The password comes from the URL, from
 * {@code PGPASSWORD}, or from {@code ~/.pgpass}.
 */
final class PostgresDialect implements Dialect {
    private static final long PATIENCE_NANOS = 2_000_000_000;
    private static final String PREFIX = "jdbc:postgresql:";

    private final String url;
    private final String schema;
    private final boolean readOnly;

    /**
     * @param schema letters, digits and underscores
     * @param readOnly whether the campaign is only looked at
     */
    PostgresDialect(String url, String schema, boolean readOnly) {
        if (!url.startsWith(PREFIX)) {
            throw new CampaignException("'" + url + "' is no store; accepted is " + PREFIX
                    + "//HOST/DATABASE?user=NAME (without --store a campaign is kept in its directory)");
        }
        if (!schema.matches("[a-z0-9_]{1,60}")) {
            throw new CampaignException("'" + schema + "' is no name of a campaign's schema");
        }
        this.url = url;
        this.schema = schema;
        this.readOnly = readOnly;
    }

    @Override
    public Connection connect() throws SQLException {
        Properties more = new Properties();
        more.setProperty("ApplicationName", "gfpfuzz");
        more.setProperty("tcpKeepAlive", "true");
        String password = System.getenv("PGPASSWORD");
        if (password != null && !url.contains("password=")) {
            more.setProperty("password", password);
        }
        Connection c = DriverManager.getConnection(url, more);
        try (Statement s = c.createStatement()) {
            if (readOnly) {
                // All tables as they were at one moment.
                c.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
            } else {
                lock(s);
                s.execute("CREATE SCHEMA IF NOT EXISTS " + schema);
                s.execute("SET synchronous_commit = on");
            }
            s.execute("SET search_path TO " + schema);
            return c;
        } catch (SQLException | RuntimeException e) {
            c.close();
            throw e;
        }
    }

    private void lock(Statement s) throws SQLException {
        // A connection that was closed just now holds it until the server has noticed.
        long began = System.nanoTime();
        while (!acquired(s)) {
            if (System.nanoTime() - began > PATIENCE_NANOS) {
                throw new CampaignException("The campaign in schema " + schema
                        + " is being run by another process; wait for it or stop it first");
            }
            LockSupport.parkNanos(PATIENCE_NANOS / 50);
        }
    }

    private boolean acquired(Statement s) throws SQLException {
        try (ResultSet r =
                s.executeQuery("SELECT pg_try_advisory_lock(hashtext('gfpfuzz'), hashtext('" + schema + "'))")) {
            return r.next() && r.getBoolean(1);
        }
    }

    @Override
    public int version(Connection connection) throws SQLException {
        try (Statement s = connection.createStatement()) {
            s.execute("CREATE TABLE IF NOT EXISTS schema_version (version INTEGER NOT NULL)");
            try (ResultSet r = s.executeQuery("SELECT COALESCE(MAX(version), 0) FROM schema_version")) {
                r.next();
                return r.getInt(1);
            }
        }
    }

    @Override
    public void setVersion(Connection connection, int version) throws SQLException {
        try (Statement s = connection.createStatement()) {
            s.execute("INSERT INTO schema_version VALUES (" + version + ")");
        }
    }

    /** What was deleted is the server's business, and no client's to read. */
    @Override
    public void forget(Connection connection) {}

    @Override
    public long bytes() {
        return 0;
    }

    @Override
    public boolean damaged(SQLException e) {
        return e.getSQLState() != null && e.getSQLState().startsWith("XX");
    }

    /** The server looks after its own pages; what it returns is verified record by record. */
    @Override
    public boolean sound(Connection connection) {
        return true;
    }
}
