package dev.gfpfuzz.property;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;

/**
 * Remembers the runs that failed last time, so that they are tried first next time. One small text file per test class;
 * each line a property, a tab and a token. Nothing depends on it: a line that makes no sense is passed over, a file that
 * cannot be read is as good as none, and one that cannot be written costs a memory and no test.
 *
 * <p>The directory is the system property {@code gfpfuzz.failures} if it is set ({@code off} for none), else {@code
 * gfpfuzz} in {@code target} or {@code build}, whichever the working directory has, else {@code .gfpfuzz}.
 */
public final class FailureStore {
    /** System property that names the directory. */
    public static final String DIRECTORY = "gfpfuzz.failures";

    private static final String OFF = "off";
    private static final String HEADER =
            "# gfpfuzz: runs that failed, tried first next time. Property, tab, token." + " This file may be deleted.";
    private static final long FILE_BYTES_MAX = 1 << 20;
    private static final int TOKENS_MAX = 5;
    private static final Object WRITING = new Object();

    private final String property;
    private final Path file;
    private final boolean off;

    private FailureStore(String property, String directory) {
        this.property = property;
        this.off = directory.equals(OFF);
        int method = property.indexOf('#');
        String type = method < 0 ? property : property.substring(0, method);
        this.file = Path.of(directory).resolve(type.replaceAll("[^A-Za-z0-9._$-]", "_") + ".txt");
    }

    /** @param property {@code com.acme.LockProperties#noLostWakeUp} */
    public static FailureStore of(String property) {
        String asked = System.getProperty(DIRECTORY, "");
        return new FailureStore(property, asked.isBlank() ? standardDirectory() : asked);
    }

    private static String standardDirectory() {
        for (String build : List.of("target", "build")) {
            if (Files.isDirectory(Path.of(build))) {
                return build + "/gfpfuzz";
            }
        }
        return ".gfpfuzz";
    }

    /** Tokens remembered for the property, the newest first. */
    public List<String> tokens() {
        List<String> tokens = new ArrayList<>();
        for (String line : lines()) {
            if (line.startsWith(property + "\t")) {
                String token = line.substring(property.length() + 1).strip();
                if (!token.isEmpty() && !tokens.contains(token)) {
                    tokens.add(token);
                }
            }
        }
        return tokens;
    }

    /** Puts a token in front, and lets the oldest go when there are too many. */
    public void remember(String token) {
        change(tokens -> {
            tokens.remove(token);
            tokens.add(0, token);
            while (tokens.size() > TOKENS_MAX) {
                tokens.remove(tokens.size() - 1);
            }
        });
    }

    /** The run of this token does not fail any more. */
    public void forget(String token) {
        change(tokens -> tokens.remove(token));
    }

    private void change(java.util.function.Consumer<List<String>> how) {
        if (off) {
            return;
        }
        synchronized (WRITING) {
            List<String> before = tokens();
            List<String> tokens = new ArrayList<>(before);
            how.accept(tokens);
            if (tokens.equals(before)) {
                return;
            }
            List<String> lines = new ArrayList<>();
            lines.add(HEADER);
            tokens.forEach(t -> lines.add(property + "\t" + t));
            lines().stream()
                    .filter(l -> l.indexOf('\t') > 0 && !l.startsWith(property + "\t"))
                    .forEach(lines::add);
            write(lines);
        }
    }

    private List<String> lines() {
        try {
            if (off || !Files.isRegularFile(file) || Files.size(file) > FILE_BYTES_MAX) {
                return List.of();
            }
            // Bytes that are no UTF-8 spoil their line and no other.
            return new String(Files.readAllBytes(file), StandardCharsets.UTF_8)
                    .lines()
                    .toList();
        } catch (IOException unreadable) {
            return List.of();
        }
    }

    private void write(List<String> lines) {
        try {
            Files.createDirectories(file.toAbsolutePath().getParent());
            Path fresh = Files.createTempFile(file.toAbsolutePath().getParent(), "failures", ".tmp");
            Files.write(fresh, lines, StandardCharsets.UTF_8);
            Files.move(fresh, file, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException unwritable) {
            System.err.println("gfpfuzz: cannot remember a failing run in " + file + ": " + unwritable.getMessage());
        }
    }
}
