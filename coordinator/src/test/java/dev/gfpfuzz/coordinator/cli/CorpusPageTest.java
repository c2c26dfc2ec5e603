package dev.gfpfuzz.coordinator.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gfpfuzz.corpus.Bug;
import dev.gfpfuzz.corpus.Configuration;
import dev.gfpfuzz.corpus.Corpus;
import dev.gfpfuzz.corpus.Trial;
import dev.gfpfuzz.run.Outcome;
import dev.gfpfuzz.run.Runner;
import dev.gfpfuzz.scenario.Reproduction;
import dev.gfpfuzz.scenario.Token;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** docs/bugs.md says what the corpus says. If it does not: {@code ./gfpfuzz corpus --markdown docs/bugs.md}. */
class CorpusPageTest {
    private static final Path PAGE = Path.of("..", "docs", "bugs.md");

    /** A row of the page's tables; {@code id} is the section's, or the first cell's where the section is no bug's. */
    private record Line(String id, String first, String profile, String expected, String found, String token) {}

    private static List<Line> lines() throws IOException {
        List<Line> lines = new ArrayList<>();
        String section = "";
        for (String line : Files.readString(PAGE).lines().toList()) {
            if (line.startsWith("## ")) {
                section = line.substring(3);
            } else if (line.matches("\\| (?!id |shape )[^|]+ \\| `.*")) {
                String[] c = line.split("\\|", -1);
                String first = c[1].strip();
                String id = Corpus.bug(section) == null ? first : section;
                lines.add(new Line(
                        id,
                        first,
                        c[2].strip().replace("`", ""),
                        c[3].strip(),
                        c[4].strip(),
                        c[7].strip().replace("`", "")));
            }
        }
        return lines;
    }

    static List<Line> found() throws IOException {
        return lines().stream().filter(l -> !l.token().isEmpty()).toList();
    }

    @Test
    void hasTheCorpussRowsAndNoOthers() throws IOException {
        List<String> wanted = Corpus.trials().stream()
                .map(t -> String.join(" ", t.id(), t.profile(), t.expected(), t.expected()))
                .toList();
        assertThat(lines())
                .extracting(l -> String.join(" ", l.id(), l.profile(), l.expected(), l.found()))
                .as("rows of docs/bugs.md; ./gfpfuzz corpus --markdown docs/bugs.md writes it anew")
                .isEqualTo(wanted);
        assertThat(found())
                .hasSize((int) Corpus.trials().stream().filter(t -> !t.silent()).count());
    }

    @Test
    void tellsTheFairnessAssumed() throws IOException {
        String page = Files.readString(PAGE);
        for (Bug bug : Corpus.bugs()) {
            assertThat(page).contains(bug.about()).contains(bug.fairness());
        }
    }

    @ParameterizedTest
    @MethodSource("found")
    void tokensReplayToWhatThePageSays(Line line) {
        Reproduction r = Token.decode(line.token(), Token.Sources.BUILT_IN);
        assertThat(r.theCase().profile().name()).isEqualTo(line.profile());
        Outcome o = new Runner(r.theCase().subject()).replay(r.schedule());
        assertThat(o.violation()).isNotNull();
        assertThat(o.violation().invariant()).isEqualTo(line.expected());
        Bug bug = Corpus.bug(line.id());
        if (bug != null) {
            Configuration shrunk = Configuration.of(r.theCase().scenario());
            assertThat(shrunk.within(bug.smallest()))
                    .as("%s within %s", shrunk, bug.smallest())
                    .isTrue();
        }
        assertThat(Corpus.trials(line.id())).extracting(Trial::profile).contains(line.profile());
    }
}
