package dev.gfpfuzz.coordinator.cli;

import dev.gfpfuzz.corpus.Trial;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * The corpus in numbers.
 *
 * @param bugs historic bugs run
 * @param found those of which every broken shape was found as expected
 * @param foundFast those of these that took {@value #FAST} CPU seconds at most for each broken shape
 * @param fixes shapes after the fix
 * @param silent those that stayed silent
 * @param proved those of these whose whole space was visited
 * @param mutants mutants of the fixes
 * @param caught those found as expected
 * @param alarms correct behaviour that looks suspicious
 * @param quiet those that stayed silent
 * @param cpuSeconds of searching and shrinking
 */
record CorpusSummary(
        int bugs,
        int found,
        int foundFast,
        int fixes,
        int silent,
        int proved,
        int mutants,
        int caught,
        int alarms,
        int quiet,
        double cpuSeconds) {
    private static final double FAST = 5;

    static CorpusSummary of(List<TimedRow> rows) {
        Map<String, List<TimedRow>> broken = new LinkedHashMap<>();
        for (TimedRow r : rows) {
            if (!r.trial().silent() && !is(r, Trial.MUTANT)) {
                broken.computeIfAbsent(r.trial().id(), id -> new ArrayList<>()).add(r);
            }
        }
        List<List<TimedRow>> found = broken.values().stream()
                .filter(shapes -> shapes.stream().allMatch(CorpusSummary::ok))
                .toList();
        List<List<TimedRow>> fast = found.stream()
                .filter(shapes -> shapes.stream().allMatch(r -> r.searchSeconds() <= FAST))
                .toList();
        List<TimedRow> fixes = rows.stream()
                .filter(r -> r.trial().silent() && !is(r, Trial.ALARM))
                .toList();
        List<TimedRow> mutants = rows.stream().filter(r -> is(r, Trial.MUTANT)).toList();
        List<TimedRow> alarms = rows.stream().filter(r -> is(r, Trial.ALARM)).toList();
        return new CorpusSummary(
                broken.size(),
                found.size(),
                fast.size(),
                fixes.size(),
                count(fixes),
                (int) fixes.stream()
                        .filter(r -> r.row().ok() && r.row().search().exhaustive())
                        .count(),
                mutants.size(),
                count(mutants),
                alarms.size(),
                count(alarms),
                rows.stream().mapToDouble(TimedRow::cpuSeconds).sum());
    }

    private static boolean is(TimedRow r, String shape) {
        return r.trial().shape().equals(shape);
    }

    private static boolean ok(TimedRow r) {
        return r.row().ok();
    }

    private static int count(List<TimedRow> rows) {
        return (int) rows.stream().filter(CorpusSummary::ok).count();
    }

    /** Whether every silent row is a proof and every other one was found. */
    boolean everythingProved() {
        return found == bugs && proved == fixes && alarms == 0;
    }

    /** One line for people. */
    String text() {
        return String.format(
                Locale.ROOT,
                "%d of %d found, %d within %.0f CPU-seconds; %s; %.0f CPU-seconds",
                found,
                bugs,
                foundFast,
                FAST,
                rest(),
                cpuSeconds);
    }

    /** The same without times. */
    String counts() {
        return found + " of " + bugs + " found; " + rest() + ".";
    }

    private String rest() {
        return String.format(
                Locale.ROOT,
                "%d of %d silent, %d proved exhaustively; %d of %d mutants caught; %d of %d false alarms silent",
                silent,
                fixes,
                proved,
                caught,
                mutants,
                quiet,
                alarms);
    }
}
