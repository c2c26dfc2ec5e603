package dev.gfpfuzz.workers.protocol;

import dev.gfpfuzz.run.Runner;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * Which code computes a shard: a fingerprint of the class files of fuzz-core and workers. Two machines whose fingerprints
 * are equal get equal results, and a changed model cannot slip into a campaign that began with another.
 */
public final class Build {
    private static final String OURS = "dev/gfpfuzz/";
    /** Nothing that a shard computes depends on it. */
    private static final String NOT_SHARED = "dev/gfpfuzz/coordinator/";

    private static final int DIGITS = 16;

    private Build() {}

    /** 16 hexadecimal digits, the same whether the classes are in directories or in the runnable jar. Reads every class file. */
    public static String fingerprint() {
        Map<String, byte[]> files = new TreeMap<>();
        for (Class<?> each : List.of(Runner.class, Build.class)) {
            read(whereIs(each), files);
        }
        try {
            MessageDigest sha = MessageDigest.getInstance("SHA-256");
            files.forEach((name, hash) -> {
                sha.update(name.getBytes(StandardCharsets.UTF_8));
                sha.update(hash);
            });
            return HexFormat.of().formatHex(sha.digest()).substring(0, DIGITS);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Path whereIs(Class<?> type) {
        try {
            return Path.of(
                    type.getProtectionDomain().getCodeSource().getLocation().toURI());
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void read(Path source, Map<String, byte[]> files) {
        try {
            if (Files.isDirectory(source)) {
                readTree(source, files);
                return;
            }
            try (FileSystem jar = FileSystems.newFileSystem(source)) {
                readTree(jar.getPath("/"), files);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void readTree(Path root, Map<String, byte[]> files) throws IOException {
        Path ours = root.resolve(OURS);
        if (!Files.isDirectory(ours)) {
            return;
        }
        try (Stream<Path> all = Files.walk(ours)) {
            for (Path file : all.filter(Files::isRegularFile).toList()) {
                String name = root.relativize(file).toString().replace('\\', '/');
                if (!name.startsWith(NOT_SHARED)) {
                    files.put(name, MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(file)));
                }
            }
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
