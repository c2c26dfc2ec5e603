package dev.gfpfuzz.workers.codec;

import akka.serialization.SerializerWithStringManifest;
import dev.gfpfuzz.workers.protocol.Message;
import java.io.NotSerializableException;

/** {@link MessageCodec} as Akka's remoting wants it; bound to {@link Message} in {@code reference.conf}. */
public final class MessageSerializer extends SerializerWithStringManifest {
    private final MessageCodec codec = new MessageCodec();

    @Override
    public int identifier() {
        return 0x67667066;
    }

    @Override
    public String manifest(Object message) {
        return codec.manifest((Message) message);
    }

    @Override
    public byte[] toBinary(Object message) {
        return codec.encode((Message) message);
    }

    @Override
    public Object fromBinary(byte[] bytes, String manifest) throws NotSerializableException {
        try {
            return codec.decode(manifest, bytes);
        } catch (WireException e) {
            throw new NotSerializableException(e.getMessage());
        }
    }
}
