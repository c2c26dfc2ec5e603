package dev.gfpfuzz.coordinator.cli;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Numbers as users write them. */
final class Numbers {
    private Numbers() {}

    /** A whole number from 1 on; {@code 2000000}, {@code 2_000_000}. */
    static final class Positive implements ITypeConverter<Long> {
        @Override
        public Long convert(String text) {
            try {
                long n = Long.parseLong(text.replace("_", ""));
                if (n >= 1) {
                    return n;
                }
            } catch (NumberFormatException e) {
                throw new TypeConversionException("'" + text + "' is no whole number; accepted are 1, 2, ...");
            }
            throw new TypeConversionException("'" + text + "' is too small; accepted are 1, 2, ...");
        }
    }

    /** A duration in seconds: {@code 90}, {@code 90s}, {@code 10m}, {@code 8h}, {@code 2d}, {@code 1h30m}. */
    static final class Duration implements ITypeConverter<Long> {
        private static final Pattern FORM =
                Pattern.compile("(?:(\\d{1,6})d)?(?:(\\d{1,6})h)?(?:(\\d{1,6})m)?(?:(\\d{1,9})s?)?");

        @Override
        public Long convert(String text) {
            Matcher m = FORM.matcher(text);
            if (text.isEmpty() || !m.matches()) {
                throw new TypeConversionException(
                        "'" + text + "' is no duration; accepted are such as 90s, 10m, 8h, 1h30m");
            }
            long seconds = part(m, 1) * 86_400 + part(m, 2) * 3_600 + part(m, 3) * 60 + part(m, 4);
            if (seconds < 1) {
                throw new TypeConversionException("'" + text + "' is too short; accepted are durations from 1s on");
            }
            return seconds;
        }

        private static long part(Matcher m, int group) {
            return m.group(group) == null ? 0 : Long.parseLong(m.group(group));
        }
    }
}
