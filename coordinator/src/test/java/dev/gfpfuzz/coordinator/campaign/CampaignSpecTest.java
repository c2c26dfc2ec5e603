package dev.gfpfuzz.coordinator.campaign;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gfpfuzz.profile.Profiles;
import dev.gfpfuzz.search.Knowledge;
import dev.gfpfuzz.workers.shard.ShardSpec;
import dev.gfpfuzz.workers.shard.Target;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class CampaignSpecTest {

    @Property
    void shards_spendTheBudgetExactlyAndEvenly(
            @ForAll @IntRange(min = 1, max = 7) int targets,
            @ForAll @IntRange(min = 1, max = 3000) int schedules,
            @ForAll @IntRange(min = 1, max = 200) int size) {
        long[] perTarget = spend(Samples.spec(targets, schedules, size));
        for (long n : perTarget) {
            assertThat(n).isBetween((long) schedules / targets, (long) schedules / targets + 1);
        }
    }

    @Property
    void generator_getsHalf(
            @ForAll @IntRange(min = 0, max = 5) int others,
            @ForAll @IntRange(min = 0, max = 5) int place,
            @ForAll @IntRange(min = 1, max = 3000) int schedules,
            @ForAll @IntRange(min = 1, max = 200) int size) {
        List<Target> targets =
                new ArrayList<>(Samples.spec(Math.max(1, others), 1, 1).targets());
        if (others == 0) {
            targets.clear();
        }
        int generator = Math.min(place, targets.size());
        targets.add(generator, Target.generator(Profiles.V4_17));
        CampaignSpec spec = new CampaignSpec(targets, "random", 1, new Budget.Schedules(schedules), size);
        long[] perTarget = spend(spec);
        long half = others == 0 ? schedules : schedules / 2;
        assertThat(perTarget[generator]).isBetween(half - others, half + 1);
    }

    @Test
    void aBudgetIsAsLargeAsShardsCanBeNumbered() {
        long most = 715_827_882L * 3 * 40_000;
        List<Target> three = Samples.spec(3, 1, 1).targets();
        CampaignSpec largest = new CampaignSpec(three, "random", 1, new Budget.Schedules(most));
        assertThat(largest.shards()).isEqualTo(715_827_882L * 3).isLessThanOrEqualTo(Integer.MAX_VALUE);
        for (long more : new long[] {most + 1, Long.MAX_VALUE - 1, Long.MAX_VALUE}) {
            assertThatThrownBy(() -> new CampaignSpec(three, "random", 1, new Budget.Schedules(more)))
                    .isInstanceOf(CampaignException.class)
                    .hasMessageContaining("accepted are 1 to 85,899,345,840,000");
        }
    }

    /** Runs per target; checks on the way that shards are numbered and counted without a gap. */
    private static long[] spend(CampaignSpec spec) {
        long[] perTarget = new long[spec.targets().size()];
        long[] shards = new long[perTarget.length];
        long sum = 0;
        for (long s = 0; s < spec.shards(); s++) {
            int t = spec.targetOf(s);
            ShardSpec shard = spec.shard(s, Knowledge.NONE);
            assertThat(shard.target()).isEqualTo(spec.targets().get(t));
            assertThat(shard.schedules()).isBetween(1L, (long) spec.shardSize());
            assertThat(spec.position(s, 0)).isEqualTo(perTarget[t]);
            assertThat(spec.ordinal(s)).isEqualTo(shards[t]++);
            perTarget[t] += shard.schedules();
            sum += shard.schedules();
        }
        assertThat(sum).isEqualTo(((Budget.Schedules) spec.budget()).schedules());
        return perTarget;
    }

    @Test
    void senselessSpecs_areRefused() {
        assertThatThrownBy(() -> Samples.spec(1, 0, 5)).hasMessageContaining("at least 1");
        assertThatThrownBy(() -> Samples.spec(1, 5, 0)).hasMessageContaining("at least 1");
        assertThatThrownBy(() -> new CampaignSpec(List.of(), "random", 1, new Budget.Seconds(1)))
                .hasMessageContaining("without a target");
        assertThatThrownBy(() -> new Budget.Seconds(-1)).hasMessageContaining("-1 seconds");
    }
}
