package dev.gfpfuzz.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gfpfuzz.profile.Profiles;
import dev.gfpfuzz.run.Runner;
import dev.gfpfuzz.scenario.Case;
import dev.gfpfuzz.scenario.ScenarioParser;
import dev.gfpfuzz.schedule.Schedule;
import dev.gfpfuzz.search.Bounds;
import dev.gfpfuzz.search.BreadthFirst;
import java.io.IOException;
import java.io.StringReader;
import java.util.List;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.w3c.dom.Document;
import org.xml.sax.InputSource;

/** What people read about a run. */
class ExplanationTest {
    private static final String TWO_READERS = """
            scenario two-readers

            memory m pages=0
            dm-bufio c buffers=0 reserved=1

            task R1
              b = read c 1
              release c b
              b = read c 2
              release c b

            task R2
              b = read c 3
              release c b
            """;

    /** A task ends with its buffer held, so whoever comes second sleeps for ever. */
    private static final String LEAK =
            TWO_READERS.replace("  release c b\n", "").replace("two-readers", "leak");

    /** A shortest violating run: what the approved texts tell. */
    private static Explanation shortest(String profile) {
        return shortest(TWO_READERS, profile);
    }

    private static Explanation shortest(String text, String profile) {
        Case c = Case.own(ScenarioParser.parse(text, "test.gfz"), Profiles.named(profile));
        Schedule schedule =
                BreadthFirst.explore(c.subject(), Bounds.states(1_000_000)).counterexample();
        assertThat(schedule).as("a violation under " + profile).isNotNull();
        return Explanation.of(c, schedule, "gfz1-a-token");
    }

    @ParameterizedTest
    @ValueSource(strings = {"mut_renoio", "v3_10", "mut_queue_late", "mut_release_silent"})
    void theStoryIsTheOneThatWasApproved(String profile) throws IOException {
        Approved.check("two-readers-" + profile + ".txt", shortest(profile).text(Explanation.WIDTH, Style.PLAIN));
    }

    @Test
    void theStoryOfADeadlockIsTheOneThatWasApproved() throws IOException {
        Approved.check("leak-v4_17.txt", shortest(LEAK, "v4_17").text(Explanation.WIDTH, Style.PLAIN));
    }

    @Test
    void theLostBufferNamesTheDropAsItsCause() {
        Explanation e = shortest("mut_renoio");
        List<String> lines = e.text(Explanation.WIDTH, Style.PLAIN).lines().toList();
        assertThat(lines).hasSizeLessThan(90).allMatch(line -> line.length() <= Explanation.WIDTH);
        assertThat(lines.get(0)).startsWith("VIOLATED no-lost-freed-buffer: ");
        assertThat(e.cause().sentence())
                .containsPattern("R\\d drops the lock in step \\d+ .*; in step \\d+ R\\d gets it");
        assertThat(String.join("\n", lines))
                .contains("b = read c 1", "__alloc_buffer_wait_no_callback", "./gfpfuzz replay gfz1-a-token");
    }

    private static String causeOf(String scenario, String profile) {
        Case c = Case.builtIn(scenario, Profiles.named(profile));
        Schedule schedule =
                BreadthFirst.explore(c.subject(), Bounds.states(1_000_000)).counterexample();
        return Explanation.of(c, schedule, "gfz1-a-token").text(200, Style.PLAIN);
    }

    /** The waiter looked, under the lock, after the last buffer became free: it is not late, the end of the write is silent. */
    @Test
    void theStuckWaiterOfASilentWrite_waitsForTheEndOfTheWrite() {
        assertThat(causeOf("write-holds", "mut_write_silent"))
                .contains("a write ends, so that its buffer can be had; Deep", "and nobody wakes it.")
                .doesNotContain("queues itself only");
    }

    /** The step began in another function than the one in which the rule broke. */
    @Test
    void theCauseNamesTheFunctionInWhichTheRuleBroke() {
        assertThat(causeOf("two-readers", "mut_need_kept"))
                .containsPattern("in which R\\d\\s+runs\\s+dm_bufio_shrink_scan");
    }

    @Test
    void aRunThatHolds_saysSo() throws IOException {
        Case c = Case.own(ScenarioParser.parse(TWO_READERS, "two-readers.gfz"), Profiles.V4_17);
        Explanation e = Explanation.of(c, Schedule.EMPTY, "");
        assertThat(e.outcome().violated()).isFalse();
        Approved.check("two-readers-v4_17.txt", e.text(Explanation.WIDTH, Style.PLAIN));
    }

    @Test
    void recordingDoesNotChangeTheRun() {
        Explanation e = shortest("mut_renoio");
        Case c = Case.own(ScenarioParser.parse(TWO_READERS, "two-readers.gfz"), Profiles.named("mut_renoio"));
        assertThat(e.traceHash())
                .isEqualTo(new Runner(c.subject()).traceHash(e.outcome().schedule()));
    }

    @Test
    void coloursAddNothingButEscapeSequences() {
        Explanation e = shortest("mut_renoio");
        String coloured = e.text(Explanation.WIDTH, Style.ANSI);
        assertThat(coloured).contains("\u001b[1;31m");
        assertThat(coloured.replaceAll("\u001b\\[[0-9;]*m", "").replaceAll(" +\n", "\n"))
                .isEqualTo(e.text(Explanation.WIDTH, Style.PLAIN));
    }

    @Test
    void thePictureIsWellFormedAndNeedsNothingElse() throws Exception {
        String svg = shortest("mut_renoio").svg();
        DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
        Document document = factory.newDocumentBuilder().parse(new InputSource(new StringReader(svg)));
        assertThat(document.getDocumentElement().getTagName()).isEqualTo("svg");
        assertThat(document.getElementsByTagName("circle").getLength()).isGreaterThan(20);
        assertThat(svg).doesNotContain("href", "src=", "url(", "<script");
    }

    @Test
    void namesAreEscapedInPages() {
        Explanation e = shortest("v3_10");
        assertThat(e.htmlFragment()).contains("c-&gt;lock").doesNotContain("c->lock");
    }
}
