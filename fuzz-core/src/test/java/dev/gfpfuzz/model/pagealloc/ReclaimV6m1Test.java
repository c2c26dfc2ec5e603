package dev.gfpfuzz.model.pagealloc;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gfpfuzz.kernel.Gfp;
import dev.gfpfuzz.kernel.Slot;
import dev.gfpfuzz.kernel.TaskFlags;
import dev.gfpfuzz.profile.Profiles;
import dev.gfpfuzz.run.Runner;
import dev.gfpfuzz.run.Subject;
import dev.gfpfuzz.scenario.Case;
import dev.gfpfuzz.scenario.ScenarioParser;
import dev.gfpfuzz.search.RandomWalk;
import dev.gfpfuzz.step.Event;
import dev.gfpfuzz.step.Observer;
import dev.gfpfuzz.step.Task;
import dev.gfpfuzz.step.World;
import dev.gfpfuzz.step.WorldBuilder;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code mm/vmscan.c}: where reclaim of v6.1 differs from v4.17's. */
class ReclaimV6m1Test {
    /**
     * {@code should_continue_reclaim}. 60 pages are fewer than compaction of order 5 wants: v4.17 goes on as long as
     * compaction could not run, v6.1 does not, and leaves more of them.
     */
    @ParameterizedTest
    @CsvSource({"v4_17, 0, 31", "v6_1, 19, 19"})
    void reclaimForCompaction_endsWhenTheListsAreShort(String profile, int leftAtLeast, int leftAtMost) {
        for (long seed = 0; seed < 10; seed++) {
            SmallZone zone = new SmallZone().pages(512).clean(60).free(11);
            Request r = Request.run(profile, zone, TaskFlags.PF_KTHREAD, Gfp.GFP_KERNEL, 5, seed);
            assertThat(r.reclaims).isEqualTo(1);
            assertThat(r.lruAtTheEnd).as("seed %d", seed).isBetween(leftAtLeast, leftAtMost);
        }
    }

    /** {@code should_continue_reclaim}: v6.1 ends as soon as compaction could run, v4.17 has its 64 pages first. */
    @ParameterizedTest
    @CsvSource({"v4_17, true", "v6_1, false"})
    void reclaimForCompaction_endsWhenCompactionCouldRun(String profile, boolean wantsMore) {
        WorldBuilder world = new WorldBuilder();
        SmallZone config = new SmallZone().pages(512).clean(200).free(80).holes(1);
        Zone z = Zones.create(world, "m", config.config(), Profiles.named(profile));
        assertThat(ReclaimThrottle.compactionCouldRun(z, 5)).isTrue();
        assertThat(z.variants().throttle().wantsMore(z, 5, 32)).isEqualTo(wantsMore);
        assertThat(z.variants().throttle().wantsMore(z, 5, 64)).isFalse();
    }

    private static final String CONGESTED_DEVICE = """
            scenario congested-device
            zone m cluster=4 congested-at=1 high=12 low=10 min=2 pages=16 priority=1 used=2 victims=0 writeback=4
            task A
              p = alloc m GFP_NOWAIT 0
              free m p
            """;

    /** What kswapd has set when it met pages under writeback that nobody had met before. */
    private static final class FirstLook implements Observer {
        private final Zone zone;
        private int metBefore;
        private boolean looked;
        private Boolean congested;

        FirstLook(Zone zone) {
            this.zone = zone;
        }

        private int met(World w) {
            return w.<Zone>look(zone.id()).lru(PageKind.WRITEBACK_RECLAIM);
        }

        @Override
        public void on(World w, Event event, Task task, long a, long b) {
            boolean byKswapd = event == PageEvent.LRU_SHRUNK && (task.flags() & TaskFlags.PF_KSWAPD) != 0;
            looked |= byKswapd && metBefore == 0 && met(w) > 0;
        }

        @Override
        public void afterStep(World w, Task task) {
            metBefore = met(w);
            if (looked && congested == null) {
                congested = w.<Pgdat>look(zone.node()).test(Pgdat.PGDAT_CONGESTED);
            }
        }
    }

