package dev.gfpfuzz.profile;

/** Writes a profile as text; {@link ProfileParser} reads it back to an equal one. */
public final class ProfilePrinter {
    private ProfilePrinter() {}

    /** The row in full: whatever it was derived from, it is written as an extension of the default. */
    public static String print(Profile p) {
        StringBuilder out = new StringBuilder();
        out.append("profile ")
                .append(p.name())
                .append(" extends ")
                .append(Profiles.V4_17.name())
                .append('\n');
        if (!p.about().isEmpty()) {
            out.append("  ").append(p.about()).append('\n');
        }
        p.variants()
                .forEach((function, variant) ->
                        out.append(function).append(" = ").append(variant).append('\n'));
        return out.toString();
    }
}
