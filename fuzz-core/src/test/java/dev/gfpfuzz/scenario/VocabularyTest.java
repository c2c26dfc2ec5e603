package dev.gfpfuzz.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gfpfuzz.model.callers.CallSites;
import dev.gfpfuzz.scenario.Vocabulary.ObjectKind;
import dev.gfpfuzz.scenario.Vocabulary.OperationKind;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A vocabulary has the same words whichever is asked for first. */
class VocabularyTest {
    private static Vocabulary fresh() {
        return Vocabulary.withSites(CallSites.all());
    }

    /** Opening all chapters also refuses two objects or operations of one name, and a chapter that announces others than it has. */
    @Test
    void everyObjectIsFoundFirst() {
        List<ObjectKind> all = fresh().objects();
        assertThat(all).hasSizeGreaterThan(10);
        assertThat(all)
                .allSatisfy(k -> assertThat(fresh().object(k.word()).about()).isEqualTo(k.about()));
    }

    @Test
    void everyOperationIsFoundFirst() {
        List<OperationKind> all = fresh().operations();
        assertThat(all).hasSizeGreaterThan(30);
        assertThat(all)
                .allSatisfy(
                        k -> assertThat(fresh().operation(k.verb()).function()).isEqualTo(k.function()));
    }

    @Test
    void theListDoesNotDependOnWhatWasAskedBefore() {
        Vocabulary asked = fresh();
        asked.object("dm-bufio");
        asked.operation("call");
        assertThat(asked.objects().stream().map(ObjectKind::word))
                .isEqualTo(fresh().objects().stream().map(ObjectKind::word).toList());
        assertThat(asked.operations().stream().map(OperationKind::verb))
                .isEqualTo(
                        fresh().operations().stream().map(OperationKind::verb).toList());
    }

    @Test
    void whatIsNoWordIsNotFound() {
        assertThat(fresh().object("dm-bufi")).isNull();
        assertThat(fresh().operation("raed")).isNull();
    }
}
