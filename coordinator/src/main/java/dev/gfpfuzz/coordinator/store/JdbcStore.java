package dev.gfpfuzz.coordinator.store;

import dev.gfpfuzz.coordinator.campaign.CampaignEvent;
import dev.gfpfuzz.coordinator.campaign.CampaignException;
import dev.gfpfuzz.coordinator.campaign.CampaignSpec;
import dev.gfpfuzz.coordinator.campaign.Spotchecks;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** A campaign in a database, over plain JDBC. */
final class JdbcStore implements CampaignStore {
    static final String SPEC = "spec";
    static final String SECRET = "secret";
    private static final List<String> TABLES =
            List.of("shard", "raw_finding", "shrunk", "space", "sitting", "canary", "expelled", "ledger");
    private static final String LEDGER = "SELECT n, entries, chain, checksum FROM ledger ORDER BY n";

    private final String title;
    private final Dialect dialect;
    private final CampaignSpec spec;
    private final String secret;
    private Connection connection;
    /** A write has failed, so the connection may be dead. */
    private boolean doubtful;
    /** This process's row in {@code sitting}; -1 before it has one. */
    private long sitting = -1;

    private long sittingNanos;
    private volatile long bytesMax = Long.MAX_VALUE;

    private JdbcStore(String title, Connection connection, Dialect dialect, CampaignSpec spec, String secret) {
        this.title = title;
        this.connection = connection;
        this.dialect = dialect;
        this.spec = spec;
        this.secret = secret;
    }

    /** A new campaign in an empty database. */
    static JdbcStore create(String title, Dialect dialect, CampaignSpec spec) {
        Connection c = connect(title, dialect);
        try {
            Migrations.apply(c, dialect);
            String secret = Spotchecks.newSecret();
            OtherRows.insert(c, "INSERT INTO campaign VALUES (?, ?, ?)", SPEC, SpecText.print(spec));
            OtherRows.insert(c, "INSERT INTO campaign VALUES (?, ?, ?)", SECRET, secret);
            return new JdbcStore(title, c, dialect, spec, secret);
        } catch (SQLException e) {
            throw closing(c, failure(title, "cannot be created", dialect, e));
        } catch (RuntimeException e) {
            throw closing(c, e);
        }
    }

    /**
     * A campaign that is there.
     *
     * @param migrate whether an older schema may be brought up to date
     */
    static JdbcStore open(String title, Dialect dialect, boolean migrate) {
        Connection c = connect(title, dialect);
        try {
            if (migrate) {
                if (dialect.version(c) == 0) {
                    throw new CampaignException(title
                            + " is empty or damaged: its database says no version; repair it with 'gfpfuzz fsck'");
                }
                Migrations.apply(c, dialect);
            }
            String spec = text(c, SPEC);
            if (spec == null) {
                throw new CampaignException(
                        title + " has lost its spec, so its results have no meaning any more; start a new campaign");
            }
            String secret = text(c, SECRET);
            if (secret == null) {
                throw new CampaignException(
                        title + " is damaged: its secret does not verify; repair it with 'gfpfuzz fsck'");
            }
            return new JdbcStore(title, c, dialect, SpecText.parse(spec), secret);
        } catch (SQLException e) {
            throw closing(c, failure(title, "cannot be read", dialect, e));
        } catch (RuntimeException e) {
            throw closing(c, e);
        }
    }

    private static Connection connect(String title, Dialect dialect) {
        try {
            return dialect.connect();
        } catch (SQLException e) {
            throw failure(title, "cannot be opened", dialect, e);
        }
    }

    private static @Nullable String text(Connection c, String name) throws SQLException {
        try (PreparedStatement select =
                c.prepareStatement("SELECT name, content, checksum FROM campaign WHERE name = ?")) {
            Rows.bind(select, name);
            try (ResultSet row = select.executeQuery()) {
                Object[] values = row.next() ? Rows.read(row, "ttn") : null;
                return Rows.verifies(values) ? (String) values[1] : null;
            }
        }
    }

    @Override
    public CampaignSpec spec() {
        return spec;
    }

    @Override
    public String secret() {
        return secret;
    }

