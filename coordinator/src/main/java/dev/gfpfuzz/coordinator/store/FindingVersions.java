package dev.gfpfuzz.coordinator.store;

import dev.gfpfuzz.workers.shard.RawFinding;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The findings of shards as the pages of a damaged store have them. A page may be there in several versions, one of them
 * damaged, and a finding has no checksum of its own: so all that a page says is kept, and which of it is right is for the
 * digest of its shard to say.
 */
final class FindingVersions {
    /** Most choices of versions that are tried for a shard: one damaged page makes a few. */
    private static final int CHOICES_MAX = 4096;

    /** By shard, and by number in it: what pages say. */
    private final Map<Long, Map<Long, List<RawFinding>>> versions = new HashMap<>();

    void add(long shard, long n, RawFinding finding) {
        List<RawFinding> same =
                versions.computeIfAbsent(shard, s -> new HashMap<>()).computeIfAbsent(n, i -> new ArrayList<>());
        if (!same.contains(finding)) {
            same.add(finding);
        }
    }

    /**
     * What a choice of a shard's findings makes, the longest ones first.
     *
     * @param made null for findings that are not the shard's
     * @return null if no choice does
     */
    <T> @Nullable T first(long shard, Function<List<RawFinding>, @Nullable T> made) {
        Map<Long, List<RawFinding>> byNumber = versions.getOrDefault(shard, Map.of());
        List<List<RawFinding>> choices = new ArrayList<>();
        List<List<RawFinding>> beginnings = List.of(List.of());
        for (long n = 0; !beginnings.isEmpty() && choices.size() < CHOICES_MAX; n++) {
            choices.addAll(beginnings);
            List<List<RawFinding>> longer = new ArrayList<>();
            for (List<RawFinding> beginning : beginnings) {
                for (RawFinding next : byNumber.getOrDefault(n, List.of())) {
                    longer.add(append(beginning, next));
                }
            }
            beginnings = longer;
        }
        for (int i = choices.size() - 1; i >= 0; i--) {
            T result = made.apply(choices.get(i));
            if (result != null) {
                return result;
            }
        }
        return null;
    }

    private static List<RawFinding> append(List<RawFinding> beginning, RawFinding next) {
        List<RawFinding> longer = new ArrayList<>(beginning);
        longer.add(next);
        return longer;
    }
}
