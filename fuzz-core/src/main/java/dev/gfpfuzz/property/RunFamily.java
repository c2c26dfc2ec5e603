package dev.gfpfuzz.property;

import dev.gfpfuzz.profile.Profile;
import dev.gfpfuzz.scenario.Case;
import dev.gfpfuzz.scenario.ScenarioGenerator;
import dev.gfpfuzz.schedule.SplitMix64;

/** What a property is about: one thing to run, or a new one every so often. */
sealed interface RunFamily {
    /** For people: {@code two-readers under v4_17}. */
    String title();

    /** What to run for a seed. */
    RunSource source(long seed);

    /** How many runs to make of one source before the next is due. */
    int runsEach();

    /** Whether a run is one of these. */
    boolean has(Run run);

    /** Always the same. */
    record Single(RunSource source) implements RunFamily {
        @Override
        public String title() {
            return source.title();
        }

        @Override
        public RunSource source(long seed) {
            return source;
        }

        @Override
        public int runsEach() {
            return Integer.MAX_VALUE;
        }

        @Override
        public boolean has(Run run) {
            return run.title().equals(title());
        }
    }

    /** Generated scenarios. */
    record Generated(ScenarioGenerator.Mode mode, Profile profile) implements RunFamily {
        /** Enough for most that a scenario can show to the random walk, and few enough to see many scenarios. */
        private static final int RUNS_EACH = 50;

        @Override
        public String title() {
            return "generated scenarios under " + profile.name();
        }

        @Override
        public RunSource source(long seed) {
            return new CaseSource(Case.generated(SplitMix64.mix(seed), mode, profile));
        }

        @Override
        public int runsEach() {
            return RUNS_EACH;
        }

        @Override
        public boolean has(Run run) {
            return run.source().generated();
        }
    }
}
