package dev.gfpfuzz.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gfpfuzz.profile.Profiles;
import dev.gfpfuzz.run.Runner;
import dev.gfpfuzz.run.Subject;
import dev.gfpfuzz.scenario.Case;
import dev.gfpfuzz.scenario.ScenarioParser;
import dev.gfpfuzz.schedule.Schedule;
import dev.gfpfuzz.search.Bounds;
import dev.gfpfuzz.search.BreadthFirst;
import java.io.IOException;
import java.io.StringReader;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
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
    void onANarrowTerminal_theWordsGoBelowTheOperation() {
        String narrow = shortest("mut_renoio").text(64, Style.PLAIN);
        String lanes = narrow.substring(narrow.indexOf("  step"), narrow.indexOf("  At the end"));
        assertThat(lanes.lines()).allMatch(line -> line.length() <= 64);
        assertThat(lanes).containsPattern("R\\d  b = read c 1\n");
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

    /** Long operations and the names of kernel functions made lines longer than a fixed width. */
    @ParameterizedTest
    @ValueSource(strings = {"mut_renoio", "v3_10"})
    void noWordOfThePictureIsCutOff(String profile) throws Exception {
        String text = TWO_READERS.replace("two-readers", "long-names").replace("R1", "a_reader_of_a_long_name");
        Document document = DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(new InputSource(new StringReader(shortest(text, profile).svg())));
        double width = Double.parseDouble(document.getDocumentElement().getAttribute("width"));
        NodeList texts = document.getElementsByTagName("text");
        for (int i = 0; i < texts.getLength(); i++) {
            Element e = (Element) texts.item(i);
            if (!e.hasAttribute("text-anchor") && !e.getAttribute("class").equals("g")) {
                assertThat(Double.parseDouble(e.getAttribute("x"))
                                + 7.2 * e.getTextContent().length())
                        .as(e.getTextContent())
                        .isLessThan(width);
            }
        }
    }

    @Test
    void thePictureSaysWhatItsLettersMean() {
        Explanation e = shortest("mut_renoio");
        assertThat(e.svg()).contains("▍ holds c-&gt;lock", "! wakes somebody").doesNotContain("w waits");
        assertThat(e.htmlFragment()).contains("▍ holds c-&gt;lock");
    }

    @Test
    void thePageHasTheStoryAsText() {
        Explanation e = shortest("mut_renoio");
        assertThat(e.htmlFragment())
                .contains(
                        "<details><summary>The same as text</summary><pre class=\"text\">VIOLATED no-lost-freed-buffer");
    }

    /** WCAG 2.1, 1.4.3: 4.5 to 1 at least, on a page and on the palest row of a picture. */
    @Test
    void textCanBeReadByThoseWhoSeeLittleContrast() {
        String colours = Explanation.css() + shortest("mut_renoio").svg().replace("fill:#fff;", "");
        Matcher m = Pattern.compile("[ ;{\"](?:color|fill):#([0-9a-f]{6})").matcher(colours);
        assertThat(m.results().map(r -> r.group(1)).distinct())
                .hasSizeGreaterThan(6)
                .allMatch(text -> contrast(text, "f8f9fa") >= 4.5 && contrast(text, "ffe3e3") >= 4.5);
    }

    private static double contrast(String dark, String light) {
        return (luminance(light) + 0.05) / (luminance(dark) + 0.05);
    }

    private static double luminance(String colour) {
        double sum = 0;
        double[] weights = {0.2126, 0.7152, 0.0722};
        for (int i = 0; i < 3; i++) {
            double c = Integer.parseInt(colour.substring(2 * i, 2 * i + 2), 16) / 255.0;
            sum += weights[i] * (c <= 0.03928 ? c / 12.92 : Math.pow((c + 0.055) / 1.055, 2.4));
        }
        return sum;
    }

    /** The same run as the deadlock's, with nothing that watches it. */
    @Test
    void aRunThatGetsStuckAndBreaksNoRule_isNotGreen() {
        Case c = Case.own(ScenarioParser.parse(LEAK, "test.gfz"), Profiles.V4_17);
        Schedule schedule =
                BreadthFirst.explore(c.subject(), Bounds.states(1_000_000)).counterexample();
        Subject watched = c.subject();
        Subject unwatched = new Subject(watched.name(), watched.initial().copyFor(List.of()), List.of());
        assertThat(Explanation.of(unwatched, schedule, "").htmlFragment())
                .contains("<h3 class=\"inconclusive\">INCONCLUSIVE: ");
    }

    @Test
    void namesAreEscapedInPages() {
        Explanation e = shortest("v3_10");
        assertThat(e.htmlFragment()).contains("c-&gt;lock").doesNotContain("c->lock");
    }
}
