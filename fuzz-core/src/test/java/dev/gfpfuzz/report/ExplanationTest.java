package dev.gfpfuzz.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gfpfuzz.profile.Profiles;
import dev.gfpfuzz.run.Outcome;
import dev.gfpfuzz.run.Runner;
import dev.gfpfuzz.scenario.Case;
import dev.gfpfuzz.scenario.Scenario;
import dev.gfpfuzz.scenario.ScenarioParser;
import dev.gfpfuzz.schedule.Schedule;
import dev.gfpfuzz.search.RandomWalk;
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

    /** The smallest violating run among the first random ones: what the approved texts tell. */
    private static Explanation smallest(String profile, int runs) {
        return smallest(TWO_READERS, profile, runs);
    }

    private static Explanation smallest(String text, String profile, int runs) {
        Scenario scenario = ScenarioParser.parse(text, "test.gfz");
        Case c = Case.own(scenario, Profiles.named(profile));
        Runner runner = new Runner(c.subject());
        Outcome best = null;
        for (int seed = 0; seed < runs; seed++) {
            Outcome o = runner.run(new RandomWalk(), seed);
            if (o.violated() && (best == null || size(o) < size(best))) {
                best = o;
            }
        }
        assertThat(best).as("a violation under " + profile).isNotNull();
        return Explanation.of(c, best.schedule(), "gfz1-a-token");
    }

    private static int size(Outcome o) {
        return o.contextSwitches() * 100 + o.steps();
    }

    @ParameterizedTest
    @ValueSource(strings = {"mut_renoio", "v3_10", "mut_queue_late", "mut_release_silent"})
    void theStoryIsTheOneThatWasApproved(String profile) throws IOException {
        Approved.check(
                "two-readers-" + profile + ".txt", smallest(profile, 20_000).text(Explanation.WIDTH, Style.PLAIN));
    }

    @Test
    void theStoryOfADeadlockIsTheOneThatWasApproved() throws IOException {
        Approved.check("leak-v4_17.txt", smallest(LEAK, "v4_17", 1_000).text(Explanation.WIDTH, Style.PLAIN));
    }

    @Test
    void theLostBufferNamesTheDropAsItsCause() {
        Explanation e = smallest("mut_renoio", 20_000);
        List<String> lines = e.text(Explanation.WIDTH, Style.PLAIN).lines().toList();
        assertThat(lines).hasSizeLessThan(90).allMatch(line -> line.length() <= Explanation.WIDTH);
        assertThat(lines.get(0)).startsWith("VIOLATED no-lost-freed-buffer: ");
        assertThat(e.cause().sentence()).contains("R2 drops the lock in step").contains("R1 gets it");
        assertThat(String.join("\n", lines))
                .contains("b = read c 1", "__alloc_buffer_wait_no_callback", "./gfpfuzz replay gfz1-a-token");
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
        Explanation e = smallest("mut_renoio", 20_000);
        Case c = Case.own(ScenarioParser.parse(TWO_READERS, "two-readers.gfz"), Profiles.named("mut_renoio"));
        assertThat(e.traceHash())
                .isEqualTo(new Runner(c.subject()).traceHash(e.outcome().schedule()));
    }

    @Test
    void coloursAddNothingButEscapeSequences() {
        Explanation e = smallest("mut_renoio", 20_000);
        String coloured = e.text(Explanation.WIDTH, Style.ANSI);
        assertThat(coloured).contains("\u001b[1;31m");
        assertThat(coloured.replaceAll("\u001b\\[[0-9;]*m", "").replaceAll(" +\n", "\n"))
                .isEqualTo(e.text(Explanation.WIDTH, Style.PLAIN));
    }

    @Test
    void thePictureIsWellFormedAndNeedsNothingElse() throws Exception {
        String svg = smallest("mut_renoio", 20_000).svg();
        DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
        Document document = factory.newDocumentBuilder().parse(new InputSource(new StringReader(svg)));
        assertThat(document.getDocumentElement().getTagName()).isEqualTo("svg");
        assertThat(document.getElementsByTagName("circle").getLength()).isGreaterThan(20);
        assertThat(svg).doesNotContain("href", "src=", "url(", "<script");
    }

    @Test
    void namesAreEscapedInPages() {
        Explanation e = smallest("v3_10", 100);
        assertThat(e.htmlFragment()).contains("c-&gt;lock").doesNotContain("c->lock");
    }
}
