package dev.gfpfuzz.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gfpfuzz.profile.Profile;
import dev.gfpfuzz.profile.ProfileParser;
import dev.gfpfuzz.profile.Profiles;
import dev.gfpfuzz.scenario.Token.Sources;
import dev.gfpfuzz.schedule.PayloadWriter;
import dev.gfpfuzz.schedule.Schedule;
import dev.gfpfuzz.schedule.TokenException;
import dev.gfpfuzz.schedule.TokenText;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.zip.CRC32;
import org.junit.jupiter.api.Test;

/** A token carries everything a replay needs, and says in one sentence what it misses. */
class TokenTest {
    private static final Schedule SCHEDULE = Schedule.of(0, 1, 0, 0, 0, 2);
    private static final Profile OWN_PROFILE =
            ProfileParser.parse("profile mine extends v4_17\ndm_bufio_release = silent\n", "mine");

    private static Scenario own(String name, int tasks) {
        StringBuilder text = new StringBuilder("scenario " + name + "\nmemory m pages=1\ndm-bufio c reserved=1\n");
        for (int i = 0; i < tasks; i++) {
            text.append("task T")
                    .append(i)
                    .append("\n  repeat 2\n    b = read c ")
                    .append(i)
                    .append("\n");
            text.append("    mark_dirty c b\n    release c b\n  end\n  write c\n  forget c 1\n  prefetch c 1 2\n");
        }
        return ScenarioParser.parse(text.toString(), name);
    }

    private static void comesBack(Case c, Sources sources) {
        Reproduction r = new Reproduction(c, SCHEDULE);
        assertThat(Token.decode(Token.encode(r), sources)).isEqualTo(r);
    }

    @Test
    void builtIns_goByName() {
        for (Profile p : Profiles.all()) {
            Case c = Case.builtIn("two-readers", p);
            comesBack(c, Sources.BUILT_IN);
            assertThat(Token.encode(c, SCHEDULE)).startsWith("gfz1").hasSizeLessThan(100);
        }
    }

    @Test
    void editsAreInside() {
        Edits edits =
                Edits.NONE.withoutTask(1).withoutOperations(0, List.of(0, 1, 3)).withParameter(1, "reserved", 2);
        comesBack(Case.builtIn("two-readers", Profiles.V4_17).with(edits), Sources.BUILT_IN);
    }

    @Test
    void ownTextsAreInside_whenShort() {
        Case c = Case.own(own("mine", 2), OWN_PROFILE);
        comesBack(c, Sources.BUILT_IN);
        assertThat(Token.encode(c, SCHEDULE)).hasSizeLessThan(300);
    }

    @Test
    void aLongScenarioIsAskedFor() {
        Scenario s = own("long-one", 11);
        String token = Token.encode(Case.own(s, Profiles.V4_17), SCHEDULE);
        comesBack(Case.own(s, Profiles.V4_17), new Sources(List.of(own("other", 1), s), List.of()));
        assertThatThrownBy(() -> Token.decode(token, Sources.BUILT_IN))
                .isInstanceOf(TokenException.class)
                .hasMessage("The token needs scenario 'long-one', which is too long to be inside it; give its file with"
                        + " --scenario FILE.");
        assertThatThrownBy(() -> Token.decode(token, new Sources(List.of(own("long-one", 12)), List.of())))
                .hasMessage("The token was made for another version of scenario 'long-one'.");
    }

    @Test
    void whatThisProgramDoesNotHaveIsRefused() {
        assertThatThrownBy(() -> Token.decode(builtIn("two-readers", "v4_17"), Sources.BUILT_IN))
                .isInstanceOf(TokenException.class)
                .hasMessage("The token was made for another version of scenario 'two-readers'.");
        assertThatThrownBy(() -> Token.decode(builtIn("two-writers", "v4_17"), Sources.BUILT_IN))
                .isInstanceOf(TokenException.class)
                .hasMessageContaining("Unknown scenario 'two-writers'");
    }

    private static String builtIn(String scenario, String profile) {
        return TokenText.wrap(new PayloadWriter()
                .octet(0)
                .octet(1)
                .string(scenario)
                .digest(1)
                .string(profile)
                .end(SCHEDULE));
    }

    @Test
    void editsThatDoNotFitAreRefused() {
        Edits edits = Edits.NONE.withoutOperations(0, List.of(60));
        Case c = new Case(new Origin.BuiltIn("two-readers"), edits, Profiles.V4_17);
        assertThatThrownBy(() -> Token.decode(Token.encode(c, SCHEDULE), Sources.BUILT_IN))
                .isInstanceOf(TokenException.class)
                .hasMessageStartingWith("The token does not fit scenario two-readers: The edits name a task");
    }

    /** 40 bytes that say that four million tasks were taken out. */
    @Test
    void editsThatNoScenarioHas_areRefusedBeforeTheyTakeMemory() {
        CRC32 crc = new CRC32();
        crc.update(ScenarioPrinter.print(Scenarios.named("two-readers")).getBytes(StandardCharsets.UTF_8));
        String token = TokenText.wrap(new PayloadWriter()
                .octet(1 << 4)
                .octet(Fidelity.of(Scenarios.named("two-readers")).ordinal())
                .string("two-readers")
                .digest((int) crc.getValue())
                .string("v4_17")
                .number(1)
                .number(0)
                .number(1 << 22)
                .number(0)
                .number(0)
                .end(Schedule.EMPTY));
        var threads = (com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean();
        long before = threads.getCurrentThreadAllocatedBytes();
        assertThatThrownBy(() -> Token.decode(token, Sources.BUILT_IN)).isInstanceOf(TokenException.class);
        assertThat(threads.getCurrentThreadAllocatedBytes() - before).isLessThan(32L << 20);
    }
}
