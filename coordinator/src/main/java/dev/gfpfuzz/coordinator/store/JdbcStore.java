package dev.gfpfuzz.coordinator.store;

import dev.gfpfuzz.coordinator.campaign.CampaignEvent;
import dev.gfpfuzz.coordinator.campaign.CampaignException;
import dev.gfpfuzz.coordinator.campaign.CampaignSpec;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A campaign in a database, over plain JDBC. */
final class JdbcStore implements CampaignStore {
    private static final String SPEC = "spec";

    private final String title;
    private final Connection connection;
    private final Dialect dialect;
    private final CampaignSpec spec;
    private final List<String> damage = new ArrayList<>();
    /** This process's row in {@code sitting}; -1 before it has one. */
    private long sitting = -1;

    private long sittingNanos;

    private JdbcStore(String title, Connection connection, Dialect dialect, CampaignSpec spec) {
        this.title = title;
        this.connection = connection;
        this.dialect = dialect;
        this.spec = spec;
    }

    /** A new campaign in an empty database. */
    static JdbcStore create(String title, String url, Dialect dialect, CampaignSpec spec) {
        Connection c = connect(title, url, dialect, true);
        try (PreparedStatement insert = c.prepareStatement("INSERT INTO campaign VALUES (?, ?, ?)")) {
            Rows.bindChecked(insert, SPEC, SpecText.print(spec));
            insert.executeUpdate();
            return new JdbcStore(title, c, dialect, spec);
        } catch (SQLException e) {
            throw closing(c, failure(title, "cannot be created", e));
        }
    }

    /**
     * A campaign that is there.
     *
     * @param migrate whether an older schema may be brought up to date
     */
    static JdbcStore open(String title, String url, Dialect dialect, boolean migrate) {
        Connection c = connect(title, url, dialect, migrate);
        try {
            return new JdbcStore(title, c, dialect, spec(title, c));
        } catch (SQLException e) {
            throw closing(c, failure(title, "cannot be read", e));
        } catch (RuntimeException e) {
            throw closing(c, e);
        }
    }

    private static Connection connect(String title, String url, Dialect dialect, boolean migrate) {
        Connection c = null;
        try {
            c = DriverManager.getConnection(url);
            dialect.configure(c);
            if (migrate) {
                Migrations.apply(c, dialect);
            }
            return c;
        } catch (SQLException e) {
            throw closing(c, failure(title, "cannot be opened", e));
        } catch (RuntimeException e) {
            throw closing(c, e);
        }
    }

    private static CampaignSpec spec(String title, Connection c) throws SQLException {
        try (PreparedStatement select =
                c.prepareStatement("SELECT name, content, checksum FROM campaign WHERE name = ?")) {
            Rows.bind(select, SPEC);
            try (ResultSet row = select.executeQuery()) {
                Object[] values = row.next() ? Rows.read(row, "ttn") : null;
                if (!Rows.verifies(values)) {
                    throw new CampaignException(title
                            + " has lost its spec, so its results have no meaning any more; start a new campaign");
                }
                return SpecText.parse((String) values[1]);
            }
        }
    }

    @Override
    public CampaignSpec spec() {
        return spec;
    }

    @Override
    public void append(List<CampaignEvent> events) {
        try {
            connection.setAutoCommit(false);
            try {
                for (CampaignEvent event : events) {
                    insert(event);
                }
                connection.commit();
            } catch (SQLException | RuntimeException e) {
                connection.rollback();
                throw e;
            } finally {
                connection.setAutoCommit(true);
            }
        } catch (SQLException e) {
            throw failure(title, "cannot be written", e);
        }
    }

    private void insert(CampaignEvent event) throws SQLException {
        if (event instanceof CampaignEvent.ShardCounted e) {
            ShardRows.insert(connection, e.result());
        } else if (event instanceof CampaignEvent.ShardGivenUp e) {
            ShardRows.insertGivenUp(connection, e.shard(), e.sentence());
        } else if (event instanceof CampaignEvent.FindingShrunk e) {
            ShrunkRows.insert(connection, e.raw(), e.shrunk(), e.originalToken(), "");
        } else if (event instanceof CampaignEvent.ShrinkGivenUp e) {
            ShrunkRows.insert(connection, e.raw(), e.unshrunk(), e.unshrunk().token(), e.sentence());
        } else if (event instanceof CampaignEvent.SpaceSearched e) {
            SpaceRows.insert(connection, e.target(), e.result());
        } else if (event instanceof CampaignEvent.Ran e) {
            ran(e.nanos());
        }
    }

    private void ran(long nanos) throws SQLException {
        if (sitting < 0) {
            try (Statement s = connection.createStatement();
                    ResultSet r = s.executeQuery("SELECT COALESCE(MAX(sitting), 0) + 1 FROM sitting")) {
                r.next();
                sitting = r.getLong(1);
            }
        }
        sittingNanos += nanos;
        try (PreparedStatement insert =
                connection.prepareStatement("INSERT INTO sitting VALUES (?, ?, ?) ON CONFLICT (sitting) DO UPDATE SET"
                        + " nanos = excluded.nanos, checksum = excluded.checksum")) {
            Rows.bindChecked(insert, sitting, sittingNanos);
            insert.executeUpdate();
        }
    }

    @Override
    public List<CampaignEvent> events() {
        try {
            damage.clear();
            List<CampaignEvent> events =
                    new ArrayList<>(ShardRows.read(connection, shard -> damage.add("The record of shard " + shard)));
            events.addAll(ShrunkRows.read(connection, () -> damage.add("The record of a shrunk finding")));
            events.addAll(SpaceRows.read(connection, t -> damage.add("The exhaustive search of target " + t)));
            try (Statement s = connection.createStatement();
                    ResultSet row = s.executeQuery("SELECT sitting, nanos, checksum FROM sitting ORDER BY sitting")) {
                while (row.next()) {
                    if (Rows.verifies(Rows.read(row, "nnn"))) {
                        events.add(new CampaignEvent.Ran(row.getLong(2)));
                    } else {
                        damage.add("The running time of sitting " + row.getLong(1));
                    }
                }
            }
            if (!damage.isEmpty()) {
                throw new CampaignException(title + " is damaged: " + damage.get(0) + " does not verify"
                        + (damage.size() == 1 ? "" : " (and " + (damage.size() - 1) + " more)")
                        + "; repair it with 'gfpfuzz fsck'");
            }
            return events;
        } catch (SQLException e) {
            throw failure(title, "cannot be read", e);
        }
    }

    @Override
    public boolean sound() {
        try {
            return dialect.sound(connection);
        } catch (SQLException e) {
            return false;
        }
    }

    @Override
    public void close() {
        try {
            connection.close();
        } catch (SQLException e) {
            throw failure(title, "cannot be closed", e);
        }
    }

    private static CampaignException failure(String title, String what, SQLException e) {
        return new CampaignException(title + " " + what + ": " + e.getMessage(), e);
    }

    private static RuntimeException closing(@Nullable Connection c, RuntimeException e) {
        if (c != null) {
            try {
                c.close();
            } catch (SQLException suppressed) {
                e.addSuppressed(suppressed);
            }
        }
        return e;
    }
}
