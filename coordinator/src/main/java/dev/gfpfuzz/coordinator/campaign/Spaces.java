package dev.gfpfuzz.coordinator.campaign;

import dev.gfpfuzz.workers.shard.SpaceResult;
import dev.gfpfuzz.workers.shard.SpaceSpec;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The exhaustive searches of a campaign, one for each target that is one space. */
final class Spaces {
    /** What is to be searched; null where there is no one space. */
    private final @Nullable SpaceSpec[] specs;
    /** What it came to; null before it has ended. */
    private final @Nullable SpaceResult[] results;
    /** Whether some target is known to have no certificate, ever. */
    private boolean uncertain;

    Spaces(CampaignSpec spec) {
        specs = new SpaceSpec[spec.targets().size()];
        results = new SpaceResult[specs.length];
        for (int t = 0; t < specs.length; t++) {
            long statesMax = spec.statesMax(t);
            uncertain |= statesMax == 0;
            specs[t] = statesMax == 0 ? null : new SpaceSpec(spec.targets().get(t), statesMax);
        }
    }

    /** @return whether that was not known */
    boolean searched(int target, SpaceResult result) {
        if (results[target] != null) {
            return false;
        }
        results[target] = result;
        uncertain |= !result.certificate();
        return true;
    }

    /** The exhaustive search of a target; null when there is none, or when it has ended. */
    @Nullable
    SpaceSpec toSearch(int target) {
        return results[target] == null ? specs[target] : null;
    }

    /** Whether every search has ended. */
    boolean allSearched() {
        for (int t = 0; t < specs.length; t++) {
            if (toSearch(t) != null) {
                return false;
            }
        }
        return true;
    }

    /** Whether nothing is left to learn about a target, while there is about another one whose search has ended. */
    boolean spares(int target) {
        return certified(target) && uncertain;
    }

    private boolean certified(int target) {
        return results[target] != null && results[target].certificate();
    }

    /** By target; null where there is none, or none yet. */
    List<@Nullable SpaceResult> results() {
        return Collections.unmodifiableList(Arrays.asList(results.clone()));
    }
}
