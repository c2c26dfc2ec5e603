package dev.gfpfuzz.workers.codec;

import com.esotericsoftware.kryo.io.Input;
import com.esotericsoftware.kryo.io.Output;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.Function;

/**
 * Values with a cap: nothing is allocated before its length has been checked against the cap and against the bytes that
 * are really there. Numbers are Kryo's variable-length ones.
 */
final class Capped {
    private Capped() {}

    static void writeText(Output out, String text, int bytesMax) {
        // Not every database keeps a NUL, and a message of an exception may have one.
        byte[] bytes = text.replace('\0', '\uFFFD').getBytes(StandardCharsets.UTF_8);
        writeCount(out, bytes.length, bytesMax);
        out.writeBytes(bytes);
    }

    static String readText(Input in, int bytesMax) {
        byte[] bytes = in.readBytes(readCount(in, bytesMax, 1));
        for (byte b : bytes) {
            if (b == 0) {
                throw new WireException("A text of " + bytes.length + " bytes with a NUL");
            }
        }
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
        } catch (CharacterCodingException e) {
            throw new WireException("A text of " + bytes.length + " bytes is no UTF-8", e);
        }
    }

    static <T> void writeList(Output out, List<T> list, int max, BiConsumer<Output, T> element) {
        writeCount(out, list.size(), max);
        for (T t : list) {
            element.accept(out, t);
        }
    }

    static <T> List<T> readList(Input in, int max, Function<Input, T> element) {
        int n = readCount(in, max, 1);
        List<T> list = new ArrayList<>(n);
        for (int i = 0; i < n; i++) {
            list.add(element.apply(in));
        }
        return list;
    }

    /** Numbers from 0 up. */
    static void writeNumbers(Output out, int[] numbers, int max) {
        writeCount(out, numbers.length, max);
        for (int number : numbers) {
            out.writeVarInt(number, true);
        }
    }

    static int[] readNumbers(Input in, int max) {
        int[] numbers = new int[readCount(in, max, 1)];
        for (int i = 0; i < numbers.length; i++) {
            numbers[i] = readNumber(in, Integer.MAX_VALUE);
        }
        return numbers;
    }

    /** A number from 0 up. */
    static long readCounter(Input in) {
        long n = in.readVarLong(true);
        if (n < 0) {
            throw new WireException("A counter of " + n + "; it starts at 0");
        }
        return n;
    }

    /** A number from 0 to {@code max}. */
    static int readNumber(Input in, int max) {
        int n = in.readVarInt(true);
        if (n < 0 || n > max) {
            throw new WireException("A number of " + n + "; 0 to " + max + " is accepted");
        }
        return n;
    }

    static boolean readFlag(Input in) {
        return readNumber(in, 1) == 1;
    }

    static void writeCount(Output out, int n, int max) {
        if (n > max) {
            throw new WireException("A length of " + n + "; at most " + max + " is sent");
        }
        out.writeVarInt(n, true);
    }

    /** @param bytesEach least number of bytes that an element takes */
    static int readCount(Input in, int max, int bytesEach) {
        int n = readNumber(in, max);
        if ((long) n * bytesEach > in.limit() - in.position()) {
            throw new WireException("A length of " + n + " with " + (in.limit() - in.position()) + " bytes left");
        }
        return n;
    }
}
