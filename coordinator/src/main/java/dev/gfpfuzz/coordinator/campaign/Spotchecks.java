package dev.gfpfuzz.coordinator.campaign;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Which shards the coordinator runs again itself, and before which the canary is planted. Both follow from a secret that
 * the store keeps and that is never sent, so no worker can tell beforehand.
 *
 * <p>A worker that falsifies every result is missed in n of them with probability 0.99<sup>n</sup> ({@code 4e-5} for
 * 1,000); one that falsifies a share q, with (1 - q/100)<sup>n</sup>.
 */
public final class Spotchecks {
    /** One shard in so many is audited. */
    public static final int AUDIT_ONE_IN = 100;
    /** The canary is planted before one shard in so many, and before one of the first. */
    public static final int CANARY_ONE_IN = 250;
    /** The first canary comes before one of so many shards. */
    private static final int FIRST_CANARY_WITHIN = 8;

    private final Mac mac;

    /** @param secret as {@link #newSecret} makes it */
    public Spotchecks(String secret) {
        try {
            mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(HexFormat.of().parseHex(secret), "HmacSHA256"));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /** A fresh secret: 32 random bytes in hexadecimal. */
    public static String newSecret() {
        byte[] bytes = new byte[32];
        new SecureRandom().nextBytes(bytes);
        return HexFormat.of().formatHex(bytes);
    }

    /** Whether the coordinator runs this shard again before it counts. */
    public boolean audits(long shard) {
        return Long.remainderUnsigned(number("audit", shard), AUDIT_ONE_IN) == 0;
    }

    /**
     * Whether the canary is planted before this shard.
     *
     * @param shards how many the campaign has
     */
    public boolean plants(long shard, long shards) {
        long first = Long.remainderUnsigned(number("first canary", 0), Math.min(FIRST_CANARY_WITHIN, shards));
        return shard == first || Long.remainderUnsigned(number("canary", shard), CANARY_ONE_IN) == 0;
    }

    /** 64 bits for a purpose; whoever does not know the secret cannot tell them from random ones. */
    synchronized long number(String purpose, long n) {
        mac.update(purpose.getBytes(StandardCharsets.UTF_8));
        mac.update(ByteBuffer.allocate(Long.BYTES).putLong(0, n));
        return ByteBuffer.wrap(mac.doFinal()).getLong();
    }
}
