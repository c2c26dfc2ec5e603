package dev.gfpfuzz.workers.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.esotericsoftware.kryo.Kryo;
import com.esotericsoftware.kryo.io.Output;
import dev.gfpfuzz.run.End;
import dev.gfpfuzz.schedule.Schedule;
import dev.gfpfuzz.workers.protocol.Job;
import dev.gfpfuzz.workers.protocol.Message;
import dev.gfpfuzz.workers.protocol.ProtocolVersion;
import dev.gfpfuzz.workers.protocol.ToCoordinator;
import dev.gfpfuzz.workers.protocol.ToWorker;
import dev.gfpfuzz.workers.shard.ShrinkSpec;
import java.io.IOException;
import java.io.InputStream;
import java.io.NotSerializableException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Properties;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class MessageCodecTest {

    private final MessageCodec codec = new MessageCodec();

    static Stream<String> names() {
        return Samples.all().keySet().stream();
    }

    @ParameterizedTest
    @MethodSource("names")
    void message_survivesTheWire(String name) {
        Message m = Samples.all().get(name);
        assertThat(codec.overTheWire(m)).isEqualTo(m);
    }

    /** Bytes of version 3, for ever. A change here needs a new {@code ProtocolVersion}. */
    @ParameterizedTest
    @MethodSource("names")
    void bytes_areTheGoldenOnes(String name) throws IOException {
        Properties golden = new Properties();
        try (InputStream in = MessageCodecTest.class.getResourceAsStream("golden.properties")) {
            golden.load(in);
        }
        Message m = Samples.all().get(name);
        String bytes = codec.manifest(m) + ":" + HexFormat.of().formatHex(codec.encode(m));
        assertThat(bytes).isEqualTo(golden.getProperty(name));
    }

    /** PostgreSQL keeps no NUL, and a message of an exception can have one. */
    @Test
    void nulInASentence_isReplaced() {
        assertThat(codec.overTheWire(new ToCoordinator.JobFailed("worker-1", 7, "expected 'a' but was '\0'")))
                .isEqualTo(new ToCoordinator.JobFailed("worker-1", 7, "expected 'a' but was '\uFFFD'"));
    }

    @Test
    void everyKindOfMessage_hasASample() {
        Set<Class<?>> sampled = new LinkedHashSet<>();
        Samples.all().values().forEach(m -> sampled.add(m.getClass()));
        List<Class<?>> kinds = new ArrayList<>(List.of(ToCoordinator.class.getPermittedSubclasses()));
        kinds.addAll(List.of(ToWorker.class.getPermittedSubclasses()));
        assertThat(sampled).containsExactlyInAnyOrderElementsOf(kinds);
        List<Class<?>> formatted = new ArrayList<>();
        Formats.ALL.forEach(f -> formatted.add(f.type()));
        assertThat(formatted).containsExactlyInAnyOrderElementsOf(kinds);
        assertThat(Formats.ALL).extracting(Format::id).doesNotHaveDuplicates();
        assertThat(Formats.ALL).extracting(Format::manifest).doesNotHaveDuplicates();
    }

    @ParameterizedTest
    @MethodSource("names")
    void truncatedMessage_isRefused(String name) {
        Message m = Samples.all().get(name);
        byte[] whole = codec.encode(m);
        for (int length = 0; length < whole.length; length++) {
            byte[] part = java.util.Arrays.copyOf(whole, length);
            assertThatThrownBy(() -> codec.decode(codec.manifest(m), part)).isInstanceOf(WireException.class);
        }
        byte[] longer = java.util.Arrays.copyOf(whole, whole.length + 1);
        assertThatThrownBy(() -> codec.decode(codec.manifest(m), longer)).isInstanceOf(WireException.class);
    }

    @Test
    void unknownManifest_isRefusedBeforeAnythingIsRead() {
        assertThatThrownBy(() -> codec.decode("S0", new byte[] {1}))
                .isInstanceOf(WireException.class)
                .hasMessageContaining("unknown kind 'S0'");
        assertThatThrownBy(() -> new MessageSerializer().fromBinary(new byte[] {1}, "java.util.Date"))
                .isInstanceOf(NotSerializableException.class);
    }

    /** By these two, versions tell each other that they differ: their manifests and golden bytes never change. */
    @Test
    void helloAndGoodbye_areTheSameInEveryVersion() {
        assertThat(codec.manifest(Samples.all().get("hello"))).isEqualTo("H");
        assertThat(codec.manifest(Samples.all().get("goodbye"))).isEqualTo("G");
        assertThat(codec.manifest(Samples.all().get("cancel"))).isEqualTo("C" + ProtocolVersion.CURRENT);
    }

    @Test
    void anotherKindThanTheManifestSays_isRefused() {
        byte[] cancel = codec.encode(new ToWorker.Cancel(1));
        assertThatThrownBy(() -> codec.decode("G", cancel)).hasMessageContaining("'G' and is none");
    }

    @Test
    void unregisteredClass_isRefused() {
        Kryo foreign = new Kryo();
        foreign.setRegistrationRequired(false);
        Output out = new Output(100, 1000);
        foreign.writeClassAndObject(out, new java.util.Date(0));
        assertThatThrownBy(() -> codec.decode("S" + ProtocolVersion.CURRENT, out.toBytes()))
                .isInstanceOf(WireException.class);
    }

    @Test
    void claimedLength_allocatesNothingBeyondTheBytesThere() {
        // Kryo writes an id as id + 2. A Goodbye with a text of 19,999 bytes that are not there.
        Output out = new Output(100, 1000);
        out.writeVarInt(42 + 2, true);
        out.writeVarInt(0, true);
        out.writeVarInt(19_999, true);
        assertThatThrownBy(() -> codec.decode("G", out.toBytes()))
                .isInstanceOf(WireException.class)
                .hasMessageContaining("19999 with 0 bytes left");
    }

    @Test
    void tooLarge_isNotSent() {
        int[] choices = new int[Formats.CHOICES_MAX + 1];
        choices[Formats.CHOICES_MAX] = 1;
        Message m = new ToWorker.Lease(
                1,
                new Job.Shrink(new ShrinkSpec(
                        ((Job.Shrink) ((ToWorker.Lease) Samples.all().get("lease-shrink")).job())
                                .finding()
                                .target(),
                        "i",
                        "s",
                        Schedule.of(choices))));
        assertThatThrownBy(() -> codec.encode(m)).isInstanceOf(WireException.class);
    }

    @Test
    void aCircleIsOnTheWire() {
        ToWorker.Lease lease = (ToWorker.Lease) Samples.all().get("lease-shrink");
        ShrinkSpec of = ((Job.Shrink) lease.job()).finding();
        Schedule around = Schedule.of(0, 3, 1).around(new Schedule.Circle(0, 7));
        Message m = new ToWorker.Lease(
                1, new Job.Shrink(new ShrinkSpec(of.target(), of.invariant(), of.skeleton(), around)));
        assertThat(codec.decode(codec.manifest(m), codec.encode(m))).isEqualTo(m);
    }

    @Test
    void ends_areAllOnTheWire() {
        // The format has one counter per End in their order; a new one changes every result's bytes.
        assertThat(End.values()).containsExactly(End.FINISHED, End.VIOLATED, End.STUCK, End.STEP_LIMIT);
    }
}
