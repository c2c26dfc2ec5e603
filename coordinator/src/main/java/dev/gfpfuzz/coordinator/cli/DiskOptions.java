package dev.gfpfuzz.coordinator.cli;

import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/** How much room a campaign may take. */
final class DiskOptions {
    @Option(
            names = "--disk-quota",
            paramLabel = "SIZE",
            defaultValue = "10g",
            converter = Size.class,
            description = {
                "What the campaign's store may take, such as 500m or 20g; when it is used up the campaign pauses",
                "(default: ${DEFAULT-VALUE})."
            })
    long bytesMax = Long.MAX_VALUE;

    /** Bytes, with k, m or g for powers of 1024. */
    static final class Size implements ITypeConverter<Long> {
        @Override
        public Long convert(String text) {
            if (!text.matches("[1-9][0-9]{0,8}[kmgKMG]?")) {
                throw new TypeConversionException("'" + text + "' is no size; accepted are 500m, 20g and the like");
            }
            int shift = 10 * ("kmg".indexOf(Character.toLowerCase(text.charAt(text.length() - 1))) + 1);
            return Long.parseLong(text.replaceAll("[^0-9]", "")) << shift;
        }
    }
}
