package dev.gfpfuzz.schedule;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/** Writes a token's payload: bytes, unsigned varints (seven bits a byte, low ones first), strings, a schedule at its end. */
public final class PayloadWriter {
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private int halfByte = -1;

    /** @param value 0..255 */
    public PayloadWriter octet(int value) {
        out.write(value);
        return this;
    }

    /** Any long; small ones that are not negative are short. */
    public PayloadWriter number(long value) {
        long rest = value;
        while ((rest & ~0x7FL) != 0) {
            out.write((int) (rest & 0x7F | 0x80));
            rest >>>= 7;
        }
        out.write((int) rest);
        return this;
    }

    /** Four bytes, most significant first. */
    public PayloadWriter digest(int value) {
        for (int shift = 24; shift >= 0; shift -= 8) {
            out.write(value >>> shift);
        }
        return this;
    }

    public PayloadWriter bytes(byte[] value) {
        number(value.length);
        out.write(value, 0, value.length);
        return this;
    }

    public PayloadWriter string(String value) {
        return bytes(value.getBytes(StandardCharsets.UTF_8));
    }

    public PayloadWriter circle(Schedule.Circle circle) {
        return number(circle.from()).number(circle.steps());
    }

    /**
     * The last thing in a payload, in half bytes, high ones first: 0..9 a choice; 10..13 two to five zeros; 14 and a
     * varint of three bits a half byte: that many zeros and six; 15 and a varint: that choice and ten. Shrunk schedules
     * are mostly runs of zeros, unshrunk ones mostly small numbers.
     */
    public byte[] end(Schedule schedule) {
        int i = 0;
        while (i < schedule.length()) {
            int zeros = 0;
            while (schedule.choice(i + zeros) == 0) {
                zeros++;
            }
            if (zeros >= 2) {
                run(zeros);
                i += zeros;
            } else {
                choice(schedule.choice(i++));
            }
        }
        if (halfByte >= 0) {
            half(0);
        }
        return out.toByteArray();
    }

    private void run(int zeros) {
        if (zeros < ScheduleCode.LONG_RUN) {
            half(ScheduleCode.RUN_OF_2 + zeros - 2);
        } else {
            half(ScheduleCode.RUN);
            halfNumber(zeros - ScheduleCode.LONG_RUN);
        }
    }

    private void choice(int c) {
        if (c < ScheduleCode.RUN_OF_2) {
            half(c);
        } else {
            half(ScheduleCode.CHOICE);
            halfNumber(c - ScheduleCode.RUN_OF_2);
        }
    }

    private void halfNumber(int value) {
        int rest = value;
        while (rest > 7) {
            half(rest & 7 | 8);
            rest >>>= 3;
        }
        half(rest);
    }

    private void half(int value) {
        if (halfByte < 0) {
            halfByte = value;
        } else {
            out.write(halfByte << 4 | value);
            halfByte = -1;
        }
    }
}
