package dev.gfpfuzz.coordinator.campaign;

import dev.gfpfuzz.workers.shard.SpaceResult;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a profile's silence means: which of the targets in which nothing was violated have a certificate, and which
 * invariants were never put to the test. "Unreachable" is an answer, "untested" is none.
 *
 * @param profile the profile's name
 * @param targets indices of the silent targets, at least 1
 * @param sum their runs together
 * @param certified those of {@code targets} of which every run was searched
 * @param states states of the certified ones together
 * @param unreachable invariants whose situation cannot occur in any of the targets: exhaustive searches say so
 * @param untested invariants whose situation did not occur, and nobody knows whether it can
 */
public record Silence(
        String profile,
        List<Integer> targets,
        Tally sum,
        List<Integer> certified,
        long states,
        List<String> unreachable,
        List<String> untested) {
    /** Each profile with a silent target, in the order of the targets. */
    public static List<Silence> of(CampaignSummary s) {
        Map<String, List<Integer>> silent = new LinkedHashMap<>();
        for (int t = 0; t < s.spec().targets().size(); t++) {
            if (isSilent(s, t)) {
                silent.computeIfAbsent(s.spec().targets().get(t).profile(), p -> new ArrayList<>())
                        .add(t);
            }
        }
        List<Silence> all = new ArrayList<>();
        silent.forEach((profile, targets) -> all.add(of(s, profile, targets)));
        return all;
    }

    /** Whether the target was run or searched, and nothing was violated. */
    private static boolean isSilent(CampaignSummary s, int target) {
        SpaceResult space = s.spaces().get(target);
        if (s.violated(target)) {
            return false;
        }
        return s.tallies().get(target).schedules() > 0 || space != null && space.certificate();
    }

    private static Silence of(CampaignSummary s, String profile, List<Integer> targets) {
        Tally sum = Tally.NONE;
        List<Integer> certified = new ArrayList<>();
        long states = 0;
        for (int t : targets) {
            sum = sum.plus(s.tallies().get(t));
            SpaceResult space = s.spaces().get(t);
            if (space != null && space.certificate()) {
                certified.add(t);
                states += space.states();
            }
        }
        Map<String, Boolean> met = new LinkedHashMap<>();
        for (int t : targets) {
            missed(s, t).forEach((invariant, unreachable) -> met.merge(invariant, unreachable, Boolean::logicalAnd));
        }
        for (int t : targets) {
            met.keySet().removeAll(exercised(s, t));
        }
        return new Silence(
                profile,
                List.copyOf(targets),
                sum,
                List.copyOf(certified),
                states,
                met.entrySet().stream()
                        .filter(Map.Entry::getValue)
                        .map(Map.Entry::getKey)
                        .toList(),
                met.entrySet().stream()
                        .filter(e -> !e.getValue())
                        .map(Map.Entry::getKey)
                        .toList());
    }

    /** Invariants whose situation did not occur in a target's runs or its search, each with whether it cannot. */
    public static Map<String, Boolean> missed(CampaignSummary s, int target) {
        SpaceResult space = s.spaces().get(target);
        Map<String, Boolean> missed = new LinkedHashMap<>();
        s.tallies().get(target).exercised().forEach((invariant, runs) -> {
            if (runs == 0) {
                missed.put(invariant, unreachable(space, invariant));
            }
        });
        if (space != null && space.certificate()) {
            space.vacuous().forEach(invariant -> missed.put(invariant, true));
        }
        return missed;
    }

    private static List<String> exercised(CampaignSummary s, int target) {
        List<String> exercised = new ArrayList<>();
        s.tallies().get(target).exercised().forEach((invariant, runs) -> {
            if (runs > 0) {
                exercised.add(invariant);
            }
        });
        SpaceResult space = s.spaces().get(target);
        if (space != null) {
            exercised.addAll(space.exercised());
        }
        return exercised;
    }

    /** Whether an exhaustive search says that the invariant's situation cannot occur. */
    private static boolean unreachable(@Nullable SpaceResult space, String invariant) {
        return space != null && space.certificate() && space.vacuous().contains(invariant);
    }
}