    @Override
    public void limit(long most) {
        bytesMax = most;
    }

    @Override
    public void append(List<CampaignEvent> events) {
        long bytes = dialect.bytes();
        if (bytes > bytesMax) {
            throw new CampaignException(title + " takes " + bytes + " bytes, and its quota is " + bytesMax
                    + "; stop it and resume it with a larger --disk-quota");
        }
        try {
            reconnectIfDead();
            long ran = sittingNanos;
            Ledger.Entries entries = new Ledger.Entries();
            try {
                connection.setAutoCommit(false);
                for (CampaignEvent event : events) {
                    insert(event, entries);
                    ran += event instanceof CampaignEvent.Ran e ? e.nanos() : 0;
                }
                if (ran != sittingNanos) {
                    OtherRows.sitting(connection, sitting(), ran);
                }
                enter(entries);
                connection.commit();
            } catch (SQLException | RuntimeException e) {
                doubtful = true;
                undo(e);
                throw e;
            }
            connection.setAutoCommit(true);
            sittingNanos = ran;
            if (events.stream().anyMatch(e -> e instanceof CampaignEvent.WorkerExpelled)) {
                dialect.forget(connection);
            }
        } catch (SQLException e) {
            throw failure(title, "cannot be written", dialect, e);
        }
    }

    /**
     * Deletes what does not verify, in place; for databases whose pages nobody but their server reads.
     *
     * @return how many results the ledger knows and are not there any more
     */
    long dropDamaged() {
        List<CampaignEvent> events = new ArrayList<>();
        Audit before = read(events::add, new ArrayList<>());
        long left = events.stream()
                .filter(e -> e instanceof CampaignEvent.ShardCounted)
                .count();
        // Expulsions first: they take back what the same name had counted before.
        events.sort(Comparator.comparing(e -> !(e instanceof CampaignEvent.WorkerExpelled)));
        try (Statement s = connection.createStatement()) {
            connection.setAutoCommit(false);
            try {
                for (String table : TABLES) {
                    s.executeUpdate("DELETE FROM " + table);
                }
                Ledger.Entries entries = new Ledger.Entries();
                long ran = 0;
                for (CampaignEvent event : events) {
                    insert(event, entries);
                    ran += event instanceof CampaignEvent.Ran e ? e.nanos() : 0;
                }
                OtherRows.sitting(connection, 1, ran);
                enter(entries);
                connection.commit();
            } catch (SQLException | RuntimeException e) {
                connection.rollback();
                throw e;
            } finally {
                connection.setAutoCommit(true);
            }
        } catch (SQLException e) {
            throw failure(title, "cannot be repaired", dialect, e);
        }
        return Math.max(0, before.counted() - left);
    }

    /** A full disk has undone the transaction already, a dead server the connection: the next write makes a new one. */
    private void abandon(Exception because) {
        try {
            connection.close();
        } catch (SQLException alsoDead) {
            because.addSuppressed(alsoDead);
        }
    }

    private void undo(Exception because) {
        try {
            connection.rollback();
            connection.setAutoCommit(true);
        } catch (SQLException dead) {
            because.addSuppressed(dead);
            abandon(because);
        }
    }

    private void reconnectIfDead() throws SQLException {
        if (doubtful && !connection.isValid(5)) {
            connection.close();
            connection = dialect.connect();
        }
        doubtful = false;
    }

    private void insert(CampaignEvent event, Ledger.Entries entries) throws SQLException {
        if (event instanceof CampaignEvent.ShardCounted e) {
            if (ShardRows.insert(connection, e)) {
                entries.counted(e.result().shard(), e.digest());
            }
        } else if (event instanceof CampaignEvent.ShardGivenUp e) {
            ShardRows.insertGivenUp(connection, e.shard(), e.sentence());
        } else if (event instanceof CampaignEvent.FindingShrunk e) {
            ShrunkRows.insert(connection, e.raw(), e.shrunk(), e.originalToken(), "");
        } else if (event instanceof CampaignEvent.ShrinkGivenUp e) {
            ShrunkRows.insert(connection, e.raw(), e.unshrunk(), e.unshrunk().token(), e.sentence());
        } else if (event instanceof CampaignEvent.SpaceSearched e) {
            SpaceRows.insert(connection, e.target(), e.result());
        } else if (event instanceof CampaignEvent.CanaryRan e) {
            OtherRows.canary(connection, e);
        } else if (event instanceof CampaignEvent.WorkerExpelled e) {
            OtherRows.expelled(connection, e);
            ShardRows.revoke(connection, spec, e.worker(), entries::revoked);
        }
    }