    /** {@code shrink_folio_list}: in v6.1 a page counts as congested when reclaim meets it under writeback for the second time. */
    @ParameterizedTest
    @CsvSource({"v4_17, true", "v6_1, false"})
    void pagesOfACongestedDevice_countAtOnce(String profile, boolean congested) {
        Case c = Case.own(ScenarioParser.parse(CONGESTED_DEVICE, "test"), Profiles.named(profile));
        Subject subject = c.subject();
        int looked = 0;
        for (long seed = 0; seed < 50; seed++) {
            FirstLook look = new FirstLook(zoneOf(subject.initial()));
            new Runner(subject).run(new RandomWalk(), seed, subject.initial().copyFor(List.of(look)));
            if (look.congested != null) {
                looked++;
                assertThat(look.congested).as("seed %d", seed).isEqualTo(congested);
            }
        }
        assertThat(looked).isPositive();
    }

    private static Zone zoneOf(World w) {
        for (int id = 0; ; id++) {
            if (w.look(id) instanceof Zone z) {
                return z;
            }
        }
    }

    /** How often the only task is made to sleep by reclaim. */
    private static final class Throttled implements Observer {
        private int times;

        @Override
        public void on(World w, Event event, Task task, long a, long b) {
            times += event == PageEvent.THROTTLED ? 1 : 0;
        }
    }

    /** {@code skip_throttle_noprogress}. */
    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void withAHopelessKswapd_nobodySleepsForCongestion(boolean hopeless) {
        WorldBuilder world = new WorldBuilder();
        Zone z = Zones.create(world, "m", new SmallZone().dirty(4).free(4).config(), Profiles.named("v6_1"));
        world.task("t", new ReclaimThrottleSleep(z.id(), ReclaimThrottleSleep.CONGESTED_TICKS));
        Throttled throttled = new Throttled();
        world.observe(throttled);
        World w = world.build().copy();
        for (int i = 0; hopeless && i < Pgdat.MAX_RECLAIM_RETRIES; i++) {
            w.<Pgdat>part(z.node()).kswapdFailed();
        }
        new Runner(new Subject("a throttled task", w, List.of())).run(new RandomWalk(), 0, w);
        assertThat(throttled.times).isEqualTo(hopeless ? 0 : 1);
    }

    /** {@code do_shrink_slab}: freeable, deferred, priority; to scan. */
    @ParameterizedTest
    @CsvSource({
        "v4_17, 100, 0, 12, 0",
        "v4_17, 100, 200, 12, 50",
        "v4_17, 100, 200, 2, 200",
        "v4_17, 1000, 5000, 5, 500",
        "v6_1, 100, 0, 12, 0",
        "v6_1, 100, 200, 12, 0",
        "v6_1, 100, 200, 2, 150",
        "v6_1, 1000, 5000, 5, 280",
        "v6_1, 1000, 5000, 0, 2000"
    })
    void shrinkersScan(String profile, int freeable, int deferred, int priority, int expected) {
        DoShrinkSlab rules = variants(profile).doShrinkSlab();
        assertThat(rules.totalScan(freeable, deferred, (freeable >> priority) * 4, priority))
                .isEqualTo(expected);
    }

    @Test
    void shrinkersDefer_notMoreThanTwiceWhatTheyHave_inV6m1() {
        assertThat(variants("v4_17").doShrinkSlab().deferred(10, 500)).isEqualTo(500);
        assertThat(variants("v6_1").doShrinkSlab().deferred(10, 500)).isEqualTo(20);
    }

    private static ZoneVariants variants(String profile) {
        Slot.Row row = Profiles.named(profile);
        return ZoneVariants.of(row);
    }

    /** {@code shrink_inactive_list}: how long who finds too many pages isolated sleeps, in ticks. */
    @ParameterizedTest
    @CsvSource({"v4_17, false, 100", "v4_17, true, 100", "v6_1, false, 20", "v6_1, true, 0"})
    void whoFindsTooManyPagesIsolated(String profile, boolean kthread, long ticks) {
        WorldBuilder world = new WorldBuilder();
        Zone z = Zones.create(world, "m", new SmallZone().clean(8).free(4).config(), Profiles.named(profile));
        int t = world.task("t", new ShrinkInactiveList(z.id(), Gfp.GFP_KERNEL, true, 4));
        world.task(t).setFlags(kthread ? TaskFlags.PF_KTHREAD : 0);
        World w = world.build().copy();
        w.<Zone>part(z.id()).isolate(PageKind.CLEAN, 6);
        new Runner(new Subject("a reclaimer", w, List.of())).run(new RandomWalk(), 0, w);
        assertThat(w.ticks()).isEqualTo(ticks);
    }
}
