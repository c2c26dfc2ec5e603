package dev.gfpfuzz.coordinator.campaign;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gfpfuzz.search.Knowledge;
import dev.gfpfuzz.workers.shard.ShardSpec;
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
        CampaignSpec spec = Samples.spec(targets, schedules, size);
        long[] perTarget = new long[targets];
        for (long s = 0; s < spec.shards(); s++) {
            ShardSpec shard = spec.shard(s, Knowledge.NONE);
            assertThat(shard.schedules()).isBetween(1L, (long) size);
            assertThat(spec.position(s, 0)).isEqualTo(perTarget[spec.targetOf(s)]);
            perTarget[spec.targetOf(s)] += shard.schedules();
        }
        long sum = 0;
        for (long n : perTarget) {
            sum += n;
            assertThat(n).isBetween((long) schedules / targets, (long) schedules / targets + 1);
        }
        assertThat(sum).isEqualTo(schedules);
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
