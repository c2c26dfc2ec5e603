package dev.gfpfuzz.workers.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import com.sun.management.ThreadMXBean;
import dev.gfpfuzz.schedule.SplitMix64;
import dev.gfpfuzz.workers.Figure;
import dev.gfpfuzz.workers.protocol.Message;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Real messages, damaged: flipped, cut, spliced, with lengths inflated, under other manifests. Each is a message or refused
 * by {@link WireException}, and no decoding takes more memory than a limit that follows from the bytes that are there.
 */
class MutatedMessagesTest {
    /** A stack trace, a Kryo instance of a thread's first use. */
    private static final long BYTES_ALLOWED = 256 << 10;
    /** A reference or a number for each byte, its object, and a list that grows. */
    private static final long BYTES_ALLOWED_EACH = 64;

    private static final byte[][] SPITEFUL = {
        {(byte) 0xff, (byte) 0xff, (byte) 0xff, (byte) 0xff, 0x07},
        {(byte) 0xff, (byte) 0xff, (byte) 0xff, (byte) 0xff, 0x0f},
        {(byte) 0xff, (byte) 0xff, (byte) 0xff, (byte) 0xff, (byte) 0xff, (byte) 0xff, (byte) 0xff, (byte) 0xff, 0x7f},
        {(byte) 0x80, (byte) 0x80, (byte) 0x80, (byte) 0x80, (byte) 0x80},
        {(byte) 0xa0, (byte) 0x8d, 0x06},
        {0}
    };

    private final MessageCodec codec = new MessageCodec();
    private final List<byte[]> samples = new ArrayList<>();
    private final List<String> manifests = new ArrayList<>();
    private long messages;
    private long refused;
    private long mostBytes;

    @Test
    void damagedMessages_areMessagesOrRefused() {
        decode(100_000);
    }

    @Test
    @Tag("nightly")
    void tenMillionDamagedMessages() {
        long began = System.nanoTime();
        decode(10_000_000);
        Figure.print(
                getClass(),
                "%,d damaged messages: %,d still messages, %,d refused, at most %,d bytes allocated for one; %.0f s",
                messages + refused,
                messages,
                refused,
                mostBytes,
                (System.nanoTime() - began) / 1e9);
    }

    private void decode(int count) {
        for (Message m : Samples.all().values()) {
            samples.add(codec.encode(m));
            manifests.add(codec.manifest(m));
        }
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        SplitMix64 random = new SplitMix64(20_261_126);
        for (int i = 0; i < count; i++) {
            int sample = random.nextInt(samples.size());
            byte[] bytes = mutated(samples.get(sample), random);
            String manifest = manifests.get(random.nextInt(16) == 0 ? random.nextInt(manifests.size()) : sample);
            long before = threads.getCurrentThreadAllocatedBytes();
            Message read = null;
            try {
                read = codec.decode(manifest, bytes);
            } catch (WireException e) {
                refused++;
            }
            long allocated = threads.getCurrentThreadAllocatedBytes() - before;
            mostBytes = Math.max(mostBytes, allocated);
            if (allocated > BYTES_ALLOWED + BYTES_ALLOWED_EACH * bytes.length) {
                fail("%,d bytes allocated for %s", allocated, Arrays.toString(bytes));
            }
            if (read != null) {
                messages++;
                if (!codec.overTheWire(read).equals(read)) {
                    fail("Another message after another way over the wire: %s", Arrays.toString(bytes));
                }
            }
        }
        assertThat(messages).isPositive();
        assertThat(refused).isGreaterThan(count / 4);
    }

    private byte[] mutated(byte[] original, SplitMix64 random) {
        byte[] bytes = original;
        for (int n = 1 + random.nextInt(4); n > 0; n--) {
            int at = random.nextInt(bytes.length + 1);
            bytes = switch (random.nextInt(6)) {
                case 0 -> flipped(bytes, random);
                case 1 -> Arrays.copyOf(bytes, at);
                case 2 -> joined(bytes, at, SPITEFUL[random.nextInt(SPITEFUL.length)], Math.min(bytes.length, at + 1));
                case 3 -> joined(bytes, at, SPITEFUL[random.nextInt(SPITEFUL.length)], at);
                case 4 -> joined(bytes, at, new byte[0], Math.min(bytes.length, at + 1 + random.nextInt(8)));
                default -> {
                    byte[] other = samples.get(random.nextInt(samples.size()));
                    int from = random.nextInt(other.length);
                    yield joined(bytes, at, Arrays.copyOfRange(other, from, other.length), bytes.length);
                }
            };
        }
        return bytes;
    }

    private static byte[] flipped(byte[] bytes, SplitMix64 random) {
        byte[] copy = bytes.clone();
        if (copy.length > 0) {
            copy[random.nextInt(copy.length)] ^= (byte) (1 << random.nextInt(8));
        }
        return copy;
    }

    /** The first {@code head} bytes, these, and what is from {@code tail} on. */
    private static byte[] joined(byte[] bytes, int head, byte[] middle, int tail) {
        byte[] out = new byte[head + middle.length + bytes.length - tail];
        System.arraycopy(bytes, 0, out, 0, head);
        System.arraycopy(middle, 0, out, head, middle.length);
        System.arraycopy(bytes, tail, out, head + middle.length, bytes.length - tail);
        return out;
    }
}
