package dev.gfpfuzz.workers.codec;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gfpfuzz.workers.protocol.Message;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Whatever bytes arrive: a message or a {@link WireException}, nothing else. */
class MutatedMessageProperties {
    private final MessageCodec codec = new MessageCodec();

    record Wire(String manifest, byte[] bytes) {}

    @Property(tries = 20_000)
    void anyBytes_areAMessageOrRefused(@ForAll("mutated") Wire wire) {
        Message m;
        try {
            m = codec.decode(wire.manifest(), wire.bytes());
        } catch (WireException e) {
            assertThat(e.getMessage()).isNotBlank();
            return;
        }
        assertThat(codec.overTheWire(m)).isEqualTo(m);
    }

    @Provide
    Arbitrary<Wire> mutated() {
        Arbitrary<Message> message = Arbitraries.of(List.copyOf(Samples.all().values()));
        Arbitrary<int[]> flips = Arbitraries.integers()
                .between(0, 4095)
                .array(int[].class)
                .ofMinSize(1)
                .ofMaxSize(6);
        return Combinators.combine(message, flips).as((m, places) -> {
            byte[] bytes = codec.encode(m);
            for (int place : places) {
                bytes[place / 8 % bytes.length] ^= (byte) (1 << place % 8);
            }
            return new Wire(codec.manifest(m), bytes);
        });
    }
}
