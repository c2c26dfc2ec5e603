package dev.gfpfuzz.model.memcg;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gfpfuzz.kernel.Gfp;
import dev.gfpfuzz.kernel.TaskFlags;
import dev.gfpfuzz.profile.Profiles;
import dev.gfpfuzz.run.Runner;
import dev.gfpfuzz.run.Subject;
import dev.gfpfuzz.search.RandomWalk;
import dev.gfpfuzz.step.Event;
import dev.gfpfuzz.step.Observer;
import dev.gfpfuzz.step.Task;
import dev.gfpfuzz.step.World;
import dev.gfpfuzz.step.WorldBuilder;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How a charge at the limit ends and how often it reclaims, derived from the source of each kernel. */
class TryChargeTest {
    /** One charge of one task. */
    private static final class Charge implements Observer {
        String answer = "none";
        int reclaims;
        int waits;

        static Charge run(String profile, MemcgConfig config, int taskFlags, String mask, int pages, long seed) {
            Charge c = new Charge();
            WorldBuilder world = new WorldBuilder();
            Memcg g = Memcg.place(world, "g", config, 0, Profiles.named(profile));
            int task = world.task("t", new TryCharge(g.id(), Gfp.parse(mask), pages));
            world.task(task).setFlags(taskFlags);
            world.observe(c);
            World end = world.build();
            new Runner(new Subject("a charge", end, List.of())).run(new RandomWalk(), seed, end);
            assertThat(end.lookTask(task).flags()).as("flags at the end").isEqualTo(taskFlags);
            return c;
        }

        @Override
        public void on(World w, Event event, Task task, long a, long b) {
            if (event instanceof MemcgEvent e) {
                switch (e) {
                    case CHARGED -> answer = "charged";
                    case CHARGE_FORCED -> answer = "forced";
                    case CHARGE_FAILED -> answer = "failed";
                    case LIMIT_REACHED -> reclaims++;
                    case WAITS_FOR_WRITEBACK -> waits++;
                    default -> {}
                }
            }
        }
    }

    @ParameterizedTest(name = "{0}: {1} ends {2} after {3} reclaims")
    @CsvSource({
        "v4_17, GFP_KERNEL|__GFP_NORETRY, failed, 2",
        "v4_17, GFP_KERNEL|__GFP_RETRY_MAYFAIL, failed, 7",
        "v4_17, GFP_KERNEL, failed, 7",
        "v4_17, GFP_NOIO, failed, 7",
        "v4_17, GFP_KERNEL|__GFP_NOFAIL, forced, 7",
        "v4_17, GFP_KERNEL|__GFP_NORETRY|__GFP_NOFAIL, forced, 2",
        "v4_17, GFP_NOWAIT, failed, 0",
        "v4_17, GFP_NOWAIT|__GFP_NOFAIL, forced, 0",
        "v4_17, GFP_ATOMIC, failed, 0",
        "v6_1, GFP_KERNEL|__GFP_NORETRY, failed, 2",
        "v6_1, GFP_KERNEL|__GFP_RETRY_MAYFAIL, failed, 18",
        "v6_1, GFP_KERNEL|__GFP_NOFAIL, forced, 18",
        "v6_1, GFP_ATOMIC, forced, 0"
    })
    void atTheLimit_withNothingToReclaim(String profile, String mask, String answer, int reclaims) {
        Charge c = Charge.run(profile, MemcgConfig.full(0, 1, 0, 1), 0, mask, 1, 1);
        assertThat(c.answer).isEqualTo(answer);
        assertThat(c.reclaims).isEqualTo(reclaims);
    }

    /** Reclaim that makes progress is tried again for an order up to 3, but NORETRY gets its second one only. */
    @ParameterizedTest(name = "{0}, {1} pages: {2}")
    @CsvSource({
        "GFP_KERNEL|__GFP_NORETRY, 1, charged, 1",
        "GFP_KERNEL|__GFP_NORETRY, 3, charged, 1",
        "GFP_KERNEL|__GFP_NORETRY, 4, failed, 2",
        "GFP_KERNEL, 4, failed, 7",
        "GFP_NOWAIT, 1, failed, 0"
    })
    void reclaimsTheCleanPagesOfTheFile(String mask, int pages, String answer, int reclaims) {
        Charge c = Charge.run("v4_17", MemcgConfig.full(3, 0, 0, 2), 0, mask, pages, 1);
        assertThat(c.answer).isEqualTo(answer);
        assertThat(c.reclaims).isEqualTo(reclaims);
    }

    /** The second scan of the same call meets the page again: with FS it waits for the disk, which then makes it clean. */
    @ParameterizedTest(name = "{0} in scope {1}: waits {2}")
    @CsvSource({
        "GFP_KERNEL|__GFP_NORETRY, 0, true",
        "GFP_NOFS|__GFP_NORETRY, 0, false",
        "GFP_KERNEL|__GFP_NORETRY, 4, false"
    })
    void waitsForWritebackWithFsOnly(String mask, int taskFlags, boolean waits) {
        boolean waited = false;
        boolean failed = false;
        for (long seed = 0; seed < 200; seed++) {
            Charge c = Charge.run("v4_17", MemcgConfig.full(0, 0, 1, 0), taskFlags, mask, 1, seed);
            waited |= c.waits > 0;
            failed |= c.answer.equals("failed");
        }
        assertThat(waited).isEqualTo(waits);
        assertThat(failed).as("without the wait the disk may be too late").isEqualTo(!waits);
    }

    /** Reclaim that allocates, and who is about to exit, may exceed the limit; the latter not in v6.1. */
    @ParameterizedTest(name = "{0}, task flags {1}: {2}")
    @CsvSource({
        "v4_17, 1, forced",
        "v6_1, 1, forced",
        "v4_17, 512, forced",
        "v4_17, 4096, forced",
        "v6_1, 4096, failed",
        "v4_17, 16, failed"
    })
    void whoBypassesTheLimit(String profile, int taskFlags, String answer) {
        assertThat(new int[] {TaskFlags.PF_MEMALLOC, TaskFlags.TIF_MEMDIE, TaskFlags.SIGKILL, TaskFlags.PF_KTHREAD})
                .containsExactly(1, 512, 4096, 16);
        Charge c = Charge.run(profile, MemcgConfig.full(0, 0, 0, 1), taskFlags, "GFP_KERNEL|__GFP_NORETRY", 1, 1);
        assertThat(c.answer).isEqualTo(answer);
    }
}
