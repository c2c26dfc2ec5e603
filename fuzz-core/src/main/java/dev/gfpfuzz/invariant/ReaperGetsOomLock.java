package dev.gfpfuzz.invariant;

import dev.gfpfuzz.kernel.Gfp;
import dev.gfpfuzz.model.pagealloc.PageEvent;
import dev.gfpfuzz.step.Event;
import dev.gfpfuzz.step.Lock;
import dev.gfpfuzz.step.MachineEvent;
import dev.gfpfuzz.step.Task;
import dev.gfpfuzz.step.Wait;
import dev.gfpfuzz.step.World;
import dev.gfpfuzz.step.WorldBuilder;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Who waits for oom_lock, the reaper with a victim's memory at hand, gets it before other requests have failed to get it
 * {@value #ROUNDS} times: its owner does not sleep meanwhile. Requests that give up in the end (RETRY_MAYFAIL) do not
 * count, they hold nobody up for long. Assumed of the schedule is only that whoever runs goes on until it
 * sleeps or waits; who runs next is anybody, so that a sleeper with the lock can be passed over by all who want memory.
 *
 * <p>Broken in v4.17, whose owner sleeps a tick after a kill; since 9bfe5ded054b (v4.19) it does not.
 */
public final class ReaperGetsOomLock extends ZoneInvariant {
    private static final int ROUNDS = 3;

    private int ghost;

    @Override
    public String name() {
        return "reaper-gets-oom-lock";
    }

    @Override
    public String statement() {
        return "While the OOM reaper waits for oom_lock, its owner does not sleep through " + ROUNDS
                + " attempts to get the lock by requests that do not give up.";
    }

    @Override
    public String source() {
        return "mm/oom_kill.c, commit 9bfe5ded054b (v4.19): no sleep under oom_lock; minutes without a reaper were seen";
    }

    @Override
    public String companion() {
        return "a request goes round while the reaper asks for oom_lock";
    }

    @Override
    void placeGhost(WorldBuilder world) {
        ghost = world.place("ghost of " + name(), TaskGhost.ofAll()).id();
    }

    @Override
    public List<Event> hears() {
        return List.of(PageEvent.RETRIES, PageEvent.OOM_LOCK_BUSY, MachineEvent.LOCK_RELEASED);
    }

    @Override
    public void on(World w, Event event, Task task, long a, long b) {
        int oomLock = node(w).oomLock();
        if (event == MachineEvent.LOCK_RELEASED && a == oomLock) {
            w.<TaskGhost>look(ghost).mark(0, 0);
        } else if (event == PageEvent.RETRIES || event == PageEvent.OOM_LOCK_BUSY && !has(a, Gfp.RETRY_MAYFAIL)) {
            Task waiter = waiter(w, oomLock);
            if (waiter == null) {
                return;
            }
            exercised(w);
            if (event == PageEvent.OOM_LOCK_BUSY) {
                failed(w, task, waiter, w.<Lock>look(oomLock).holders());
            }
        }
    }

    private void failed(World w, Task task, Task waiter, long owners) {
        if (owners == 0) {
            return;
        }
        Task owner = w.lookTask(Long.numberOfTrailingZeros(owners));
        if (owner.waits() != Wait.SLEEP || !owner.asleep()) {
            return;
        }
        TaskGhost rounds = w.look(ghost);
        rounds.mark(0, rounds.mark(0) + 1);
        if (rounds.mark(0) >= ROUNDS) {
            broken(
                    w,
                    task,
                    "Task " + owner.name() + " sleeps with oom_lock held while others have failed to get it "
                            + rounds.mark(0) + " times and gone round; " + waiter.name()
                            + " waits for the lock to free a victim's memory.",
                    "oom_lock slept on;reaper waits");
        }
    }

    /** Who blocks on oom_lock, or null; requests only try it. */
    private static @Nullable Task waiter(World w, int oomLock) {
        for (int i = 0; i < w.taskCount(); i++) {
            Task t = w.lookTask(i);
            if (t.waits() == Wait.LOCK && t.waitOn() == oomLock) {
                return t;
            }
        }
        return null;
    }
}
