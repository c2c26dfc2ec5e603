package dev.gfpfuzz.schedule;

import java.util.Arrays;
import java.util.Base64;
import java.util.zip.CRC32;

/**
 * A payload as pasteable text: {@code gfz1}, then the payload and its CRC-32 (most significant byte first) in base64url
 * without padding. The digit is the version of everything inside.
 */
public final class TokenText {
    private static final String MAGIC = "gfz";
    private static final char VERSION = '1';
    private static final int CRC_BYTES = 4;

    private TokenText() {}

    public static String wrap(byte[] payload) {
        byte[] all = Arrays.copyOf(payload, payload.length + CRC_BYTES);
        int crc = checksum(payload, payload.length);
        for (int i = 0; i < CRC_BYTES; i++) {
            all[payload.length + i] = (byte) (crc >>> 8 * (CRC_BYTES - 1 - i));
        }
        return MAGIC + VERSION + Base64.getUrlEncoder().withoutPadding().encodeToString(all);
    }

    /**
     * The payload.
     *
     * @param token blanks and line breaks in it do not matter
     * @throws TokenException if it is no token, of another version, or damaged
     */
    public static byte[] unwrap(String token) {
        String text = token.replaceAll("\\s", "");
        if (!text.startsWith(MAGIC) || text.length() == MAGIC.length()) {
            throw new TokenException("This is no token: a token starts with '" + MAGIC + VERSION + "', found '"
                    + text.substring(0, Math.min(8, text.length())) + "'.");
        }
        if (text.charAt(MAGIC.length()) != VERSION) {
            throw new TokenException("The token is of version '" + text.charAt(MAGIC.length())
                    + "'; this program reads version '" + VERSION + "'.");
        }
        byte[] all = bytes(text.substring(MAGIC.length() + 1));
        int n = all.length - CRC_BYTES;
        int crc = 0;
        for (int i = 0; i < CRC_BYTES && n >= 0; i++) {
            crc = crc << 8 | all[n + i] & 0xFF;
        }
        if (n < 0 || crc != checksum(all, n)) {
            throw damaged();
        }
        return Arrays.copyOf(all, n);
    }

    static TokenException damaged() {
        return new TokenException("The token is damaged: its checksum does not fit; copy it again, the whole of it.");
    }

    private static byte[] bytes(String base64) {
        try {
            return Base64.getUrlDecoder().decode(base64);
        } catch (IllegalArgumentException e) {
            throw damaged();
        }
    }

    private static int checksum(byte[] bytes, int length) {
        CRC32 crc = new CRC32();
        crc.update(VERSION);
        crc.update(bytes, 0, length);
        return (int) crc.getValue();
    }
}