    private long sitting() throws SQLException {
        if (sitting < 0) {
            sitting = OtherRows.next(connection, "SELECT COALESCE(MAX(sitting), 0) + 1 FROM sitting");
        }
        return sitting;
    }

    private void enter(Ledger.Entries entries) throws SQLException {
        if (entries.isEmpty()) {
            return;
        }
        long n = 0;
        long chain = 0;
        try (Statement s = connection.createStatement();
                ResultSet last = s.executeQuery("SELECT n, chain FROM ledger ORDER BY n DESC LIMIT 1")) {
            if (last.next()) {
                n = last.getLong(1);
                chain = last.getLong(2);
            }
        }
        String text = entries.toString();
        OtherRows.insert(
                connection, "INSERT INTO ledger VALUES (?, ?, ?, ?)", n + 1, text, Ledger.chain(chain, n + 1, text));
    }

    @Override
    public Audit replay(Consumer<CampaignEvent> sink) {
        List<String> damage = new ArrayList<>();
        Audit audit = read(sink, damage);
        damage.addAll(audit.problems());
        if (!damage.isEmpty()) {
            throw new CampaignException(title + " is damaged: " + damage.get(0)
                    + (damage.size() == 1 ? "" : " (and " + (damage.size() - 1) + " more)")
                    + "; repair it with 'gfpfuzz fsck'");
        }
        return audit;
    }

    @Override
    public Audit audit() {
        List<String> damage = new ArrayList<>();
        Audit audit = read(event -> {}, damage);
        damage.addAll(audit.problems());
        return new Audit(audit.transactions(), audit.counted(), audit.takenBack(), damage);
    }

    /** Tells what verifies; what does not is {@code damage}, a sentence each. */
    private Audit read(Consumer<CampaignEvent> sink, List<String> damage) {
        Map<Long, Long> results = new HashMap<>();
        Ledger ledger = new Ledger();
        try {
            reconnectIfDead();
            // One transaction: a campaign that is being run stands still for who looks at it.
            doubtful = true;
            connection.setAutoCommit(false);
            try {
                ShardRows.read(
                        connection,
                        event -> {
                            if (event instanceof CampaignEvent.ShardCounted e) {
                                results.put(e.result().shard(), e.digest());
                            }
                            sink.accept(event);
                        },
                        shard -> damage.add("The record of shard " + shard + " does not verify"));
                // Before what was shrunk: a finding may be that of a search alone.
                SpaceRows.read(
                        connection, sink, t -> damage.add("The exhaustive search of target " + t + " does not verify"));
                ShrunkRows.read(connection, sink, () -> damage.add("The record of a shrunk finding does not verify"));
                OtherRows.read(connection, sink, what -> damage.add(what + " does not verify"));
                OtherRows.read(connection, LEDGER, Ledger.COLUMNS, row -> {
                    if (row == null) {
                        ledger.damagedRow();
                    } else {
                        ledger.row(row);
                    }
                });
                Audit audit = ledger.against(results);
                doubtful = false;
                return audit;
            } finally {
                connection.rollback();
                connection.setAutoCommit(true);
            }
        } catch (SQLException e) {
            throw failure(title, "cannot be read", dialect, e);
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
            throw failure(title, "cannot be closed", dialect, e);
        }
    }

    private static CampaignException failure(String title, String what, Dialect dialect, SQLException e) {
        return new CampaignException(
                title + " " + what + ": " + e.getMessage()
                        + (dialect.damaged(e) ? "; repair it with 'gfpfuzz fsck'" : ""),
                e);
    }

    private static RuntimeException closing(Connection c, RuntimeException e) {
        try {
            c.close();
        } catch (SQLException suppressed) {
            e.addSuppressed(suppressed);
        }
        return e;
    }
}
