package dev.gfpfuzz.model.pagealloc;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gfpfuzz.kernel.Gfp;
import dev.gfpfuzz.kernel.TaskFlags;
import dev.gfpfuzz.profile.Profiles;
import dev.gfpfuzz.run.Runner;
import dev.gfpfuzz.run.Subject;
import dev.gfpfuzz.search.RandomWalk;
import dev.gfpfuzz.step.Observer;
import dev.gfpfuzz.step.Task;
import dev.gfpfuzz.step.World;
import dev.gfpfuzz.step.WorldBuilder;
import java.util.List;
import org.junit.jupiter.api.Test;

/** {@code mm/vmscan.c, v4.17, shrink_page_list} sets PG_reclaim on dirty pages; starting their writes leaves it alone. */
class BdiWritebackTest {
    /** How the only page was written, which was dirty when reclaim met it: before that nobody wakes the flusher. */
    private static final class Written implements Observer {
        private final int zone;
        private int withReclaim;
        private int without;

        Written(int zone) {
            this.zone = zone;
        }

        @Override
        public void afterStep(World w, Task task) {
            Zone z = w.look(zone);
            withReclaim = Math.max(withReclaim, z.lru(PageKind.WRITEBACK_RECLAIM));
            without = Math.max(without, z.lru(PageKind.WRITEBACK));
        }
    }

    @Test
    void aStartedWriteKeepsPgReclaim() {
        int written = 0;
        for (long seed = 0; seed < 20; seed++) {
            WorldBuilder world = new WorldBuilder();
            Zone z = Zones.create(world, "m", new SmallZone().dirty(1).free(4).config(), Profiles.V4_17);
            int task = world.task("t", z.allocPages(Gfp.GFP_KERNEL | Gfp.NORETRY, 0));
            world.task(task).setFlags(TaskFlags.PF_KTHREAD);
            Written seen = new Written(z.id());
            world.observe(seen);
            World w = world.build();
            new Runner(new Subject("dirty pages", w, List.of()), 5_000).run(new RandomWalk(), seed, w.copy());
            assertThat(seen.without).as("seed %d", seed).isZero();
            written += seen.withReclaim;
        }
        assertThat(written).isPositive();
    }
}
