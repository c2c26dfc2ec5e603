package dev.gfpfuzz.coordinator.store;

import dev.gfpfuzz.coordinator.campaign.CampaignException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;

/** The database's schema, one file per version, applied in order, each in a transaction of its own. */
final class Migrations {
    private static final List<String> FILES = List.of("001-tables.sql", "002-spaces.sql");

    private Migrations() {}

    static void apply(Connection connection, Dialect dialect) throws SQLException {
        int version = dialect.version(connection);
        if (version > FILES.size()) {
            throw new CampaignException("The campaign was written by a newer gfpfuzz (schema " + version
                    + "); this one reads schemas up to " + FILES.size());
        }
        for (int v = version + 1; v <= FILES.size(); v++) {
            connection.setAutoCommit(false);
            try (Statement s = connection.createStatement()) {
                for (String sql : statements(FILES.get(v - 1))) {
                    s.execute(sql);
                }
                dialect.setVersion(connection, v);
                connection.commit();
            } catch (SQLException e) {
                connection.rollback();
                throw e;
            } finally {
                connection.setAutoCommit(true);
            }
        }
    }

    private static List<String> statements(String file) {
        try (InputStream in = Migrations.class.getResourceAsStream(file)) {
            if (in == null) {
                throw new IllegalStateException("There is no resource " + file);
            }
            String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
            return text.replaceAll("--[^\n]*", "")
                    .lines()
                    .reduce("", (a, b) -> a + "\n" + b)
                    .strip()
                    .transform(all -> List.of(all.split(";\\s*")));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
