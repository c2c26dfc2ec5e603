package dev.gfpfuzz.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Scenario text is read, printed back identically, and refused with a place and a sentence. */
class ScenarioTextTest {
    private static final String HEAD = "scenario s\nmemory m pages=1\ndm-bufio c\ntask T\n";

    @ParameterizedTest
    @MethodSource("dev.gfpfuzz.scenario.Scenarios#names")
    void builtInFilesAreInPrintedForm(String name) {
        assertThat(ScenarioPrinter.print(Scenarios.named(name))).isEqualTo(Scenarios.text(name + ".gfz"));
    }

    @Test
    void everythingIsReadAndPrintedBack() {
        String text = """
                scenario everything
                  Why it matters.
                  On two lines.

                expect v4_17 holds
                expect mut_renoio violates no-lost-freed-buffer

                memory m pages=3
                dm-bufio c buffers=2 reserved=1

                task T PF_MEMALLOC_NOIO PF_KTHREAD
                  repeat 2
                    b = read c 1
                    repeat 3
                      mark_dirty c b
                    end
                    release c b
                  end
                  p = alloc m GFP_NOIO|__GFP_NORETRY 0
                  free m p

                task U
                  write c
                """;
        Scenario s = ScenarioParser.parse(text, "everything.gfz");
        assertThat(ScenarioPrinter.print(s)).isEqualTo(text);
        assertThat(s.tasks().get(0).operations()).hasSize(12);
        assertThat(ScenarioParser.parse(ScenarioPrinter.print(s), "again")).isEqualTo(s);
    }

    @Test
    void commentsBlanksAndSpacingDoNotMatter() {
        String text =
                "# head\n\nscenario s # name\n  why\n# c\nmemory m   pages = 1\ntask T\n\n  p=alloc m GFP_KERNEL 0\n";
        assertThat(ScenarioPrinter.print(ScenarioParser.parse(text, "f")))
                .isEqualTo("scenario s\n  why\n\nmemory m pages=1\n\ntask T\n  p = alloc m GFP_KERNEL 0\n");
    }

