package dev.gfpfuzz.coordinator.cli;

import java.math.BigInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Numbers as users write them. */
final class Numbers {
    /** More threads than this bring nothing on any machine. */
    static final int WORKERS_MAX = 1024;

    /** Each generated scenario is a target with a row in every table. */
    static final int GENERATED_MAX = 100_000;

    private Numbers() {}

    /** A whole number in a range; {@code 2000000}, {@code 2_000_000}. */
    private abstract static class Whole implements ITypeConverter<Long> {
        private static final Pattern FORM = Pattern.compile("[+-]?\\d+");

        private final BigInteger min;
        private final BigInteger max;
        private final String accepted;

        Whole(long min, long max, String accepted) {
            this.min = BigInteger.valueOf(min);
            this.max = BigInteger.valueOf(max);
            this.accepted = accepted;
        }

        @Override
        public Long convert(String text) {
            String digits = text.replace("_", "");
            if (!FORM.matcher(digits).matches()) {
                throw new TypeConversionException("'" + text + "' is no whole number; accepted are " + accepted);
            }
            BigInteger n = new BigInteger(digits);
            if (n.compareTo(min) < 0) {
                throw new TypeConversionException("'" + text + "' is too small; accepted are " + accepted);
            }
            if (n.compareTo(max) > 0) {
                throw new TypeConversionException("'" + text + "' is too large; accepted are "
                        + (max.bitLength() < Long.SIZE - 1 ? accepted : min + " to " + max));
            }
            return n.longValueExact();
        }
    }

    /** From 1 on. */
    static final class Positive extends Whole {
        Positive() {
            super(1, Long.MAX_VALUE, "1, 2, ...");
        }
    }

    /** A seed: any number of 64 bits. */
    static final class Seed extends Whole {
        Seed() {
            super(Long.MIN_VALUE, Long.MAX_VALUE, "whole numbers from -2^63 to 2^63 - 1");
        }
    }

    /** How many scenarios to generate. */
    static final class Generated extends Whole {
        Generated() {
            super(1, GENERATED_MAX, "1 to " + GENERATED_MAX);
        }
    }

    /** How many workers a process has. */
    static final class Workers extends Whole {
        Workers() {
            super(1, WORKERS_MAX, "1 to " + WORKERS_MAX);
        }
    }

    /** A duration in seconds: {@code 90}, {@code 90s}, {@code 10m}, {@code 8h}, {@code 2d}, {@code 1h30m}. */
    static final class Duration implements ITypeConverter<Long> {
        private static final Pattern FORM = Pattern.compile("(?:(\\d+)d)?(?:(\\d+)h)?(?:(\\d+)m)?(?:(\\d+)s?)?");
        private static final int[] SECONDS = {86_400, 3_600, 60, 1};

        /** Some 270 years: as nanoseconds it is still a long. */
        private static final BigInteger DAYS_MAX = BigInteger.valueOf(100_000);

        @Override
        public Long convert(String text) {
            Matcher m = FORM.matcher(text);
            if (text.isEmpty() || !m.matches()) {
                throw new TypeConversionException(
                        "'" + text + "' is no duration; accepted are such as 90s, 10m, 8h, 1h30m");
            }
            BigInteger seconds = BigInteger.ZERO;
            for (int i = 0; i < SECONDS.length; i++) {
                String part = m.group(i + 1);
                if (part != null) {
                    seconds = seconds.add(new BigInteger(part).multiply(BigInteger.valueOf(SECONDS[i])));
                }
            }
            if (seconds.signum() < 1) {
                throw new TypeConversionException("'" + text + "' is too short; accepted are durations from 1s on");
            }
            if (seconds.compareTo(DAYS_MAX.multiply(BigInteger.valueOf(SECONDS[0]))) > 0) {
                throw new TypeConversionException(
                        "'" + text + "' is too long; accepted are durations up to " + DAYS_MAX + "d");
            }
            return seconds.longValueExact();
        }
    }
}
