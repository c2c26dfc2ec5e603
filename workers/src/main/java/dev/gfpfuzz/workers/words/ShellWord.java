package dev.gfpfuzz.workers.words;

/** Text in a command that a user is to copy. */
public final class ShellWord {
    private ShellWord() {}

    /** The text as one word of a shell: as it is, or in single quotes where a shell would see more in it. */
    public static String of(Object text) {
        String word = text.toString();
        return word.matches("[\\w./+-]+") ? word : "'" + word.replace("'", "'\\''") + "'";
    }
}
