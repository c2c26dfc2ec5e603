package dev.gfpfuzz;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A Java file of this repository as the tidy rules see it: its text, and its text with comments and literals blanked.
 *
 * @param path relative to the repository's root, with slashes
 * @param text as in the file
 * @param code as {@code text}, where every character of a comment, string or character literal is a blank; line breaks stay
 */
record SourceFile(String path, String text, String code) {

    // A comment, a text block, a string or a character literal, whichever begins first. A repeated group takes stack
    // for
    // each repetition unless it is possessive, and text blocks are long.
    private static final Pattern NOT_CODE = Pattern.compile("//[^\n]*"
            + "|/\\*[\\s\\S]*?(?:\\*/|\\z)"
            + "|\"\"\"[\\s\\S]*?(?<!\\\\)\"\"\""
            + "|\"(?:\\\\.|[^\"\\\\\n])*+\""
            + "|'(?:\\\\.|[^'\\\\\n])*+'");

    static SourceFile of(String path, String text) {
        String unix = text.replace("\r\n", "\n");
        return new SourceFile(path, unix, blankNonCode(unix));
    }

    /** The Java files of all modules, in the order of their paths. */
    static List<SourceFile> all() {
        Path root = root();
        var found = new ArrayList<SourceFile>();
        for (String module : List.of("fuzz-core", "workers", "coordinator")) {
            Path sources = root.resolve(module).resolve("src");
            if (!Files.isDirectory(sources)) {
                continue;
            }
            try (Stream<Path> walk = Files.walk(sources)) {
                for (Path file : walk.filter(SourceFile::isJava).sorted().toList()) {
                    found.add(of(root.relativize(file).toString().replace('\\', '/'), Files.readString(file)));
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return found;
    }

    /** The directory with the launcher script, at or above the working directory. */
    static Path root() {
        Path start = Path.of("").toAbsolutePath();
        for (Path at = start; at != null; at = at.getParent()) {
            if (Files.isRegularFile(at.resolve("mvnw")) && Files.isDirectory(at.resolve("fuzz-core"))) {
                return at;
            }
        }
        throw new IllegalStateException("No directory with 'mvnw' and 'fuzz-core' at or above " + start);
    }

    boolean isIn(String directory) {
        return path.startsWith(directory + "/");
    }

    boolean isMain() {
        return path.contains("/src/main/java/");
    }

    String directory() {
        return path.substring(0, path.lastIndexOf('/'));
    }

    /** {@code PageAllocator} for {@code .../PageAllocator.java}. */
    String simpleName() {
        return path.substring(path.lastIndexOf('/') + 1, path.length() - ".java".length());
    }

    int lines() {
        return (int) text.lines().count();
    }

    /** {@code path:line} of the character at this offset. */
    String at(int offset) {
        return path + ":"
                + (1 + text.substring(0, offset).chars().filter(c -> c == '\n').count());
    }

    private static boolean isJava(Path file) {
        return file.toString().endsWith(".java") && Files.isRegularFile(file);
    }

    private static String blankNonCode(String text) {
        Matcher matcher = NOT_CODE.matcher(text);
        return matcher.replaceAll(found -> found.group().replaceAll("[^\n]", " "));
    }
}
