package dev.gfpfuzz.triage;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gfpfuzz.profile.Profiles;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

@Tag("slow")
class WhatIfTest {
    @TestFactory
    Stream<DynamicTest> everyExperiment_answersAsTheSourceSuggests() {
        return WhatIf.experiments().stream()
                .map(e -> DynamicTest.dynamicTest(e.id(), () -> {
                    Experiment.Result r = e.run().run(60, 1);
                    assertThat(r.asExpected()).as(r.answer()).isTrue();
                    assertThat(r.rows()).allSatisfy(row -> assertThat(row).hasSameSizeAs(r.columns()));
                }));
    }

    @Test
    void aKernelAgainstItself_changesNothing() {
        assertThat(WhatIf.compare(Profiles.V4_17, Profiles.V4_17, 5, 1).rows()).isEmpty();
    }
}
