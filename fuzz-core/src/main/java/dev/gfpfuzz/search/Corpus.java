package dev.gfpfuzz.search;

import dev.gfpfuzz.schedule.Schedule;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Schedules worth changing a little, newest last, in a form for {@link Knowledge}: a count, then for each its length and
 * its choices, a byte each, eight to a long.
 */
final class Corpus {
    /** Most schedules kept; the oldest go first. */
    static final int ENTRIES_MAX = 64;

    private static final int LENGTH_MAX = 1024;

    private final List<Schedule> entries = new ArrayList<>();

    int size() {
        return entries.size();
    }

    Schedule entry(int i) {
        return entries.get(i);
    }

    /** Adds a schedule unless it is there, too long, or has a choice above 255. */
    void add(Schedule s) {
        if (s.length() > LENGTH_MAX || entries.contains(s)) {
            return;
        }
        for (int i = 0; i < s.length(); i++) {
            if (s.choice(i) > 0xFF) {
                return;
            }
        }
        entries.add(s);
        if (entries.size() > ENTRIES_MAX) {
            entries.remove(0);
        }
    }

    /** Adds what {@link #pack} wrote at {@code from}. */
    void addPacked(Knowledge k, int from) {
        int at = from;
        long count = at < k.length() ? k.word(at++) : 0;
        for (long e = 0; e < count; e++) {
            long length = k.word(at++);
            if (length < 0 || length > LENGTH_MAX) {
                throw new IllegalArgumentException("A schedule of " + length + " choices; at most " + LENGTH_MAX);
            }
            int[] choices = new int[(int) length];
            for (int i = 0; i < choices.length; i++) {
                choices[i] = (int) (k.word(at + (i >>> 3)) >>> ((i & 7) << 3)) & 0xFF;
            }
            at += choices.length + 7 >>> 3;
            add(Schedule.of(choices));
        }
    }

    /** The corpus behind {@code head}. */
    Knowledge pack(long[] head) {
        int length = head.length + 1;
        for (Schedule s : entries) {
            length += 1 + (s.length() + 7 >>> 3);
        }
        long[] words = Arrays.copyOf(head, length);
        int at = head.length;
        words[at++] = entries.size();
        for (Schedule s : entries) {
            words[at++] = s.length();
            for (int i = 0; i < s.length(); i++) {
                words[at + (i >>> 3)] |= (long) s.choice(i) << ((i & 7) << 3);
            }
            at += s.length() + 7 >>> 3;
        }
        return Knowledge.of(words);
    }
}
