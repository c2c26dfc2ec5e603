package dev.gfpfuzz.jqwik;

import java.io.IOException;
import java.io.InputStream;
import java.lang.module.ModuleDescriptor;
import java.net.URI;
import java.net.URL;
import java.security.CodeSource;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import net.jqwik.api.JqwikException;
import net.jqwik.api.Property;

/** Which jqwik is on the class path, and whether this project may be used with it. */
final class JqwikVersion {
    private static final Pattern IN_JAR_NAME = Pattern.compile("jqwik-api-(\\d+(?:\\.\\d+)*)[^/]*\\.jar");

    /** Read once: every property asks. */
    private static final Optional<String> FOUND = found();

    private JqwikVersion() {}

    /** @throws JqwikException with one sentence if it is 1.10 or newer */
    static void check() {
        FOUND.ifPresent(JqwikVersion::check);
    }

    static void check(String version) {
        String[] parts = version.split("\\D+");
        int major = Integer.parseInt(parts[0]);
        int minor = parts.length > 1 ? Integer.parseInt(parts[1]) : 0;
        if (major > 1 || major == 1 && minor >= 10) {
            throw new JqwikException("gfpfuzz works with jqwik 1.9.3 and found " + version
                    + ": from 1.10 on jqwik restricts who should use it and prints a notice on every run, so please put"
                    + " net.jqwik:jqwik:1.9.3 on the test class path.");
        }
    }

    /** From the jar's module descriptor, else from its name; nothing if neither says. */
    private static Optional<String> found() {
        CodeSource source = Property.class.getProtectionDomain().getCodeSource();
        if (source == null || source.getLocation() == null) {
            return Optional.empty();
        }
        return find(source.getLocation());
    }

    static Optional<String> find(URL location) {
        String text = location.toString();
        Matcher name = IN_JAR_NAME.matcher(text);
        String entry = text.endsWith(".jar") ? "jar:" + text + "!/module-info.class" : text + "module-info.class";
        try (InputStream in = URI.create(entry).toURL().openStream()) {
            Optional<String> version = ModuleDescriptor.read(in).rawVersion();
            if (version.isPresent()) {
                return version;
            }
        } catch (IOException | RuntimeException noDescriptor) {
            // The name has to do.
        }
        return name.find() ? Optional.of(name.group(1)) : Optional.empty();
    }
}
