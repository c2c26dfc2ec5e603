package dev.gfpfuzz.coordinator.cli;

import dev.gfpfuzz.coordinator.campaign.CampaignException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Names of campaign directories. */
final class Directories {
    private static final Path DEFAULT_PARENT = Path.of("campaigns");

    private Directories() {}

    /** The directory that the user named, or a new name under {@code ./campaigns}. Nothing is made yet. */
    static Path fresh(@Nullable Path named, String kind) {
        if (named != null) {
            if (Files.exists(named) && !Files.isDirectory(named)) {
                throw new CampaignException("'" + named + "' is a file; a campaign needs a directory.");
            }
            requireWritable(named);
            return named;
        }
        String time =
                DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss", Locale.ROOT).format(LocalDateTime.now());
        Path dir = DEFAULT_PARENT.resolve(kind + "-" + time);
        for (int i = 2; Files.exists(dir); i++) {
            dir = DEFAULT_PARENT.resolve(kind + "-" + time + "-" + i);
        }
        requireWritable(dir);
        return dir;
    }

    /** Fails before anything is made when the nearest directory that exists may not be written. */
    private static void requireWritable(Path dir) {
        Path existing = dir.toAbsolutePath();
        while (existing != null && !Files.exists(existing)) {
            existing = existing.getParent();
        }
        if (existing == null || !Files.isDirectory(existing) || !Files.isWritable(existing)) {
            throw new CampaignException("Campaign directory '" + dir + "' cannot be written: '" + existing
                    + "' is no directory in which this user may write; name another with --campaign DIR.");
        }
        try {
            Path probe = Files.createTempDirectory(existing, ".gfpfuzz");
            Files.delete(probe);
        } catch (IOException e) {
            throw new CampaignException("Campaign directory '" + dir + "' cannot be written: nothing can be made in '"
                    + existing + "'; name another with --campaign DIR.");
        }
    }
}