    /** Text with {@code /} for a new line; @ stands for two objects and a task's head, four lines. */
    @ParameterizedTest
    @CsvSource(delimiter = '~', textBlock = """
            '' ~ f:1:1: The text is empty; it must start with 'scenario NAME'.
            task T ~ f:1:1: Found 'task'; a scenario starts with 'scenario NAME', not indented.
            scenario ~ f:1:9: Found 'scenario' without a name; accepted are lower case letters, digits and hyphens.
            scenario Big/task T ~ f:1:10: 'Big' is no name for a scenario; accepted are lower case letters, digits and hyphens.
            scenario s t/task T ~ f:1:12: Found 't' where the line should end.
            scenario s ~ f:1:1: Scenario s has no task; at least one is needed.
            scenario s/tsk T ~ f:2:1: Unknown word at the start of a line 'tsk'; known: expect, task
            scenario s/expect v4_17 maybe ~ f:2:1: Found 'expect v4_17 maybe'; accepted is 'expect PROFILE holds' or
            scenario s/expect v4_177 holds ~ (did you mean v4_17
            scenario s/expect v4_17 violates no-deadlok ~ (did you mean no-deadlock?).
            scenario s/expect v4_17 holds/expect v4_17 holds ~ f:3:8: There is an expectation for profile v4_17 already.
            scenario s/dm-bufio c ~ f:2:1: A dm-bufio allocates pages; declare a memory before it
            scenario s/memory m/memory n ~ f:3:1: A scenario has one memory, and this would be a second.
            scenario s/memory m pgaes=1 ~ f:2:10: Unknown parameter of memory 'pgaes'; known: pages
            scenario s/memory m pages=65 ~ f:2:16: Found pages '65'; accepted is a number from 0 to 64.
            scenario s/memory m pages ~ f:2:10: Parameter pages has no value; accepted is pages=0 to pages=64.
            scenario s/memory m pages=1 pages=2 ~ f:2:18: Parameter pages is given twice.
            scenario s/memory m/dm-bufio m ~ f:3:10: There is an object called 'm' already.
            scenario s/task T/task T ~ f:3:6: There is a task called 'T' already.
            scenario s/task T PF_MEMALOC ~ f:2:8: Unknown task flag 'PF_MEMALOC'
            scenario s/task T PF_KTHREAD PF_KTHREAD ~ f:2:19: Task flag PF_KTHREAD is given twice.
            scenario s/memory m//  read c 1/task T ~ f:4:3: Found an indented line; only prose
            @  b = raed c 1 ~ f:5:7: Unknown operation 'raed'
            @  b = read c ~ f:5:13: Operation read has 1 argument; accepted is 'BUFFER = read DM-BUFIO BLOCK'.
            @  b = read c 1 2 ~ f:5:16: Operation read has 3 arguments;
            @  b = read d 1 ~ f:5:12: Unknown object 'd'; known: m, c
            @  b = read m 1 ~ f:5:12: Object 'm' is a memory; read needs a dm-bufio.
            @  b = read c 100 ~ f:5:14: Found block '100'; accepted is a number from 0 to 99.
            @  b = ~ f:5:6: Nothing is assigned; an operation has to follow the '='.
            @  release c b ~ f:5:13: Nothing is assigned to 'b' before; release needs a buffer.
            @  p = alloc m GFP_KERNEL 0/  release c p ~ f:6:13: Variable 'p' is a page; release needs a buffer.
            scenario s/memory m/dm-bufio c/dm-bufio d/task T/  b = read c 1/  release d b ~ f:6:3: 'release d b' comes when 'b' is of c.
            @  p = alloc m GFP_KERNEL 0/  p = read c 1 ~ f:6:3: Variable 'p' is a page and cannot become a buffer
            @  p = alloc m GFP_NOIO|__GFP_NORETYR 0 ~ f:5:24: Unknown allocation flag '__GFP_NORETYR'
            @  x = write c ~ f:5:3: Operation write has no result that 'x' could receive.
            @  end ~ f:5:3: Found 'end' without a 'repeat' before it.
            @  repeat 2/    write c ~ f:5:3: This 'repeat' has no 'end'.
            @  repeat 2/  end ~ f:5:3: This 'repeat' repeats nothing.
            @  repeat 0/    write c/  end ~ f:5:10: Found repeat count '0'; accepted is a number from 1 to 64.
            @  repeat 33/    write c/    write c/  end ~ The task has more than 64 operations
            @  a = read c 1/  b = read c 1/  d = read c 1/  e = read c 1/  f = read c 1 ~ f:9:3: Variable 'f' is one too many
            """)
    void aMistakeIsRefusedWithItsPlaceAndASentence(String text, String message) {
        String source = text.replace("@", HEAD).replace("/", "\n");
        assertThatThrownBy(() -> ScenarioParser.parse(source, "f"))
                .isInstanceOf(ScenarioException.class)
                .hasMessageContaining(message)
                .hasMessageStartingWith("f:");
    }

    @Test
    void aSeventeenthTaskIsRefused() {
        StringBuilder text = new StringBuilder("scenario s\n");
        for (int i = 0; i < 17; i++) {
            text.append("task T").append(i).append('\n');
        }
        assertThatThrownBy(() -> ScenarioParser.parse(text.toString(), "f"))
                .hasMessage("f:18:1: Task T16 is one too many; a scenario has at most 16 tasks.");
    }

    @Test
    void tasksAndInterruptSourcesTogetherMustFitIntoAWorld() {
        StringBuilder text = new StringBuilder("scenario s\nmemory m\ndm-bufio c\n");
        for (int i = 0; i < 16; i++) {
            text.append("task T").append(i).append('\n');
        }
        assertThatThrownBy(() -> ScenarioParser.parse(text.toString(), "f"))
                .hasMessageStartingWith("f:1:1: Scenario s is too large: A world has at most 16 tasks;");
    }
}
