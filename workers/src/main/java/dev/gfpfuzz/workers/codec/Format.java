package dev.gfpfuzz.workers.codec;

import com.esotericsoftware.kryo.Kryo;
import com.esotericsoftware.kryo.Serializer;
import com.esotericsoftware.kryo.io.Input;
import com.esotericsoftware.kryo.io.Output;
import dev.gfpfuzz.workers.protocol.Message;
import dev.gfpfuzz.workers.protocol.ProtocolVersion;
import java.util.function.BiConsumer;
import java.util.function.Function;

/** The bytes of one kind of message. */
final class Format<T extends Message> extends Serializer<T> {
    private final int id;
    private final String manifest;
    private final Class<T> type;
    private final BiConsumer<Output, T> writer;
    private final Function<Input, T> reader;

    /**
     * @param id Kryo's registration id, never used again for something else
     * @param letter what Akka writes beside the bytes, with the protocol version
     */
    Format(int id, String letter, Class<T> type, BiConsumer<Output, T> writer, Function<Input, T> reader) {
        this(type, id, letter + ProtocolVersion.CURRENT, writer, reader);
    }

    private Format(Class<T> type, int id, String manifest, BiConsumer<Output, T> writer, Function<Input, T> reader) {
        super(false, true);
        this.id = id;
        this.manifest = manifest;
        this.type = type;
        this.writer = writer;
        this.reader = reader;
    }

    /** This message has the same bytes in every version of the protocol, so that versions can tell each other. */
    Format<T> forEver() {
        return new Format<>(type, id, manifest.substring(0, 1), writer, reader);
    }

    int id() {
        return id;
    }

    String manifest() {
        return manifest;
    }

    Class<T> type() {
        return type;
    }

    @Override
    public void write(Kryo kryo, Output out, T message) {
        writer.accept(out, message);
    }

    @Override
    public T read(Kryo kryo, Input in, Class<? extends T> ignored) {
        return reader.apply(in);
    }
}
