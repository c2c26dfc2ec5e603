package dev.gfpfuzz.triage;

import dev.gfpfuzz.profile.Profile;
import dev.gfpfuzz.text.BadInputException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** The experiments: the open questions of the thread. */
public final class WhatIf {
    private static final List<Experiment> ALL = all();

    private WhatIf() {}

    private static List<Experiment> all() {
        List<Experiment> all = new ArrayList<>();
        all.addAll(FlagExperiments.all());
        all.addAll(SemanticsExperiments.all());
        all.addAll(BufioExperiments.all());
        all.addAll(FailureExperiments.all());
        all.sort(Comparator.comparing(Experiment::id));
        return List.copyOf(all);
    }

    /** Every built-in call site under two kernels: what gets better and what worse. */
    public static Experiment.Result compare(Profile baseline, Profile candidate, int schedules, long seed) {
        return SemanticsExperiments.compare(baseline, candidate, schedules, seed);
    }

    /** In the order of their ids. */
    public static List<Experiment> experiments() {
        return ALL;
    }

    /** @throws BadInputException if there is none of that id; the message names the nearest */
    public static Experiment named(String id) {
        return ALL.stream()
                .filter(e -> e.id().equalsIgnoreCase(id))
                .findFirst()
                .orElseThrow(() -> BadInputException.unknown(
                        "experiment", id, ALL.stream().map(Experiment::id).toList()));
    }
}
