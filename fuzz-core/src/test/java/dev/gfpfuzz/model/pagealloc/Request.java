package dev.gfpfuzz.model.pagealloc;

import dev.gfpfuzz.invariant.Invariant;
import dev.gfpfuzz.invariant.NoLivelock;
import dev.gfpfuzz.kernel.KernelEvent;
import dev.gfpfuzz.profile.Profiles;
import dev.gfpfuzz.run.Outcome;
import dev.gfpfuzz.run.Runner;
import dev.gfpfuzz.run.Subject;
import dev.gfpfuzz.search.RandomWalk;
import dev.gfpfuzz.step.Event;
import dev.gfpfuzz.step.Observer;
import dev.gfpfuzz.step.Task;
import dev.gfpfuzz.step.Wait;
import dev.gfpfuzz.step.World;
import dev.gfpfuzz.step.WorldBuilder;
import java.util.List;

/** One request of one task on a zone, run to its end, and what was seen of it. */
final class Request implements Observer {
    /** How a request ends. */
    enum Answer {
        PAGE,
        NULL,
        /** It goes round for ever. */
        LOOP,
        /** Nobody is left to kill. */
        PANIC
    }

    private static final int STEPS_MAX = 5_000;

    Answer answer = Answer.LOOP;
    int reclaims;
    int compactions;
    int kills;
    int outOfMemory;
    int sleeps;
    int freeAtTheEnd;
    int lruAtTheEnd;
    boolean killedSelf;

    private Request() {}

    /** Runs a request under a random schedule. */
    static Request run(String profile, SmallZone zone, int taskFlags, int gfp, int order, long seed) {
        Request r = new Request();
        WorldBuilder world = new WorldBuilder();
        Zone z = Zones.create(world, "m", zone.config(), Profiles.named(profile));
        int task = world.task("t", z.allocPages(gfp, order));
        world.task(task).setFlags(taskFlags);
        List<Invariant> attached = Invariant.attachAll(world, List.of(new NoLivelock()));
        world.observe(r);
        World w = world.build();
        Runner runner = new Runner(new Subject("a request", w, attached), STEPS_MAX);
        World end = w.copy();
        Outcome o = runner.run(new RandomWalk(), seed, end);
        if (o.violation() != null && o.violation().invariant().equals(World.KERNEL_BUG)) {
            r.answer = Answer.PANIC;
        }
        r.freeAtTheEnd = end.<Zone>look(z.id()).nrFreePages();
        r.lruAtTheEnd = end.<Zone>look(z.id()).lruPages();
        r.killedSelf = (end.<Pgdat>look(z.node()).killed() >>> OomState.ofTask(task) & 1) != 0;
        return r;
    }

    @Override
    public void on(World w, Event event, Task task, long a, long b) {
        if (event instanceof KernelEvent e) {
            switch (e) {
                case ALLOC_SUCCEEDED -> answer = Answer.PAGE;
                case ALLOC_FAILED -> answer = Answer.NULL;
                case DIRECT_RECLAIM_ENTERED -> reclaims++;
                default -> {}
            }
        } else if (event instanceof PageEvent e) {
            switch (e) {
                case COMPACTION_ENTERED -> compactions++;
                case OOM_KILL -> kills++;
                case OUT_OF_MEMORY -> outOfMemory++;
                default -> {}
            }
        }
    }

    @Override
    public void afterStep(World w, Task task) {
        if (!task.daemon() && task.waits() == Wait.SLEEP && task.asleep()) {
            sleeps++;
        }
    }
}
