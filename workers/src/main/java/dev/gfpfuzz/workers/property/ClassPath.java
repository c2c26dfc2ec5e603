package dev.gfpfuzz.workers.property;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitOption;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;

/**
 * A user's class path: absolute directories and jars. It is not shipped to other machines: the same files have to be
 * under the same names there, and the digest says whether they are the same.
 */
final class ClassPath {
    private ClassPath() {}

    /**
     * @param text entries separated as the platform does; {@code dir/*} stands for the jars of a directory
     * @throws PropertyException if an entry does not exist
     */
    static List<String> parse(String text) {
        List<String> entries = new ArrayList<>();
        for (String entry : text.split(File.pathSeparator)) {
            if (entry.isBlank()) {
                continue;
            }
            boolean jarsOf = entry.endsWith("/*");
            Path path = Path.of(jarsOf ? entry.substring(0, entry.length() - 2) : entry)
                    .toAbsolutePath()
                    .normalize();
            if (!Files.exists(path)) {
                throw new ClassPathException(
                        "Class path entry '" + entry + "' does not exist (looked for " + path + ").");
            }
            if (jarsOf) {
                sortedFiles(path, 1).stream()
                        .filter(f -> f.toString().endsWith(".jar"))
                        .forEach(f -> entries.add(f.toString()));
            } else {
                entries.add(path.toString());
            }
        }
        if (entries.isEmpty()) {
            throw new PropertyException("The class path is empty; it takes directories and jars separated by '"
                    + File.pathSeparator + "'.");
        }
        return entries;
    }

    /** SHA-256 over names and bytes of everything in it, as hex. */
    static String digest(List<String> entries) {
        MessageDigest sha;
        try {
            sha = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
        byte[] buffer = new byte[1 << 16];
        for (String entry : entries) {
            Path root = Path.of(entry);
            for (Path file : sortedFiles(root, Integer.MAX_VALUE)) {
                sha.update(root.relativize(file).toString().getBytes(java.nio.charset.StandardCharsets.UTF_8));
                sha.update((byte) 0);
                try (InputStream in = new DigestInputStream(Files.newInputStream(file), sha)) {
                    while (in.read(buffer) >= 0) {
                        // The digest is what counts.
                    }
                } catch (IOException e) {
                    throw new PropertyException("Class path entry " + file + " cannot be read: " + e.getMessage());
                }
            }
        }
        return HexFormat.of().formatHex(sha.digest());
    }

    private static List<Path> sortedFiles(Path root, int depth) {
        try (Stream<Path> files = Files.walk(root, depth, FileVisitOption.FOLLOW_LINKS)) {
            return files.filter(Files::isRegularFile).sorted().toList();
        } catch (IOException | UncheckedIOException e) {
            throw new PropertyException("Class path entry " + root + " cannot be read: " + e.getMessage());
        }
    }

    /** Whether some entry has the class. */
    static boolean has(List<String> entries, String className) {
        String file = className.replace('.', '/') + ".class";
        for (String entry : entries) {
            Path root = Path.of(entry);
            if (Files.isDirectory(root)) {
                if (Files.exists(root.resolve(file))) {
                    return true;
                }
            } else {
                try (var jar = new java.util.zip.ZipFile(root.toFile())) {
                    if (jar.getEntry(file) != null) {
                        return true;
                    }
                } catch (IOException noJar) {
                    throw new PropertyException("Class path entry " + root + " is neither a directory nor a jar.");
                }
            }
        }
        return false;
    }
}
