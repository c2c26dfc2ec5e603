package dev.gfpfuzz.scenario;

import dev.gfpfuzz.schedule.TokenException;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.zip.DataFormatException;
import java.util.zip.Deflater;
import java.util.zip.Inflater;

/**
 * Short text, deflated (RFC 1951) against a dictionary of the words that scenarios and profiles are made of. Two builds of
 * zlib may write different bytes for one text; every one reads both.
 */
final class Deflated {
    /** Part of the token format: never to be changed within a version. The commonest words stand at the end. */
    private static final byte[] DICTIONARY = ("profile extends v4_17\n = "
                    + " buffers= limit= retain= io-errors=1 PF_MEMALLOC_NOIO PF_KTHREAD |__GFP_NORETRY GFP_NOWAIT GFP_NOFS "
                    + "GFP_KERNEL 0\n  free m p\n  p = alloc m GFP_NOIO 0\n  prefetch c 1 2\n  forget c 1\n  write_async c\n"
                    + "  write c\n  repeat 2\n    b = get c 1\n    b = new c 1\n  end\n  mark_dirty c b\nscenario \n\nmemory m"
                    + " pages=1\ndm-bufio c reserved=1\n\ntask T\n  b = read c 1\n  release c b\n")
            .getBytes(StandardCharsets.UTF_8);

    private static final int TEXT_BYTES_MAX = 8192;

    private Deflated() {}

    static byte[] of(String text) {
        Deflater deflater = new Deflater(Deflater.BEST_COMPRESSION, true);
        deflater.setDictionary(DICTIONARY);
        deflater.setInput(text.getBytes(StandardCharsets.UTF_8));
        deflater.finish();
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        byte[] buffer = new byte[512];
        while (!deflater.finished()) {
            out.write(buffer, 0, deflater.deflate(buffer));
        }
        deflater.end();
        return out.toByteArray();
    }

    /** @throws TokenException if it is no deflated text or a very long one */
    static String inflate(byte[] bytes) {
        Inflater inflater = new Inflater(true);
        inflater.setDictionary(DICTIONARY);
        inflater.setInput(bytes);
        byte[] text = new byte[TEXT_BYTES_MAX];
        try {
            int n = inflater.inflate(text);
            if (!inflater.finished()) {
                throw new TokenException(
                        "The token holds a text that is longer than " + TEXT_BYTES_MAX + " bytes or cut off.");
            }
            return new String(text, 0, n, StandardCharsets.UTF_8);
        } catch (DataFormatException e) {
            throw new TokenException("The token holds a text that cannot be read.");
        } finally {
            inflater.end();
        }
    }
}
