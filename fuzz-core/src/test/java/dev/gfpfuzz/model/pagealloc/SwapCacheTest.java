package dev.gfpfuzz.model.pagealloc;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gfpfuzz.kernel.Gfp;
import dev.gfpfuzz.kernel.KernelEvent;
import dev.gfpfuzz.kernel.TaskFlags;
import dev.gfpfuzz.profile.Profiles;
import dev.gfpfuzz.run.Runner;
import dev.gfpfuzz.run.Subject;
import dev.gfpfuzz.scenario.Case;
import dev.gfpfuzz.scenario.ScenarioParser;
import dev.gfpfuzz.search.RandomWalk;
import dev.gfpfuzz.step.Event;
import dev.gfpfuzz.step.Frame;
import dev.gfpfuzz.step.Observer;
import dev.gfpfuzz.step.Task;
import dev.gfpfuzz.step.World;
import dev.gfpfuzz.step.WorldBuilder;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code mm/vmscan.c, v4.17, shrink_page_list}: a page that is swapped out stays anonymous until it is freed. */
class SwapCacheTest {
    private static final int SEEDS = 20;

    private static Zone run(World w, int zone, long seed) {
        new Runner(new Subject("swapping", w, List.of()), 5_000).run(new RandomWalk(), seed, w);
        return w.look(zone);
    }

    private static final String ONE_SLOT = """
            scenario one-slot
            zone m anon=4 high=12 kswapd=0 low=10 min=8 pages=16 swap=1 used=8 victims=0
            task A
              p = alloc m GFP_KERNEL|__GFP_NORETRY 0
              free m p
              p = alloc m GFP_KERNEL|__GFP_NORETRY 0
              free m p
            """;

    /** {@code get_scan_count}, {@code zone_reclaimable_pages}: without free swap space no anonymous page is looked at. */
    @Test
    void theLastSlotTaken_nothingIsReclaimableAnyMore() {
        Subject subject =
                Case.own(ScenarioParser.parse(ONE_SLOT, "test"), Profiles.V4_17).subject();
        int zone = zoneOf(subject);
        int written = 0;
        for (long seed = 0; seed < SEEDS; seed++) {
            World w = subject.initial().copy();
            Zone end = run(w, zone, seed);
            assertThat(end.swapFree()).isZero();
            assertThat(end.lruPages()).as("seed %d", seed).isEqualTo(4);
            assertThat(end.fileOnList()).isZero();
            assertThat(end.reclaimable()).isZero();
            written += end.lru(PageKind.SWAP_CACHE);
        }
        assertThat(written).isPositive();
    }

    private static int zoneOf(Subject subject) {
        int zone = 0;
        while (!(subject.initial().look(zone) instanceof Zone)) {
            zone++;
        }
        return zone;
    }

    /** What is clean in the swap cache needs no IO, and its slot stays with the owner of the page. */
    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void aPageInTheSwapCacheIsFreedAtOnce_itsSlotIsKept(boolean io) {
        WorldBuilder world = new WorldBuilder();
        Zone z = Zones.create(world, "m", new SmallZone().anon(2, 2).free(4).config(), Profiles.V4_17);
        z.takeSwap();
        z.turn(PageKind.ANON, PageKind.SWAP_CACHE);
        int gfp = io ? Gfp.GFP_NOFS : Gfp.GFP_NOIO;
        world.task("t", new ShrinkInactiveList(z.id(), gfp, false, 2));
        World w = world.build().copy();
        Zone end = run(w, z.id(), 0);
        assertThat(end.lru(PageKind.SWAP_CACHE)).isLessThanOrEqualTo(io ? 1 : 0);
        assertThat(end.lruPages()).isEqualTo(1);
        assertThat(end.swapFree()).isEqualTo(io ? 0 : 1);
    }

    private static final String CONGESTED_DEVICE = """
            scenario congested-device
            zone m anon=4 congested-at=1 high=12 kswapd=0 low=10 min=8 pages=16 priority=1 swap=2 used=6 victims=0 writeback=2
            task A
              p = alloc m GFP_KERNEL|__GFP_NORETRY 0
              free m p
            """;

    /** Whether a page is sent to swap space while a file page is being written. */
    private static final class Swapped implements Observer {
        private final int zone;
        private boolean behindAnother;

        Swapped(int zone) {
            this.zone = zone;
        }

        @Override
        public void afterStep(World w, Task task) {
            Zone z = w.look(zone);
            behindAnother |= z.swapWriteback() > 0 && z.writeback() > z.swapWriteback();
        }
    }

    /** {@code may_write_to_inode}, v4.17: the swapper space has no inode, and what has none is never congested. */
    @Test
    void aCongestedDeviceKeepsNobodyFromSwapping() {
        Subject subject = Case.own(ScenarioParser.parse(CONGESTED_DEVICE, "test"), Profiles.V4_17)
                .subject();
        int zone = zoneOf(subject);
        int swapped = 0;
        for (long seed = 0; seed < 100; seed++) {
            Swapped seen = new Swapped(zone);
            new Runner(subject).run(new RandomWalk(), seed, subject.initial().copyFor(List.of(seen)));
            swapped += seen.behindAnother ? 1 : 0;
        }
        assertThat(swapped).isPositive();
    }

    /** {@code mm/swapfile.c, v4.17, free_swap_and_cache}: with the victim's mapping the page and its slot go. */
    @Test
    void theReaperFreesAVictimsSwapCache() {
        WorldBuilder world = new WorldBuilder();
        Zone z = Zones.create(
                world, "m", new SmallZone().victims(1, 6).anon(0, 6).free(4).config(), Profiles.V4_17);
        while (z.lru(PageKind.ANON) > 0) {
            z.takeSwap();
            z.turn(PageKind.ANON, PageKind.SWAP_CACHE);
        }
        Frame<?> request = z.allocPages(Gfp.GFP_KERNEL, 0);
        world.task(world.task("t", request)).setFlags(TaskFlags.PF_KTHREAD);
        boolean[] allocated = new boolean[1];
        world.observe(new Observer() {
            @Override
            public void on(World w, Event event, Task task, long a, long b) {
                allocated[0] |= event == KernelEvent.ALLOC_SUCCEEDED;
            }
        });
        Zone end = run(world.build().copy(), z.id(), 0);
        assertThat(allocated[0]).isTrue();
        assertThat(end.lruPages()).isZero();
        assertThat(end.swapFree()).isEqualTo(6);
    }
}
