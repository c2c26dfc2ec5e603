package dev.gfpfuzz.model.callers;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The built-in catalogue: the e-mail's 65 sites and those that it omits. */
public final class CallSites {
    private static final List<CallSite> ALL = load();

    private CallSites() {}

    /** In the e-mail's order, then the omitted ones. */
    public static List<CallSite> all() {
        return ALL;
    }

    /** The site with a number, or null. */
    public static @Nullable CallSite numbered(String n) {
        for (CallSite s : ALL) {
            if (s.n().equals(n)) {
                return s;
            }
        }
        return null;
    }

    private static List<CallSite> load() {
        try (InputStream in = CallSites.class.getResourceAsStream("callsites.txt")) {
            if (in == null) {
                throw new IllegalStateException("The jar lacks callsites.txt");
            }
            return CallSiteParser.parse(new String(in.readAllBytes(), StandardCharsets.UTF_8), "callsites.txt");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
