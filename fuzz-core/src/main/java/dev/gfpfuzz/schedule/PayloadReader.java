package dev.gfpfuzz.schedule;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Reads what {@link PayloadWriter} wrote. */
public final class PayloadReader {
    /** More choices than any run makes; a longer run of zeros is not from this program. */
    private static final int CHOICES_MAX = 1 << 24;

    private final byte[] in;
    private int next;
    private boolean low;
    private int[] choices = new int[64];
    private int choiceCount;

    public PayloadReader(byte[] payload) {
        in = payload;
    }

    public int octet() {
        if (next >= in.length) {
            throw TokenText.damaged();
        }
        return in[next++] & 0xFF;
    }

    public long number() {
        long value = 0;
        for (int shift = 0; shift < 64; shift += 7) {
            int octet = octet();
            value |= (long) (octet & 0x7F) << shift;
            if (octet < 0x80) {
                return value;
            }
        }
        throw TokenText.damaged();
    }

    /** A number that is an index, count or length. */
    public int count() {
        long value = number();
        if (value < 0 || value > CHOICES_MAX) {
            throw TokenText.damaged();
        }
        return (int) value;
    }

    public int digest() {
        return octet() << 24 | octet() << 16 | octet() << 8 | octet();
    }

    public byte[] bytes() {
        int n = count();
        if (n > in.length - next) {
            throw TokenText.damaged();
        }
        next += n;
        return Arrays.copyOfRange(in, next - n, next);
    }

    public String string() {
        return new String(bytes(), StandardCharsets.UTF_8);
    }

    public Schedule.Circle circle() {
        int from = count();
        int steps = count();
        if (steps == 0) {
            throw TokenText.damaged();
        }
        return new Schedule.Circle(from, steps);
    }

    /** The rest of the payload. */
    public Schedule end() {
        while (next < in.length) {
            int code = half();
            if (code < ScheduleCode.RUN_OF_2) {
                add(code, 1);
            } else if (code < ScheduleCode.RUN) {
                add(0, code - ScheduleCode.RUN_OF_2 + 2);
            } else if (code == ScheduleCode.RUN) {
                add(0, halfNumber() + ScheduleCode.LONG_RUN);
            } else {
                add(halfNumber() + ScheduleCode.RUN_OF_2, 1);
            }
        }
        return Schedule.of(choices, choiceCount);
    }

    private void add(int choice, int times) {
        if (times > CHOICES_MAX - choiceCount) {
            throw TokenText.damaged();
        }
        if (choiceCount + times > choices.length) {
            choices = Arrays.copyOf(choices, Math.max(choices.length * 2, choiceCount + times));
        }
        Arrays.fill(choices, choiceCount, choiceCount + times, choice);
        choiceCount += times;
    }

    private int halfNumber() {
        int value = 0;
        for (int shift = 0; shift < 30; shift += 3) {
            int half = half();
            value |= (half & 7) << shift;
            if (half < 8) {
                return value;
            }
        }
        throw TokenText.damaged();
    }

    private int half() {
        if (next >= in.length) {
            throw TokenText.damaged();
        }
        int octet = in[next] & 0xFF;
        if (low) {
            next++;
        }
        low = !low;
        return low ? octet >>> 4 : octet & 15;
    }
}
