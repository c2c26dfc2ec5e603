package dev.gfpfuzz.workers.codec;

import com.esotericsoftware.kryo.Kryo;
import com.esotericsoftware.kryo.KryoException;
import com.esotericsoftware.kryo.io.Input;
import com.esotericsoftware.kryo.io.Output;
import com.esotericsoftware.kryo.util.Pool;
import dev.gfpfuzz.workers.protocol.Message;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Messages to bytes and back. Thread-safe.
 *
 * <p>The manifest is the message's letter and the protocol version ({@code S2}), or the letter alone for the two messages
 * that are the same in every version; bytes with an unknown manifest are refused before any of them is looked at.
 */
public final class MessageCodec {
    /** No message is larger, neither sent nor received; {@code node.conf} has room for it in a frame. */
    public static final int BYTES_MAX = 2 << 20;

    /** A registered class is written as its id and this. */
    private static final int KRYO_IDS_FROM = 2;

    private static final Map<Class<?>, Format<?>> BY_TYPE = new LinkedHashMap<>();
    private static final Map<String, Format<?>> BY_MANIFEST = new LinkedHashMap<>();

    static {
        for (Format<?> f : Formats.ALL) {
            BY_TYPE.put(f.type(), f);
            BY_MANIFEST.put(f.manifest(), f);
        }
    }

    private final Pool<Kryo> kryos = new Pool<>(true, true, 16) {
        @Override
        protected Kryo create() {
            Kryo kryo = new Kryo();
            kryo.setRegistrationRequired(true);
            kryo.setReferences(false);
            kryo.setMaxDepth(4);
            for (Format<?> f : Formats.ALL) {
                kryo.register(f.type(), f, f.id());
            }
            return kryo;
        }
    };

    public String manifest(Message message) {
        return format(message).manifest();
    }

    /** @throws WireException when the message exceeds a cap */
    public byte[] encode(Message message) {
        Kryo kryo = kryos.obtain();
        try (Output out = new Output(256, BYTES_MAX)) {
            kryo.writeClassAndObject(out, message);
            return out.toBytes();
        } catch (KryoException e) {
            throw new WireException(message.getClass().getSimpleName() + " cannot be sent: " + e.getMessage(), e);
        } finally {
            kryos.free(kryo);
        }
    }

    /** @throws WireException when these bytes are not exactly one message of this kind */
    public Message decode(String manifest, byte[] bytes) {
        Format<?> format = BY_MANIFEST.get(manifest);
        if (format == null) {
            throw new WireException("A message of unknown kind '" + manifest + "'; known: " + BY_MANIFEST.keySet());
        }
        if (bytes.length > BYTES_MAX) {
            throw new WireException("A message of " + bytes.length + " bytes; at most " + BYTES_MAX + " are accepted");
        }
        Kryo kryo = kryos.obtain();
        try (Input in = new Input(bytes)) {
            // Kryo itself would also take the name of a class here, and make room for one of any length.
            if (in.readVarInt(true) != format.id() + KRYO_IDS_FROM) {
                throw new WireException("A message that says it is '" + manifest + "' and is none");
            }
            Message read = kryo.readObject(in, format.type(), format);
            if (in.position() != bytes.length) {
                throw new WireException("A message with " + (bytes.length - in.position()) + " bytes too many");
            }
            return read;
        } catch (KryoException | IllegalArgumentException | IndexOutOfBoundsException e) {
            throw new WireException("A message of " + bytes.length + " bytes cannot be read: " + e.getMessage(), e);
        } finally {
            kryos.free(kryo);
        }
    }

    /** What the other side would receive: for actors in one JVM, so that they share nothing. */
    public <M extends Message> M overTheWire(M message) {
        @SuppressWarnings("unchecked")
        M copy = (M) decode(manifest(message), encode(message));
        return copy;
    }

    private static Format<?> format(Message message) {
        Format<?> f = BY_TYPE.get(message.getClass());
        if (f == null) {
            throw new WireException(message.getClass().getSimpleName() + " has no format");
        }
        return f;
    }
}
